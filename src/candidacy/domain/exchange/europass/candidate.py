"""Candidate: the XML of today's editor, which is HR-XML with words of its own."""

from collections.abc import Iterator
from typing import Any

from candidacy.domain.exchange import richtext
from candidacy.domain.exchange.dates import iso
from candidacy.domain.exchange.europass.languages import language_name
from candidacy.domain.exchange.europass.passport import fluency_of
from candidacy.domain.exchange.places import country_name
from candidacy.domain.exchange.source import Source, only_filled, present

_DIMENSIONS = {
    "CEF-Understanding-Listening": "Listening",
    "CEF-Understanding-Reading": "Reading",
    "CEF-Speaking-Interaction": "SpokenInteraction",
    "CEF-Speaking-Production": "SpokenProduction",
    "CEF-Writing-Production": "Writing",
    "CEF-Writing": "Writing",
}
_FREE = {
    "ConferencesAndSeminars": "Conferences and seminars", "CreativeWorks": "Creative works",
    "NetworksAndMemberships": "Networks and memberships",
    "SocialAndPoliticalActivities": "Social and political activities",
    "CommunicationAndInterpersonalSkills": "Communication and interpersonal skills",
    "ManagementAndLeadershipSkills": "Management and leadership skills",
    "OrganisationalSkills": "Organisational skills", "Others": "Other",
}  # fmt: skip


def candidate_resume(source: Source) -> dict[str, Any]:
    """The members of the Resume."""
    source.skip(
        "DocumentID",
        "RenderingInformation",
        "CandidateSupplier",
        "AlternateDocumentID",
        "ProcessingInformation",
    )
    person, profile = source.at("CandidatePerson"), source.at("CandidateProfile")
    profile.skip("ID", "@languageCode")
    certificates = [
        *_leaf(profile, "Certifications", "Certification"),
        *_leaf(profile, "CourseCertifications", "CourseCertification"),
    ]
    return {
        "basics": _basics(person, profile),
        "work": [
            one
            for employer in profile.items("EmploymentHistory", "EmployerHistory")
            for one in _work(employer)
        ],
        "education": only_filled(
            _education(one) for one in profile.items("EducationHistory", "EducationOrganizationAttendance")
        ),
        "languages": _languages(person, profile),
        "skills": _skills(profile),
        "certificates": only_filled(_certificate(one) for one in certificates),
        "projects": only_filled(_project(one) for one in _leaf(profile, "Projects", "Project")),
        "volunteer": only_filled(
            _volunteer(one) for one in _leaf(profile, "VoluntaryWorks", "VoluntaryWork")
        ),
        "publications": only_filled(
            _publication(one) for one in _leaf(profile, "PublicationHistory", "Publication")
        ),
        "awards": only_filled(_award(one) for one in _leaf(profile, "HonorsAndAwards", "HonorOrAward")),
        "interests": only_filled(
            _interest(one) for one in _leaf(profile, "HobbiesAndInterests", "HobbyOrInterest")
        ),
        "references": only_filled(
            _reference(one) for one in _leaf(profile, "EmploymentReferences", "EmploymentReference")
        ),
        "sections": only_filled(_free(profile, name, title) for name, title in _FREE.items()),
    }


def _leaf(profile: Source, group: str, name: str) -> list[Source]:
    """The items of a group, which in some files lie under another name: then those of every name."""
    found = profile.items(group, name)
    if found or not profile.at(group):
        return found
    return [item for _, member in profile.at(group).members() for item in Source.items(member)]


def _basics(person: Source, profile: Source) -> dict[str, Any]:
    name = person.at("PersonName")
    parts = (name.text("GivenName"), name.text("MiddleName"), name.text("FamilyName"))
    email = phone = None
    sites: list[tuple[str | None, str]] = []
    location: dict[str, Any] = {}
    for one in person.items("Communication"):
        channel = _first(one, "ChannelCode").casefold()
        if one.at("Address"):
            location = location or _address(one.at("Address"))
            one.skip("UseCode", "ChannelCode")
        elif channel == "email":
            email = email or one.text("URI")
            one.skip("ChannelCode", "UseCode")
        elif channel == "telephone":
            phone = phone or _phone(one)
        elif uri := one.text("URI"):
            kind = one.text("UseCode") if channel == "socialmedia" else None
            one.skip("ChannelCode", "UseCode")
            sites.append((kind, uri))
    home = next((uri for kind, uri in sites if kind is None), None)
    summary = richtext.read(profile.text("ExecutiveSummary") or person.text("PersonDescription"))
    lines = [line for line in (summary.summary, *summary.highlights) if line]
    return present(
        name=" ".join(part for part in parts if part),
        label=person.text("PersonTitle"),
        summary="\n".join(lines),
        email=email,
        phone=phone,
        url=home,
        location=location,
        profiles=[present(network=kind, url=uri) for kind, uri in sites if uri != home],
    )


def _first(source: Source, name: str) -> str:
    """The text of a member, which is looked at without counting it as taken."""
    return source.at(name).first().plain() or ""


def _phone(one: Source) -> str | None:
    number = one.text("DialNumber", "URI", "FormattedNumber")
    dialing = one.text("CountryDialing")
    one.skip("ChannelCode", "UseCode", "CountryCode")
    if not number:
        return None
    return f"+{dialing.lstrip('+')} {number}" if dialing else number


def _address(address: Source) -> dict[str, Any]:
    lines = [line for one in address.items("AddressLine") if (line := one.text())]
    code = address.text("CountryCode")
    address.skip("@type")
    return present(
        address="\n".join(lines),
        postalCode=address.text("PostalCode"),
        city=address.text("CityName"),
        region=address.text("CountrySubDivisionCode", "Region"),
        countryCode=code.upper() if code else None,
    )


def _place(organisation: Source, entry: Source) -> tuple[str | None, str | None]:
    """City and country in one line, and the website; both may stand at the role instead."""
    url = city = country = None
    for one in organisation.items("OrganizationContact", "Communication"):
        city = city or one.at("Address").text("CityName")
        country = country or one.at("Address").text("CountryCode")
        url = url or one.text("URI")
        one.skip("ChannelCode", "UseCode")
    inner_city, inner_country = entry.text("City"), entry.text("Country")
    city, country = inner_city or city, inner_country or country
    return ", ".join(part for part in (city, country_name(country) if country else None) if part) or None, url


def _work(employer: Source) -> Iterator[dict[str, Any]]:
    name = employer.text("OrganizationName")
    department = employer.text("Department")
    for role in employer.items("PositionHistory"):
        told = richtext.read(role.text("Description"))
        place, url = _place(employer, role)
        role.at("PositionTitle").skip("@typeCode")
        yield present(
            name=name,
            position=role.text("PositionTitle"),
            location=place,
            description=department,
            url=url,
            summary=told.summary,
            highlights=list(told.highlights),
        ) | _dates(role.at("EmploymentPeriod"))


def _dates(found: Source) -> dict[str, Any]:
    found.skip("CurrentIndicator", "Ongoing")
    return present(
        startDate=found.at("StartDate").read("FormattedDateTime", by=iso)
        or found.read("StartDate", "Start", by=iso),
        endDate=found.at("EndDate").read("FormattedDateTime", by=iso) or found.read("EndDate", "End", by=iso),
    )


def _education(entry: Source) -> dict[str, Any]:
    degree = entry.at("EducationDegree")
    told = richtext.read(degree.text("OccupationalSkillsCovered") or entry.text("OccupationalSkillsCovered"))
    place, url = _place(entry, entry)
    subject = degree.at("FieldOfStudy")
    subject.skip("@typeCode")
    return present(
        institution=entry.text("OrganizationName"),
        studyType=degree.text("DegreeName") or entry.text("ProgramName", "DegreeName"),
        area=subject.text("Text")
        or subject.at("MainFieldOfStudy").text("ProgramConcentration")
        or subject.text(),
        score=degree.at("FinalGrade").text("ScoreText", "Score"),
        level=entry.text("EducationLevelCode"),
        thesis=degree.text("Thesis"),
        location=place,
        url=url,
        summary=told.summary,
        highlights=list(told.highlights),
    ) | _dates(entry.at("AttendancePeriod"))


def _languages(person: Source, profile: Source) -> list[dict[str, Any]]:
    found = []
    for one in person.items("PrimaryLanguageCode"):
        code = one.text()
        one.skip("@name")
        if code:
            found.append({"language": language_name(code), "fluency": "Native speaker"})
    for one in profile.items("PersonQualifications", "PersonCompetency"):
        if _first(one, "TaxonomyID").casefold() != "language":
            continue
        one.skip("TaxonomyID")
        code = one.text("CompetencyName") or one.text("CompetencyID")
        levels = dict(_levels(one))
        if code:
            found.append(present(language=language_name(code), fluency=fluency_of(levels)))
            if one.text("CompetencyID") is not None:
                one.skip("CompetencyID")
    return found


def _levels(competency: Source) -> Iterator[tuple[str, str]]:
    for one in competency.items("CompetencyDimension"):
        kind = one.text("CompetencyDimensionTypeCode") or ""
        level = one.at("Score").text("ScoreText", "ScoreNumeric")
        if level:
            yield _DIMENSIONS.get(kind, kind.removeprefix("CEF-")), level


def _skills(profile: Source) -> list[dict[str, Any]]:
    groups: dict[str, list[str]] = {}
    for group in profile.items("Skills", "SkillsGroup"):
        title = group.text("Title") or "Skills"
        groups.setdefault(title, []).extend(_names(group.items("PersonCompetency")))
    others = [
        one
        for one in profile.items("PersonQualifications", "PersonCompetency")
        if _first(one, "TaxonomyID").casefold() != "language"
    ]
    loose = _names([*profile.items("Skills", "PersonCompetency"), *others])
    if loose:
        groups.setdefault("Skills", []).extend(loose)
    for section in profile.items("DigitalSkills"):
        words = [
            line for _, one in section.members() for item in Source.items(one) for line in _told_lines(item)
        ]
        groups.setdefault("Digital", []).extend(words)
    licences = [
        t for one in profile.items("Licenses", "License") if (t := one.text("LicenseTypeCode", "LicenseName"))
    ]
    if licences:
        groups["Driving licence"] = licences
    return [{"name": title, "keywords": words} for title, words in groups.items() if words]


def _names(competencies: list[Source]) -> list[str]:
    for one in competencies:
        one.skip("TaxonomyID")
    return [text for one in competencies if (text := one.text("CompetencyName", "CompetencyID"))]


def _told(item: Source, *names: str) -> richtext.RichText:
    return richtext.read(item.text(*(names or ("Description",))))


def _certificate(item: Source) -> dict[str, Any]:
    told = _told(item)
    return present(
        name=item.text("Title", "CertificationName", "Name"),
        issuer=item.at("IssuingAuthority").text("Name") or item.text("IssuingAuthority", "Issuer"),
        date=_one_date(item),
        url=item.text("Link", "URI"),
        summary=_joined(told),
    )


def _one_date(item: Source) -> str | None:
    date = item.at("Date").read("FormattedDateTime", by=iso) or item.read(
        "Date", "Year", "IssuedDate", by=iso
    )
    return date or _dates(item).get("startDate")


def _project(item: Source) -> dict[str, Any]:
    told = _told(item)
    named = present(name=item.text("Title"), description=told.summary, highlights=list(told.highlights))
    return named | present(url=item.text("Link", "URI"), role=item.text("Role")) | _period(item)


def _volunteer(item: Source) -> dict[str, Any]:
    told = _told(item)
    named = present(
        organization=item.text("OrganizationName", "Organisation"),
        position=item.text("Title", "Role"),
        location=item.text("Location", "Place"),
        url=item.text("Link", "URI"),
        summary=told.summary,
        highlights=list(told.highlights),
    )
    return named | _period(item)


def _period(item: Source) -> dict[str, Any]:
    return _dates(item.at("Period")) if item.at("Period") else _dates(item)


def _publication(item: Source) -> dict[str, Any]:
    return present(
        name=item.text("Title", "FormattedPublicationDescription", "Reference"),
        publisher=item.text("Publisher", "Journal"),
        releaseDate=_one_date(item),
        url=item.text("Link", "URI"),
        summary=_joined(_told(item)),
    )


def _award(item: Source) -> dict[str, Any]:
    return present(
        title=item.text("Title"),
        awarder=item.text("IssuingAuthority", "OrganizationName"),
        date=_one_date(item),
        url=item.text("Link"),
        summary=_joined(_told(item)),
    )


def _interest(item: Source) -> dict[str, Any]:
    title, told = item.text("Title"), _told(item)
    words = [line for line in (told.summary, *told.highlights) if line and line != title]
    return present(name=title, keywords=words)


def _reference(item: Source) -> dict[str, Any]:
    person = item.at("PersonName")
    parts = (person.text("FormattedName"), person.text("GivenName"), person.text("FamilyName"))
    return present(
        name=" ".join(part for part in parts if part) or item.text("Title", "RefereeName"),
        position=item.text("PositionTitle", "Role"),
        reference=_joined(_told(item)),
    )


def _joined(told: richtext.RichText) -> str | None:
    return "\n".join(line for line in (told.summary, *told.highlights) if line) or None


def _free(profile: Source, name: str, title: str) -> dict[str, Any]:
    """A group whose items are told in lines."""
    found = profile.at(name)
    given = found.text("Title") if name == "Others" else None
    items = [
        line
        for _, member in found.members()
        for item in Source.items(member)
        if (line := " – ".join(" ".join(part.split()) for part in _told_lines(item)))
    ]
    return {"name": given or title, "items": items} if items else {}


def _told_lines(item: Source) -> list[str]:
    if not isinstance(item.value, dict):
        return [text] if (text := item.text()) else []
    told = _told(item)
    title = item.text("Title", "Name")
    return [line for line in (title, told.summary, *told.highlights) if line and line != ""]
