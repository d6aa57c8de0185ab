"""To Europass: the Candidate XML that its editor imports."""

from typing import TYPE_CHECKING, Any

from candidacy.domain.exchange.europass.languages import language_code
from candidacy.domain.exchange.richtext import to_html
from candidacy.domain.resume import Basics, Education, Language, Location, Resume, Work

if TYPE_CHECKING:
    from lxml.etree import _Element

_EUROPASS, _HR = "http://www.europass.eu/1.0", "http://www.hr-xml.org/3"
_OA, _EURES = "http://www.openapplications.org/oagis/9", "http://www.europass_eures.eu/1.0"
_CEF = (
    "CEF-Understanding-Listening", "CEF-Understanding-Reading", "CEF-Speaking-Interaction",
    "CEF-Speaking-Production", "CEF-Writing-Production",
)  # fmt: skip
_LEVELS = frozenset({"A1", "A2", "B1", "B2", "C1", "C2"})
_NATIVE = "Native speaker"


class _Writer:
    """Adds elements with their namespace; a text that XML cannot hold loses the characters it forbids."""

    def __init__(self, parent: "_Element") -> None:
        self.element = parent

    def part(self, element: str, /, namespace: str = _EUROPASS, **attributes: str) -> "_Writer":
        from lxml import etree

        return _Writer(etree.SubElement(self.element, f"{{{namespace}}}{element}", attributes))

    def text(self, element: str, value: str | None, /, namespace: str = _EUROPASS, **attributes: str) -> None:
        """Nothing is written for no value."""
        if value:
            added = self.part(element, namespace, **attributes)
            added.element.text = "".join(c for c in value if _is_xml(c))


def to_europass(resume: Resume) -> bytes:
    """The XML file."""
    from lxml import etree

    names: dict[Any, str] = {None: _EUROPASS, "hr": _HR, "oa": _OA, "eures": _EURES}
    root = etree.Element(f"{{{_EUROPASS}}}Candidate", nsmap=names)
    candidate = _Writer(root)
    candidate.part("DocumentID", _HR, schemeName="DocumentIdentifier", schemeAgencyName="Candidacy")
    _person(candidate.part("CandidatePerson"), resume)
    profile = candidate.part("CandidateProfile")
    profile.text("ExecutiveSummary", to_html(resume.basics.summary), _HR)
    _work(profile.part("EmploymentHistory"), resume.work)
    _education(profile.part("EducationHistory"), resume.education)
    _licences(profile, resume)
    _languages(profile.part("PersonQualifications"), resume.languages)
    _activities(profile, resume)
    _skills(profile, resume)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _person(person: _Writer, resume: Resume) -> None:
    basics = resume.basics
    given, _, family = (basics.name or "").rpartition(" ")
    name = person.part("PersonName")
    name.text("GivenName", given or None, _OA)
    name.text("FamilyName", family, _HR)
    _channel(person, "Email", basics.email)
    if basics.phone:
        telephone = person.part("Communication")
        telephone.text("ChannelCode", "Telephone")
        telephone.text("DialNumber", basics.phone, _OA)
    _channel(person, "Web", basics.url)
    for profile in basics.profiles:
        _channel(person, "SocialMedia", profile.url, use=profile.network)
    _location(person, basics)
    for language in resume.languages:
        if language.fluency == _NATIVE and language.language:
            code = language_code(language.language) or language.language
            person.text("PrimaryLanguageCode", code, name="NORMAL")
    person.text("PersonTitle", basics.label)


def _channel(person: _Writer, channel: str, uri: str | None, use: str | None = None) -> None:
    if uri:
        one = person.part("Communication")
        one.text("ChannelCode", channel)
        one.text("UseCode", use)
        one.text("URI", uri, _OA)


def _location(person: _Writer, basics: Basics) -> None:
    place = basics.location
    if place is None or place == Location():
        return
    one = person.part("Communication")
    one.text("UseCode", "home")
    address = one.part("Address", type="home")
    for line in (place.address or "").split("\n"):
        address.text("AddressLine", line, _OA)
    address.text("CityName", place.city, _OA)
    address.text("CountrySubDivisionCode", place.region, _OA)
    address.text("CountryCode", place.country_code.lower() if place.country_code else None)
    address.text("PostalCode", place.postal_code, _OA)


def _work(history: _Writer, work: tuple[Work, ...]) -> None:
    for one in work:
        employer = history.part("EmployerHistory")
        employer.text("OrganizationName", one.name, _HR)
        _contact(employer, one.url)
        role = employer.part("PositionHistory")
        role.text("PositionTitle", one.position, typeCode="FREETEXT")
        period = role.part("EmploymentPeriod", _EURES)
        _dates(period, one.start_date, one.end_date, _EURES)
        if one.start_date:
            period.text("CurrentIndicator", "false" if one.end_date else "true", _HR)
        role.text("Description", to_html(one.summary, one.highlights), _OA)
        role.text("City", one.location)
        employer.text("Department", one.description)


def _contact(organisation: _Writer, url: str | None) -> None:
    if url:
        one = organisation.part("OrganizationContact").part("Communication")
        one.text("ChannelCode", "Web")
        one.text("URI", url, _OA)


def _dates(period: _Writer, start: str | None, end: str | None, namespace: str = _EUROPASS) -> None:
    for name, date in (("StartDate", start), ("EndDate", end)):
        if date:
            period.part(name, namespace).text("FormattedDateTime", date, _HR)


def _education(history: _Writer, education: tuple[Education, ...]) -> None:
    for one in education:
        extra = one.model_extra or {}
        highlights = extra.get("highlights")
        items = tuple(str(h) for h in highlights) if isinstance(highlights, list) else ()
        place, told = history.part("EducationOrganizationAttendance"), extra.get("summary")
        place.text("OrganizationName", one.institution, _HR)
        _contact(place, one.url)
        location = extra.get("location")
        place.text("City", location if isinstance(location, str) else None)
        period = place.part("AttendancePeriod")
        _dates(period, one.start_date, one.end_date)
        if one.start_date:
            period.text("Ongoing", "false" if one.end_date else "true")
        degree = place.part("EducationDegree")
        degree.text("DegreeName", one.study_type, _HR)
        if one.area:
            degree.part("FieldOfStudy").text("Text", one.area)
        if one.score:
            degree.part("FinalGrade").text("ScoreText", one.score, _HR)
        degree.text("OccupationalSkillsCovered", to_html(told if isinstance(told, str) else None, items))


def _licences(profile: _Writer, resume: Resume) -> None:
    licences = profile.part("Licenses", _EURES)
    for group in resume.skills:
        if group.name == "Driving licence":
            for word in group.keywords:
                licences.part("License", _EURES).text("LicenseTypeCode", word, _HR)


def _languages(qualifications: _Writer, languages: tuple[Language, ...]) -> None:
    for one in languages:
        if not one.language or one.fluency == _NATIVE:
            continue
        competency = qualifications.part("PersonCompetency")
        competency.text("CompetencyID", language_code(one.language) or one.language, _HR)
        competency.text("TaxonomyID", "language", _HR)
        for kind in _CEF if one.fluency else ():
            if one.fluency in _LEVELS or kind == _CEF[0]:
                dimension = competency.part("CompetencyDimension", _EURES)
                dimension.text(
                    "CompetencyDimensionTypeCode", kind if one.fluency in _LEVELS else "overall", _HR
                )
                dimension.part("Score", _EURES).text("ScoreText", one.fluency, _HR)


def _activities(profile: _Writer, resume: Resume) -> None:
    certificates, projects = profile.part("Certifications"), profile.part("Projects")
    for certificate in resume.certificates:
        one = certificates.part("Certification")
        one.text("Title", certificate.name)
        one.text("IssuingAuthority", certificate.issuer)
        one.text("Date", certificate.date)
        one.text("Link", certificate.url)
    for project in resume.projects:
        one = projects.part("Project")
        one.text("Title", project.name)
        one.text("Description", to_html(project.description, project.highlights))
        one.text("Link", project.url)
        _dates(one.part("Period"), project.start_date, project.end_date)
    works = profile.part("VoluntaryWorks")
    for volunteer in resume.volunteer:
        one = works.part("VoluntaryWork")
        one.text("Title", volunteer.position)
        one.text("OrganizationName", volunteer.organization)
        one.text("Description", to_html(volunteer.summary, volunteer.highlights))
        one.text("Link", volunteer.url)
        _dates(one.part("Period"), volunteer.start_date, volunteer.end_date)
    _shorter(profile, resume)


def _shorter(profile: _Writer, resume: Resume) -> None:
    history = profile.part("PublicationHistory")
    for publication in resume.publications:
        one = history.part("Publication")
        one.text("Title", publication.name)
        one.text("Publisher", publication.publisher)
        one.text("Date", publication.release_date)
        one.text("Link", publication.url)
        one.text("Description", to_html(publication.summary))
    awards = profile.part("HonorsAndAwards")
    for award in resume.awards:
        one = awards.part("HonorOrAward")
        one.text("Title", award.title)
        one.text("IssuingAuthority", award.awarder)
        one.text("Date", award.date)
        one.text("Description", to_html(award.summary))
    hobbies = profile.part("HobbiesAndInterests")
    for interest in resume.interests:
        one = hobbies.part("HobbyOrInterest")
        one.text("Title", interest.name)
        one.text("Description", to_html(None, interest.keywords))
    references = profile.part("EmploymentReferences")
    for reference in resume.references:
        one = references.part("EmploymentReference")
        one.part("PersonName").text("FormattedName", reference.name, _HR)
        one.text("Description", to_html(reference.reference))


def _skills(profile: _Writer, resume: Resume) -> None:
    skills = profile.part("Skills")
    alone = [group.name for group in resume.skills if group.name and not group.keywords]
    groups = [(group.name, group.keywords) for group in resume.skills if group.keywords]
    for title, words in [*groups, *([("Skills", tuple(alone))] if alone else [])]:
        if title == "Driving licence":
            continue
        group = skills.part("SkillsGroup")
        group.text("Title", title)
        for word in words:
            competency = group.part("PersonCompetency")
            competency.text("TaxonomyID", "Digital_Skill", _HR)
            competency.text("CompetencyName", word, _HR)


def _is_xml(character: str) -> bool:
    code = ord(character)
    return code in {9, 10, 13} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
