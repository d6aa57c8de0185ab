"""SkillsPassport: the XML of the editor until 2020, with codes and labels side by side."""

from typing import Any

from candidacy.domain.exchange import richtext
from candidacy.domain.exchange.source import Source, only_filled, present

_LEVELS = ("Listening", "Reading", "SpokenInteraction", "SpokenProduction", "Writing")
_SKILLS = {
    "Communication": "Communication",
    "Organisational": "Organisation",
    "JobRelated": "Job-related",
    "Other": "Other",
}
_ACHIEVEMENTS = {
    "publications": ("publications", "name"),
    "projects": ("projects", "name"),
    "honors_awards": ("awards", "title"),
    "certifications": ("certificates", "name"),
    "references": ("references", "name"),
}


def passport_resume(info: Source) -> dict[str, Any]:
    """The members of the Resume."""
    resume: dict[str, Any] = {
        "basics": _basics(info),
        "work": only_filled(_work(one) for one in info.items("WorkExperienceList", "WorkExperience")),
        "education": only_filled(_education(one) for one in info.items("EducationList", "Education")),
        "languages": _languages(info.at("Skills", "Linguistic")),
        "skills": _skills(info.at("Skills")),
    }
    _add_achievements(resume, info)
    return resume


def _basics(info: Source) -> dict[str, Any]:
    identity = info.at("Identification")
    contact = identity.at("ContactInfo")
    name = identity.at("PersonName")
    address = contact.at("Address", "Contact")
    address.at("Country").skip("Label")
    label, summary = _headline(info)
    sites = [url for one in contact.items("WebsiteList", "Website") if (url := one.text("Contact"))]
    for phone in contact.items("TelephoneList", "Telephone"):
        phone.skip("Use")
    for site in contact.items("WebsiteList", "Website"):
        site.skip("Use")
    return present(
        name=" ".join(part for part in (name.text("FirstName"), name.text("Surname")) if part),
        label=label,
        summary=summary,
        email=contact.at("Email").text("Contact") or contact.text("Email"),
        phone=next(
            (t for p in contact.items("TelephoneList", "Telephone") if (t := p.text("Contact") or p.text())),
            None,
        ),
        url=sites[0] if sites else None,
        location=_location(address),
        profiles=[
            *({"url": url} for url in sites[1:]),
            *only_filled(
                present(network=_labelled(one.at("Use")), username=one.text("Contact"))
                for one in contact.items("InstantMessagingList", "InstantMessaging")
            ),
        ],
    )


def _headline(info: Source) -> tuple[str | None, str | None]:
    """The title that is sought, or a statement about oneself, as the headline's kind says."""
    headline = info.at("Headline")
    kind = headline.at("Type").text("Code")
    headline.skip("Type")
    text = _labelled(headline.at("Description"))
    told = richtext.read(text)
    plain = "\n".join(line for line in (told.summary, *told.highlights) if line) or None
    return (None, plain) if kind == "personal_statement" else (plain, None)


def _labelled(found: Source) -> str | None:
    """The label, whose code is its number; the text itself where there is no label."""
    label = found.text("Label")
    if label:
        found.skip("Code")
        return label
    return found.text() or found.text("Code")


def _location(address: Source) -> dict[str, Any]:
    lines = [line for name in ("AddressLine", "AddressLine2") if (line := address.text(name))]
    return present(
        address="\n".join(lines),
        postalCode=address.text("PostalCode"),
        city=address.text("Municipality"),
        region=_labelled(address.at("Region")),
        countryCode=address.at("Country").text("Code"),
    )


def _place(organisation: Source) -> tuple[str | None, str | None]:
    """City and country of an employer or school in one line, and its website."""
    contact = organisation.at("ContactInfo")
    address = contact.at("Address", "Contact")
    country = _labelled(address.at("Country"))
    city = address.text("Municipality")
    line = ", ".join(part for part in (city, country) if part) or None
    return line, contact.at("Website").text("Contact")


def _dates(entry: Source) -> dict[str, Any]:
    found = entry.at("Period")
    found.skip("Current")
    return present(startDate=_date(found.at("From")), endDate=_date(found.at("To")))


def _date(found: Source) -> str | None:
    """``year="2013" month="--03" day="---05"``; dashes alone stand for what is not known."""
    parts = []
    for name in ("@year", "@month", "@day"):
        digits = str(found.at(name).value or "").strip("-").strip()
        if not digits.isdecimal():
            break
        parts.append(digits.zfill(4 if name == "@year" else 2))
    found.take()
    return "-".join(parts) or None


def _work(entry: Source) -> dict[str, Any]:
    told = richtext.read(entry.text("Activities"))
    place, url = _place(entry.at("Employer"))
    return present(
        name=entry.at("Employer").text("Name"),
        position=_labelled(entry.at("Position")),
        location=place,
        description=_labelled(entry.at("Employer", "Sector")),
        url=url,
        summary=told.summary,
        highlights=list(told.highlights),
    ) | _dates(entry)


def _education(entry: Source) -> dict[str, Any]:
    told = richtext.read(entry.text("Activities"))
    place, url = _place(entry.at("Organisation"))
    return present(
        institution=entry.at("Organisation").text("Name"),
        studyType=entry.text("Title"),
        area=_labelled(entry.at("Field")),
        level=_labelled(entry.at("Level")),
        location=place,
        url=url,
        summary=told.summary,
        highlights=list(told.highlights),
    ) | _dates(entry)


def _languages(linguistic: Source) -> list[dict[str, Any]]:
    native = [
        present(language=_labelled(one.at("Description")), fluency="Native speaker")
        for one in linguistic.items("MotherTongueList", "MotherTongue")
    ]
    foreign = []
    for one in linguistic.items("ForeignLanguageList", "ForeignLanguage"):
        levels = {name: level for name in _LEVELS if (level := one.at("ProficiencyLevel").text(name))}
        foreign.append(present(language=_labelled(one.at("Description")), fluency=fluency_of(levels)))
    return only_filled([*native, *foreign])


def fluency_of(levels: dict[str, str]) -> str | None:
    """One level where all are the same; else each with what it is for: ``Listening B2, Writing B1``."""
    if len(set(levels.values())) == 1:
        return next(iter(levels.values()))
    words = {"SpokenInteraction": "spoken interaction", "SpokenProduction": "spoken production"}
    return ", ".join(f"{words.get(name, name.lower())} {level}" for name, level in levels.items()) or None


def _skills(skills: Source) -> list[dict[str, Any]]:
    groups = []
    for name, title in _SKILLS.items():
        told = richtext.read(skills.at(name).text("Description") or skills.at(name).text())
        groups.append(_group(title, told))
    computer = skills.at("Computer")
    told = richtext.read(computer.text("Description") or computer.text())
    groups.append(_group("Digital", told))
    licences = [t for one in skills.items("Driving", "Description", "Licence") if (t := one.text())]
    groups.append(present(name="Driving licence", keywords=licences) if licences else {})
    return only_filled(groups)


def _group(title: str, told: richtext.RichText) -> dict[str, Any]:
    lines = [line for line in (told.summary or "").split("\n") if line.strip()]
    words = [*lines, *told.highlights]
    return {"name": title, "keywords": words} if words else {}


def _add_achievements(resume: dict[str, Any], info: Source) -> None:
    """Achievements by their kind; those of other kinds keep their title."""
    for one in info.items("AchievementList", "Achievement"):
        code = str(one.at("Title", "Code").value or "")
        title = _labelled(one.at("Title"))
        told = richtext.read(one.text("Description"))
        lines = [*(told.summary or "").split("\n"), *told.highlights]
        items = [line for line in lines if line.strip()]
        section, member = _ACHIEVEMENTS.get(code.strip("[]'\""), (None, "name"))
        if section is None:
            resume.setdefault("sections", []).append({"name": title or "Achievements", "items": items})
        else:
            resume.setdefault(section, []).extend({member: item} for item in items)
