"""How to reach the person: e-mail, phone, place, pages elsewhere."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import phonenumbers

from candidacy.domain.reading.document import Document
from candidacy.domain.reading.fields.dates import find_dates
from candidacy.domain.reading.fields.folding import fold
from candidacy.domain.reading.fields.lexicon import country_of, is_city, is_place, region_of
from candidacy.domain.reading.fields.rows import Row
from candidacy.domain.reading.fields.tables import table
from candidacy.domain.reading.fields.values import Found, found

_PHONE = re.compile(
    r"(?<![\w@/.])\(?(?:\+|00)?\s?\(?\d(?:[\s().·•/\u2009\u00a0–-]{0,3}\d){6,14}(?![\w@])"
    r"(?:\s?(?:x|ext\.?)\s?\d{1,5})?"
)
_TLD = (
    r"(?:com|org|net|io|dev|me|co|ai|app|info|edu|gov|tech|xyz|design|page|site|online|blog|"
    r"eu|uk|de|fr|es|it|pt|nl|"
    r"be|at|ch|pl|se|dk|no|fi|cz|sk|tr|ro|hu|br|in|us|ca|au|nz|jp|kr|cn|ru|ua|ie|gr|mx|ar|cl|"
    r"sh|to|gg|so|is|fm|tv|"
    r"cloud|studio|works|world|life|live|bio|pro|name|example|codes|engineer|software|test|invalid)"
)
_EMAIL = re.compile(
    r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+"
    # A space beside the sign comes from wide letters; "Engineer @ Example.com" is where somebody works.
    rf"|(?<!\S)[a-z0-9._+%'-]+(?:\s@|@\s)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.{_TLD}(?![\w-])"
)
_URL = re.compile(
    rf"(?<![\w@.-])(?:https?://[^\s|<>()\[\]•]+|www\.[^\s|<>()\[\]•]+"
    rf"|(?:[\w-]+\.)+{_TLD}\b(?:/[^\s|<>()\[\],;•]*)?)(?!@)",
    re.IGNORECASE,
)
_NETWORKS = {
    "linkedin": "LinkedIn", "github": "GitHub", "gitlab": "GitLab", "twitter": "Twitter", "x.com": "X",
    "xing": "XING",
    "stackoverflow": "Stack Overflow", "medium": "Medium", "facebook": "Facebook", "instagram": "Instagram",
    "behance": "Behance", "dribbble": "Dribbble", "kaggle": "Kaggle", "orcid": "ORCID", "youtube": "YouTube",
    "bitbucket": "Bitbucket", "leetcode": "LeetCode", "hackerrank": "HackerRank", "codepen": "CodePen",
    "scholar.google": "Google Scholar", "researchgate": "ResearchGate", "mastodon": "Mastodon",
    "bsky": "Bluesky",
    "soundcloud": "SoundCloud", "tiktok": "TikTok", "huggingface": "Hugging Face", "dev.to": "DEV",
    "t.me": "Telegram",
    "stackexchange": "Stack Exchange", "devpost": "Devpost", "codeforces": "Codeforces", "npmjs": "npm",
}  # fmt: skip
_HOSTED = re.compile(
    r"(?:[\w-]+\.)?(?:linkedin|github|gitlab|twitter|xing|kaggle|behance|dribbble|medium)"
    r"\.(?:com|net)/[\w./@-]+"
)
_POSTAL = re.compile(r"(?:^|,\s*|\s)(?:[A-Z]{1,2}-)?\d{4,5}\s+[^\W\d_]{3,}")
_PARENTS = {
    "in",
    "pub",
    "users",
    "user",
    "u",
    "profile",
    "profiles",
    "company",
    "channel",
    "c",
    "people",
    "citations",
    "author",
}
_LANGUAGE_REGIONS = {
    "en": "US", "de": "DE", "fr": "FR", "es": "ES", "it": "IT", "pt": "BR", "nl": "NL", "pl": "PL",
    "sv": "SE",
    "da": "DK", "nb": "NO", "no": "NO", "cs": "CZ", "sk": "SK", "tr": "TR", "ro": "RO", "hu": "HU",
    "fi": "FI", "ru": "RU",
}  # fmt: skip
_SPLIT = re.compile(r"\s*[|•·◦∙⋄◇⬥;✉☎⌂]\s*|\s+[–—-]\s+|\s{3,}|\s*\n\s*|\s+∙\s+")


@dataclass(frozen=True)
class Contact:
    """What was found, each the best of its kind, and the document's rows that hold nothing else."""

    email: Found | None
    phone: Found | None
    url: Found | None
    location: dict[str, Found]
    profiles: list[dict[str, Found]]
    taken: tuple[tuple[int, int], ...]

    def holds(self, start: int, end: int) -> bool:
        """Whether a range of the text overlaps something found here."""
        return any(a < end and start < b for a, b in self.taken)


def _emails(document: Document, rows: Sequence[Row]) -> Iterator[Found]:
    for row in rows:
        for match in _EMAIL.finditer(document.text, row.start, row.end):
            text = match.group().replace(" ", "").strip(".'-")
            yield Found(text, ((match.start(), match.end()),), 0.98)
    for link in document.links:
        if link.url.lower().startswith("mailto:") and "@" in link.url:
            yield Found(link.url[7:].split("?")[0], ((link.start, link.end),), 0.95)


def guess_region(document: Document, rows: Sequence[Row], region: str | None) -> str:
    """The country for numbers without a country code: as told, or of the place, or of the language."""
    if region:
        return region.upper()
    for row in rows:
        for piece in row.pieces:
            for item in re.split(r"[,|•·]", piece.text):
                bare = item.strip()
                code = country_of(bare) if len(bare) > 3 else None
                code = code or (region_of(bare) if "," in piece.text else None)
                if code:
                    return code
    return _LANGUAGE_REGIONS.get(document.language or "", "US")


def _phones(document: Document, rows: Sequence[Row], region: str) -> Iterator[tuple[float, Found]]:
    for row in rows:
        text = document.text[row.start : row.end]
        if sum(c.isdigit() for c in text) < 7:
            continue
        dates = find_dates(text)
        for match in _PHONE.finditer(text):
            begin, stop = match.span()
            if any(d.begin < stop and begin < d.stop for d in dates):
                continue
            score = _phone_score(match.group(), text[max(0, begin - 18) : begin], region)
            if score > 0:
                yield (
                    score,
                    found(match.group(), row.start + begin, 0.9 + 0.04 * min(score, 2), strip=" ·•|,;-–/"),
                )


def _phone_score(number: str, before: str, region: str) -> float:
    """More than 0 when the number may be called from ``region``."""
    try:
        parsed = phonenumbers.parse(re.sub(r"[·•]", " ", number), region)
    except phonenumbers.NumberParseException:
        return 0.0
    if not phonenumbers.is_possible_number(parsed):
        return 0.0
    score = 0.5 + (0.7 if phonenumbers.is_valid_number(parsed) else 0.0) + (0.5 if "+" in number else 0.0)
    label = re.search(r"([^\W\d_][\w.-]*)[\s:.]*$", fold(before))
    word = label.group(1).strip(".") if label else ""
    if word == "fax":
        return 0.1
    return score + (0.8 if word in _phone_labels() else 0.0)


@cache
def _phone_labels() -> frozenset[str]:
    return frozenset(w.strip(".") for w in _labels("phone"))


@cache
def _labels(kind: str) -> frozenset[str]:
    return frozenset(fold(w) for w in table("words")["field_labels"][kind])


def _network(url: str) -> str | None:
    host = urlsplit(url if "://" in url else f"https://{url}").netloc.lower()
    return next((name for key, name in _NETWORKS.items() if key in host), None)


def _username(url: str) -> str | None:
    parts = urlsplit(url if "://" in url else f"https://{url}")
    segments = [s for s in parts.path.split("/") if s]
    if segments and segments[0].lower() in _PARENTS and len(segments) > 1:
        segments = segments[1:]
    if segments and len(segments) <= 2:
        return segments[0].lstrip("@")
    host = parts.netloc.split(".")
    return host[0] if not segments and len(host) > 2 and host[0] != "www" else None


def _profile(url: Found) -> dict[str, Found] | None:
    network = _network(url.text)
    username = _username(url.text)
    if network is None or not username:
        return None
    return {
        "network": Found(network, url.ranges, url.confidence),
        "username": Found(username, url.ranges, url.confidence),
        "url": url,
    }


def _urls(document: Document, rows: Sequence[Row]) -> Iterator[Found]:
    """The addresses in the text; one that ends in a hyphen goes on at the beginning of the next line."""
    for row, after in zip(rows, [*rows[1:], None], strict=False):
        text = document.text[row.start : row.end]
        if "." not in text:
            continue
        for match in _URL.finditer(text):
            if "@" in match.group() or text[match.start() - 1 : match.start()] == "@":
                continue
            url = found(match.group(), row.start + match.start(), 0.93, strip=" ,;.()")
            if url.text.endswith(("-", "_")) and match.end() == len(text) and after is not None:
                more = after.first.words[0]
                url = Found(url.text + more.text, (*url.ranges, (more.start, more.end)), 0.88)
            yield url


def _linked(document: Document, rows: Sequence[Row]) -> Iterator[Found]:
    spans = [(row.start, row.end) for row in rows]
    for link in document.links:
        url = link.url
        if not url.lower().startswith(("http", "www")):
            hosted = _HOSTED.search(url)
            if hosted is None:
                continue
            url = hosted.group()
        if any(a <= link.start <= b for a, b in spans):
            yield Found(url, ((link.start, link.end),) if link.end > link.start else (), 0.92)


def _labelled(document: Document, rows: Sequence[Row]) -> Iterator[dict[str, Found]]:
    """Profiles written as a label and a name: ``GitHub: janedev``."""
    for row in rows:
        for match in re.finditer(
            r"(?i)\b(linkedin|github|gitlab|twitter|xing|kaggle|behance|dribbble|instagram|medium)\b"
            r"\s*[:|/-]\s*(@?[\w][\w.-]{2,})(?![\w./@])",
            document.text[row.start : row.end],
        ):
            name = match.group(2)
            if _network(name) or "." in name[-5:]:
                continue
            at = row.start + match.start(2)
            yield {
                "network": found(match.group(1), row.start + match.start(1), 0.85).at(0.85),
                "username": found(name, at, 0.85, strip="@ "),
            }


def _profiles(
    document: Document, rows: Sequence[Row]
) -> tuple[list[dict[str, Found]], Found | None, list[Found]]:
    profiles: dict[str, dict[str, Found]] = {}
    site: Found | None = None
    every = [*_urls(document, rows), *_linked(document, rows)]
    for url in every:
        profile = _profile(url)
        if profile is not None:
            profiles.setdefault(f"{profile['network'].text}/{profile['username'].text}".lower(), profile)
        elif site is None and _network(url.text) is None:
            site = url
    for profile in _labelled(document, rows):
        network = profile["network"].text
        key = f"{_NETWORKS.get(network.lower(), network)}/{profile['username'].text}".lower()
        profiles.setdefault(key, profile)
    return list(profiles.values()), site, every


def _address(item: Found) -> dict[str, Found]:
    """City, region and country of a place such as ``Austin, TX`` or ``10115 Berlin, Deutschland``."""
    text = item.text
    base = item.ranges[0][0]
    parts: list[Found] = []
    position = 0
    for raw in text.split(","):
        parts.append(found(raw, base + position, item.confidence))
        position += len(raw) + 1
    parts = [p for p in parts if p]
    place: dict[str, Found] = {}
    if (
        parts
        and len(parts) > 1
        and (country_of(parts[-1].text) and not (region_of(parts[-1].text) and len(parts) == 2))
    ):
        place["country"] = parts.pop()
    if (
        parts
        and len(parts) > 1
        and (region_of(parts[-1].text) or ("country" in place and country_of(parts[-1].text)))
    ):
        place["region"] = parts.pop()
    if parts:
        city = parts[-1]
        postal = re.match(r"((?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3})?)\s+(.+)", city.text)
        if postal:
            at = city.ranges[0][0]
            place["postalCode"] = found(postal.group(1), at, item.confidence)
            city = found(postal.group(2), at + postal.start(2), item.confidence)
        alone = not place and len(parts) == 1 and region_of(city.text) and not is_city(city.text)
        place["region" if alone else "city"] = city
        if len(parts) > 1:
            place["address"] = found(text[: text.index(parts[-1].text)], base, 0.7)
    elif "region" in place:
        place["city"] = place["region"]
    region = place.get("region")
    if region is not None and (code := re.match(r"([A-Za-z.\s]+?)\s+(\d{4,6}(?:-\d{4})?)$", region.text)):
        place["postalCode"] = found(code.group(2), region.ranges[0][0] + code.start(2), item.confidence)
        place["region"] = found(code.group(1), region.ranges[0][0], item.confidence)
    return place


def _items(rows: Iterable[Row]) -> Iterator[tuple[str, int]]:
    """The parts of rows between separators, with their offsets."""
    for row in rows:
        for piece in row.pieces:
            position = 0
            for match in [*_SPLIT.finditer(piece.text), None]:
                stop = match.start() if match else len(piece.text)
                part = piece.text[position:stop]
                if part.strip():
                    yield part, piece.start + position
                position = match.end() if match else stop


def _location(document: Document, rows: Sequence[Row]) -> tuple[dict[str, Found], tuple[int, int] | None]:
    best: tuple[float, Found] | None = None
    labels = _labels("location")
    after_label = False
    for part, offset in _items(rows):
        label, colon, _ = part.partition(":")
        named = bool(colon) and fold(label).strip() in labels
        labelled, after_label = named or after_label, fold(part).strip(" :") in labels
        if colon and fold(label).strip() in _labels("ignore"):
            continue
        skip = len(label) + 1 if named else 0
        item = found(part[skip:], offset + skip, 0.9, strip=" \t\n,;:|·•–—-/")
        if not item or _EMAIL.search(item.text) or (_URL.search(item.text) and not is_place(item.text)):
            continue
        score = _place_score(item.text, labelled=labelled)
        if score > 0 and (best is None or score > best[0]):
            best = score, item.at(min(0.95, 0.6 + 0.12 * score))
    if best is None:
        return {}, None
    return _address(best[1]), best[1].ranges[0]


def _place_score(text: str, *, labelled: bool) -> float:
    if len(text) > 90 or text.count(",") > 4 or find_dates(text):
        return 0.0
    score = 2.0 if labelled and sum(c.isdigit() for c in text) < 10 else 0.0
    if is_place(text):
        score += 2.5
    else:
        items = [i.strip() for i in text.split(",")]
        tail = items[-1]
        ends = len(items) > 1 and bool(country_of(tail) or region_of(tail))
        if ends or (_POSTAL.search(text) and not re.search(r"\d{6,}", text)):
            score += 1.5
    return score


def read_contact(document: Document, rows: Sequence[Row], rest: Sequence[Row], region: str | None) -> Contact:
    """What the head and the contact sections say; ``rest`` where they lack an e-mail or phone."""
    email = next(_emails(document, rows), None) or next(_emails(document, rest), None)
    location, place = _location(document, rows)
    country = guess_region(document, rows, region)
    phones = sorted(_phones(document, rows, country), key=lambda p: -p[0]) or [
        (s, f.at(f.confidence - 0.1)) for s, f in _phones(document, rest, country) if s >= 1.2
    ]
    phone = _first_best(phones)
    profiles, site, urls = _profiles(document, rows)
    if not profiles:
        profiles = [
            p for p in _profiles(document, rest)[0] if p["network"].text in {"LinkedIn", "GitHub", "XING"}
        ][:2]
    taken = [r for f in [email, phone, site, *urls] if f for r in f.ranges] + ([place] if place else [])
    taken += [r for _, p in phones for r in p.ranges]
    taken += [r for p in profiles for f in p.values() for r in f.ranges]
    return Contact(email, phone, site, location, profiles, tuple(r for r in taken if r[1] > r[0]))


def _first_best(phones: list[tuple[float, Found]]) -> Found | None:
    """The first number of those that score near the best."""
    if not phones:
        return None
    top = max(score for score, _ in phones)
    return min((f for score, f in phones if score >= top - 0.55), key=lambda f: f.ranges[0][0])


def basics_of(contact: Contact) -> dict[str, Any]:
    """The members of ``basics`` that a contact gives."""
    location = dict(contact.location)
    country = location.pop("country", None)
    if country is not None and (code := country_of(country.text)):
        location["countryCode"] = Found(code, country.ranges, country.confidence)
    return {
        "email": contact.email,
        "phone": contact.phone,
        "url": contact.url,
        "location": location,
        "profiles": contact.profiles,
    }
