"""Europass XML of both forms, alone and inside a PDF."""

import io
from typing import Any

import pytest
from pypdf import PdfWriter

from candidacy.domain.exchange import Format, find_reading, import_resume
from candidacy.domain.reading.errors import DamagedFile
from candidacy.domain.reading.tests.making import column, pdf

PASSPORT = """<?xml version="1.0" encoding="UTF-8"?>
<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass" locale="en">
  <DocumentInfo><DocumentType>ECV</DocumentType></DocumentInfo>
  <LearnerInfo>
    <Identification>
      <PersonName><FirstName>Ada</FirstName><Surname>Lovelace</Surname></PersonName>
      <ContactInfo>
        <Address><Contact><AddressLine>1 St</AddressLine><PostalCode>0150</PostalCode>
          <Municipality>Oslo</Municipality>
          <Country><Code>NO</Code><Label>Norway</Label></Country></Contact></Address>
        <Email><Contact>ada@example.org</Contact></Email>
        <TelephoneList><Telephone><Contact>+47 22 00 00 00</Contact><Use><Code>mobile</Code></Use>
          </Telephone></TelephoneList>
        <WebsiteList><Website><Contact>https://ada.example</Contact></Website></WebsiteList>
      </ContactInfo>
      <Demographics><Birthdate year="1815" month="--12" day="---10"/></Demographics>
    </Identification>
    <Headline><Type><Code>position</Code></Type><Description><Label>Analyst</Label></Description></Headline>
    <WorkExperienceList><WorkExperience>
      <Period><From year="2019" month="--03" day="-----"/><Current>true</Current></Period>
      <Position><Code>1</Code><Label>Engineer</Label></Position>
      <Activities>&lt;p&gt;Built it.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Cut cost&lt;/li&gt;&lt;/ul&gt;</Activities>
      <Employer><Name>Engines</Name><ContactInfo><Address><Contact><Municipality>London</Municipality>
        <Country><Code>UK</Code><Label>United Kingdom</Label></Country></Contact></Address></ContactInfo>
          </Employer>
    </WorkExperience></WorkExperienceList>
    <EducationList><Education>
      <Period><From year="2011"/><To year="2014" month="--06"/></Period><Title>BSc Mathematics</Title>
      <Organisation><Name>UoL</Name></Organisation><Field><Label>Maths</Label></Field>
    </Education></EducationList>
    <Skills>
      <Linguistic>
        <MotherTongueList><MotherTongue><Description><Code>en</Code><Label>English</Label></Description>
          </MotherTongue></MotherTongueList>
        <ForeignLanguageList><ForeignLanguage><Description><Label>French</Label></Description>
          <ProficiencyLevel><Listening>C1</Listening><Reading>C1</Reading>
          <SpokenInteraction>B2</SpokenInteraction></ProficiencyLevel>
        </ForeignLanguage></ForeignLanguageList>
      </Linguistic>
      <Computer>
          <Description>&lt;ul&gt;&lt;li&gt;Python&lt;/li&gt;&lt;li&gt;SQL&lt;/li&gt;&lt;/ul&gt;</Description></Computer>
      <Driving><Description><Licence>B</Licence></Description></Driving>
    </Skills>
    <AchievementList><Achievement><Title><Code>publications</Code><Label>Publications</Label></Title>
      <Description>Notes</Description></Achievement></AchievementList>
  </LearnerInfo>
</SkillsPassport>"""
CANDIDATE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Candidate xsi:schemaLocation="http://www.europass.eu/1.0 Candidate.xsd" xmlns="http://www.europass.eu/1.0"
  xmlns:oa="http://www.openapplications.org/oagis/9" xmlns:eures="http://www.europass_eures.eu/1.0"
  xmlns:hr="http://www.hr-xml.org/3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <hr:DocumentID schemeID="T-1" schemeName="DocumentIdentifier" schemeAgencyName="EUROPASS"/>
  <CandidatePerson>
    <PersonName><oa:GivenName>Ada</oa:GivenName><hr:FamilyName>Lovelace</hr:FamilyName></PersonName>
    <Communication><ChannelCode>Email</ChannelCode><oa:URI>ada@example.org</oa:URI></Communication>
    <Communication><ChannelCode>Telephone</ChannelCode><UseCode>mobile</UseCode>
          <CountryDialing>47</CountryDialing>
      <oa:DialNumber>22000000</oa:DialNumber><CountryCode>no</CountryCode></Communication>
    <Communication><ChannelCode>Web</ChannelCode><oa:URI>https://ada.example</oa:URI></Communication>
    <Communication><UseCode>home</UseCode><Address type="home"><oa:AddressLine>1 St</oa:AddressLine>
      <oa:CityName>Oslo</oa:CityName><CountryCode>no</CountryCode><oa:PostalCode>0150</oa:PostalCode>
          </Address></Communication>
    <NationalityCode>no</NationalityCode><hr:BirthDate>1815-12-10</hr:BirthDate>
    <PrimaryLanguageCode name="NORMAL">eng</PrimaryLanguageCode>
  </CandidatePerson>
  <CandidateProfile languageCode="en">
    <hr:ID schemeID="T-1" schemeName="CandidateProfileID" schemeAgencyName="EUROPASS" schemeVersionID="1.0"/>
    <hr:ExecutiveSummary>&lt;p&gt;I count.&lt;/p&gt;</hr:ExecutiveSummary>
    <EmploymentHistory><EmployerHistory>
      <hr:OrganizationName>Engines</hr:OrganizationName>
      <OrganizationContact><Communication><Address><oa:CityName>London</oa:CityName>
          <CountryCode>gb</CountryCode></Address></Communication></OrganizationContact>
      <PositionHistory><PositionTitle typeCode="FREETEXT">Engineer</PositionTitle>
        <eures:EmploymentPeriod><eures:StartDate><hr:FormattedDateTime>2019-03</hr:FormattedDateTime>
          </eures:StartDate>
          <hr:CurrentIndicator>true</hr:CurrentIndicator></eures:EmploymentPeriod>
        <oa:Description>&lt;p&gt;Built it.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Cut cost&lt;/li&gt;</oa:Description>
        <City>London</City><Country>gb</Country></PositionHistory>
    </EmployerHistory></EmploymentHistory>
    <EducationHistory><EducationOrganizationAttendance>
      <hr:OrganizationName>UoL</hr:OrganizationName><EducationLevelCode>6</EducationLevelCode>
      <AttendancePeriod><StartDate><hr:FormattedDateTime>2011</hr:FormattedDateTime></StartDate>
        <EndDate><hr:FormattedDateTime>2014-06</hr:FormattedDateTime></EndDate><Ongoing>false</Ongoing>
          </AttendancePeriod>
      <EducationDegree><hr:DegreeName>BSc Mathematics</hr:DegreeName>
        <FinalGrade><hr:ScoreText>1st</hr:ScoreText></FinalGrade></EducationDegree>
    </EducationOrganizationAttendance></EducationHistory>
    <PersonQualifications><PersonCompetency><hr:CompetencyID>fra</hr:CompetencyID>
          <hr:TaxonomyID>language</hr:TaxonomyID>
      <eures:CompetencyDimension>
          <hr:CompetencyDimensionTypeCode>CEF-Understanding-Listening</hr:CompetencyDimensionTypeCode>
        <eures:Score><hr:ScoreText>C1</hr:ScoreText></eures:Score></eures:CompetencyDimension>
      <eures:CompetencyDimension>
          <hr:CompetencyDimensionTypeCode>CEF-Writing-Production</hr:CompetencyDimensionTypeCode>
        <eures:Score><hr:ScoreText>B2</hr:ScoreText></eures:Score></eures:CompetencyDimension>
    </PersonCompetency></PersonQualifications>
    <Skills><SkillsGroup><Title>Digital</Title><PersonCompetency><hr:TaxonomyID>Digital_Skill</hr:TaxonomyID>
      <hr:CompetencyName>Python</hr:CompetencyName></PersonCompetency></SkillsGroup></Skills>
    <NetworksAndMemberships><NetworkAndMembership><Title>Royal Society</Title></NetworkAndMembership>
          </NetworksAndMemberships>
  </CandidateProfile>
  <RenderingInformation><Design><Template>Template1</Template></Design></RenderingInformation>
</Candidate>"""


def read(xml: str) -> dict[str, Any]:
    return import_resume(xml.encode()).resume.to_json_resume()


@pytest.mark.parametrize("xml", [PASSPORT, CANDIDATE])
def test_both_forms_say_the_same_of_person_and_work(xml: str) -> None:
    value = read(xml)

    basics = value["basics"]
    assert (basics["name"], basics["email"], basics["url"]) == (
        "Ada Lovelace",
        "ada@example.org",
        "https://ada.example",
    )
    assert basics["phone"].replace(" ", "") == "+4722000000"
    assert basics["location"] == {
        "address": "1 St",
        "postalCode": "0150",
        "city": "Oslo",
        "countryCode": "NO",
    }
    assert value["work"] == [
        {
            "name": "Engines",
            "position": "Engineer",
            "location": "London, United Kingdom",
            "startDate": "2019-03",
            "summary": "Built it.",
            "highlights": ["Cut cost"],
        }
    ]
    (study,) = value["education"]
    assert (study["institution"], study["studyType"]) == ("UoL", "BSc Mathematics")
    assert (study["startDate"], study["endDate"]) == ("2011", "2014-06")


def test_languages_keep_the_levels_of_each_use() -> None:
    assert read(PASSPORT)["languages"] == [
        {"language": "English", "fluency": "Native speaker"},
        {"language": "French", "fluency": "listening C1, reading C1, spoken interaction B2"},
    ]
    assert read(CANDIDATE)["languages"] == [
        {"language": "English", "fluency": "Native speaker"},
        {"language": "French", "fluency": "listening C1, writing B2"},
    ]


def test_the_other_parts_of_a_passport_are_read() -> None:
    value = read(PASSPORT)

    assert value["basics"]["label"] == "Analyst"
    assert value["skills"] == [
        {"name": "Digital", "keywords": ["Python", "SQL"]},
        {"name": "Driving licence", "keywords": ["B"]},
    ]
    assert value["publications"] == [{"name": "Notes"}]


def test_the_other_parts_of_a_candidate_are_read() -> None:
    value = read(CANDIDATE)

    assert value["basics"]["summary"] == "I count."
    assert value["skills"] == [{"name": "Digital", "keywords": ["Python"]}]
    assert value["education"][0]["score"] == "1st"
    assert value["sections"] == [{"name": "Networks and memberships", "items": ["Royal Society"]}]


@pytest.mark.parametrize("xml", [PASSPORT, CANDIDATE])
def test_what_a_cv_should_not_tell_is_listed_and_not_taken(xml: str) -> None:
    lost = {one.value for one in import_resume(xml.encode()).lost}

    assert lost & {"1815", "1815-12-10"}


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'

    with pytest.raises(DamagedFile):
        import_resume(CANDIDATE.replace("<Candidate", bomb + "<Candidate", 1).encode())


def test_xml_that_breaks_off_is_refused() -> None:
    with pytest.raises(DamagedFile):
        import_resume(CANDIDATE[:700].encode())


def carrying(xml: str, name: str = "attachment.xml") -> bytes:
    writer = PdfWriter(
        clone_from=io.BytesIO(pdf(column(50, 60, ["Ada Lovelace", "ada@example.org", "Engineer"])))
    )
    writer.add_attachment(name, xml.encode())
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_the_xml_inside_a_pdf_is_read() -> None:
    imported = import_resume(carrying(CANDIDATE))

    assert (imported.format, imported.resume.basics.name) == (Format.EUROPASS, "Ada Lovelace")


def test_a_pdf_keeps_its_pages_and_its_values_stand_on_them() -> None:
    reading = find_reading(carrying(CANDIDATE))

    assert reading is not None
    assert reading.document.page_count == 1
    (span,) = reading.resume.spans_at("/basics/name")
    assert (span.page, span.box is not None) == (1, True)
    assert reading.resume.resume.work[0].name == "Engines"


def test_a_pdf_with_another_attachment_is_a_document() -> None:
    assert find_reading(carrying("<invoice/>")) is None
    assert find_reading(pdf(column(50, 60, ["Ada Lovelace"]))) is None
