"""A place in one line, told apart as far as it is certain, and back."""

from typing import Any

from candidacy.domain.exchange.source import present
from candidacy.domain.reading.fields.lexicon import country_of, region_of
from candidacy.domain.reading.fields.tables import table
from candidacy.domain.resume import Location


def location_of(text: str | None) -> dict[str, Any]:
    """``Oslo, Norway`` as city and country. A line that does not end in a country is the city as it stands.

    A last part that also names a state (``CA``, ``Georgia``) is taken for the state.
    """
    parts = [part.strip() for part in (text or "").split(",") if part.strip()]
    if not parts:
        return {}
    last = parts[-1]
    code = None if region_of(last) else country_of(last)
    if code is not None:
        city = parts[0] if len(parts) > 1 else None
        return present(city=city, region=", ".join(parts[1:-1]), countryCode=code)
    if len(parts) == 2 and region_of(last):
        return {"city": parts[0], "region": last}
    return {"city": ", ".join(parts)}


def line_of(location: Location | None) -> str | None:
    """City, region and country in one line, the country by its name."""
    if location is None:
        return None
    country = country_name(location.country_code) if location.country_code else None
    parts = (location.city, location.region, country)
    return ", ".join(part for part in parts if part) or None


def country_name(code: str) -> str:
    """The English name of a country; the code itself for one that is not in the table."""
    names = table("places")["countries"].get(code.upper())
    return str(names[0]) if names else code
