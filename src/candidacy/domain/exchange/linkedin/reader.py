"""From the archive to a Resume. Files that say nothing of a CV (contacts, messages) are named, not opened."""

import re
from collections.abc import Callable
from typing import Any

from candidacy.domain.exchange import richtext
from candidacy.domain.exchange.dates import iso
from candidacy.domain.exchange.errors import UnknownExchangeFormat
from candidacy.domain.exchange.linkedin.tables import members, rows_of
from candidacy.domain.exchange.places import location_of
from candidacy.domain.exchange.source import Source, only_filled, present
from candidacy.domain.exchange.values import Format, Imported, Lost
from candidacy.domain.reading.archive import OfficeArchive
from candidacy.domain.resume.json_resume import load_resume

_WEBSITE = re.compile(r"(?:(?P<kind>[A-Z_]+):)?(?P<url>[^\s,\[\]]+\.[^\s,\[\]]+)")
_MINE = {
    "profile", "profilesummary", "positions", "education", "skills", "languages", "certifications",
    "projects", "publications", "volunteering", "volunteer", "honors", "courses", "organizations",
    "patents", "testscores", "emailaddresses", "phonenumbers", "whatsappphonenumbers",
    "recommendationsreceived",
}  # fmt: skip
_MARKS = {"profile", "positions", "education", "skills"}
"""At least one of these makes an archive LinkedIn's."""


def is_linkedin(data: bytes) -> bool:
    """Whether a zip file is such an archive; its CSV files may lie in a folder."""
    with OfficeArchive(data) as archive:
        return not archive.is_office and bool(_MARKS & members(archive).keys())


def read_linkedin(data: bytes) -> Imported:
    """The Resume. Raises the errors of reading for a zip file that is damaged, protected or too large."""
    with OfficeArchive(data) as archive:
        names = members(archive)
        if not _MARKS & names.keys():
            raise UnknownExchangeFormat
        tables: dict[str, Any] = {}
        for key in sorted(_MINE & names.keys()):
            tables.setdefault(_KEYS.get(key, key), []).extend(rows_of(archive, names[key]))
        unread = sorted(
            name for name in archive.names if not _is_mine(name, names) and not name.endswith("/")
        )
    source = Source(tables)
    resume = load_resume(_resume(source))
    lost = (*source.lost(), *(Lost(f"/{name}", "This file is no part of a CV") for name in unread))
    return Imported(Format.LINKEDIN, resume, lost)


_KEYS = {"volunteer": "volunteering", "whatsappphonenumbers": "phonenumbers", "profilesummary": "profile"}


def _is_mine(name: str, names: dict[str, str]) -> bool:
    return any(name == known and key in _MINE for key, known in names.items())


def _resume(source: Source) -> dict[str, Any]:
    def rows(table: str, read: Callable[[Source], dict[str, Any]]) -> list[dict[str, Any]]:
        return only_filled(read(row) for row in source.items(table))

    return present(
        basics=_basics(source),
        work=rows("positions", _position),
        volunteer=rows("volunteering", _volunteering),
        education=rows("education", _education),
        skills=rows("skills", lambda row: present(name=row.text("name"))),
        languages=rows(
            "languages", lambda row: present(language=row.text("name"), fluency=row.text("proficiency"))
        ),
        certificates=rows("certifications", _certificate),
        projects=rows("projects", _project),
        publications=[*rows("publications", _publication), *rows("patents", _patent)],
        awards=rows("honors", _honor),
        references=rows("recommendationsreceived", _recommendation),
        sections=only_filled(
            present(name=name, items=[t for row in source.items(table) if (t := _line(row))])
            for table, name in (
                ("courses", "Courses"),
                ("organizations", "Organizations"),
                ("testscores", "Tests"),
            )
            if source.items(table)
        ),
    )


def _basics(source: Source) -> dict[str, Any]:
    profile = source.at("profile")
    name = " ".join(part for part in (profile.text("first name"), profile.text("last name")) if part)
    place = location_of(profile.text("geo location"))
    place |= present(address=profile.text("address"), postalCode=profile.text("zip code"))
    summary = next(
        (t for row in source.items("profile") if (t := row.text("summary", "profile summary"))), None
    )
    sites = _websites(profile.text("websites"))
    return present(
        name=name,
        label=profile.text("headline"),
        summary=summary,
        location=place,
        email=_preferred(source.items("emailaddresses"), "email address", ("primary", "yes")),
        phone=_preferred(source.items("phonenumbers"), "number", ("type", "mobile")),
        url=sites[0][1] if sites else None,
        profiles=[
            *({"network": kind.capitalize(), "url": url} for kind, url in sites[1:]),
            *(
                {"network": "Twitter", "username": handle}
                for handle in _handles(profile.text("twitter handles"))
            ),
        ],
    )


def _preferred(rows: list[Source], column: str, mark: tuple[str, str]) -> str | None:
    """The one that is marked, else the first; the others are left and so are told to be lost."""
    ranked = sorted(rows, key=lambda row: str(row.at(mark[0]).value or "").casefold() != mark[1])
    for row in rows:
        row.skip("confirmed", "primary", "updated on", "type", "extension")
    return next((text for row in ranked if (text := row.text(column))), None)


def _websites(text: str | None) -> list[tuple[str, str]]:
    """``[BLOG:https://a.example,PORTFOLIO:b.example]`` as pairs; a plain address has the kind Website."""
    found = _WEBSITE.finditer((text or "").strip("[] "))
    return [(match["kind"] or "Website", match["url"]) for match in found]


def _handles(text: str | None) -> list[str]:
    return [handle.strip(" @") for handle in (text or "").strip("[] ").split(",") if handle.strip(" @")]


def _dates(row: Source) -> dict[str, Any]:
    return present(
        startDate=row.read("started on", "start date", by=iso),
        endDate=row.read("finished on", "end date", by=iso),
    )


def _told(row: Source, *, name: str = "summary") -> dict[str, Any]:
    told = richtext.read(row.text("description"))
    return present(**{name: told.summary}, highlights=told.highlights)


def _position(row: Source) -> dict[str, Any]:
    named = present(name=row.text("company name"), position=row.text("title"), location=row.text("location"))
    return named | _dates(row) | _told(row)


def _volunteering(row: Source) -> dict[str, Any]:
    named = present(
        organization=row.text("company name", "organization"),
        position=row.text("role"),
        cause=row.text("cause"),
    )
    return named | _dates(row) | _told(row)


def _education(row: Source) -> dict[str, Any]:
    named = present(
        institution=row.text("school name"),
        studyType=row.text("degree name"),
        area=row.text("field of study"),
        summary=row.text("notes"),
        activities=row.text("activities"),
    )
    return named | _dates(row)


def _certificate(row: Source) -> dict[str, Any]:
    named = present(name=row.text("name"), issuer=row.text("authority"), url=row.text("url"))
    more = present(
        date=row.read("started on", "time period", by=iso),
        endDate=row.read("finished on", by=iso),
        licenseNumber=row.text("license number"),
    )
    return named | more


def _project(row: Source) -> dict[str, Any]:
    named = present(name=row.text("title"), url=row.text("url"))
    return named | _dates(row) | _told(row, name="description")


def _publication(row: Source) -> dict[str, Any]:
    return present(
        name=row.text("name"),
        publisher=row.text("publisher"),
        releaseDate=row.read("published on", by=iso),
        url=row.text("url"),
        summary=row.text("description"),
    )


def _patent(row: Source) -> dict[str, Any]:
    return present(
        name=row.text("title"),
        number=row.text("patent number", "application number"),
        releaseDate=row.read("issued on", "filed on", by=iso),
        url=row.text("url"),
        summary=row.text("description"),
    )


def _honor(row: Source) -> dict[str, Any]:
    date = row.read("issued on", by=iso)
    return present(
        title=row.text("title"), awarder=row.text("issuer"), date=date, summary=row.text("description")
    )


def _recommendation(row: Source) -> dict[str, Any]:
    """Only what was written and shown; a recommendation that is hidden there stays out."""
    status = str(row.at("status").value or "visible").casefold()
    if status != "visible":
        return {}
    row.skip("status", "creation date")
    name = " ".join(part for part in (row.text("first name"), row.text("last name")) if part)
    return present(
        name=name, reference=row.text("text"), company=row.text("company"), position=row.text("job title")
    )


def _line(row: Source) -> str:
    """The cells of a row in one line, the name first."""
    return " – ".join(text for _, cell in row.members() if (text := cell.text()))
