"""What models are shown: a CV's lines with their places, without who the person is and where they live."""

import re
from collections.abc import Iterator

from candidacy.ai_agents.interface import Tone
from candidacy.domain.postings.schema import Posting
from candidacy.domain.resume import Resume
from candidacy.domain.resume.pointer import leaves

_UNTOLD = (
    "/basics/name",
    "/basics/email",
    "/basics/phone",
    "/basics/image",
    "/basics/url",
    "/basics/location",
    "/basics/profiles",
    "/references",
    "/meta",
    "/$schema",
)
_LANGUAGES = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nb": "Norwegian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
_TONES = {
    Tone.NEUTRAL: "in a plain and factual tone",
    Tone.WARM: "in a warm and personal tone",
    Tone.CONFIDENT: "in a confident and direct tone",
    Tone.FORMAL: "in a formal and reserved tone",
}


def told(resume: Resume) -> Iterator[tuple[str, str]]:
    """The places and texts of a CV that a model may see, in order."""
    for path, text in leaves(resume.to_json_resume()):
        if not path.startswith(_UNTOLD) and text.strip():
            yield path, text


def cv_lines(resume: Resume) -> str:
    """The CV as ``[place] text``, one line each."""
    return "\n".join(f"[{path}] {' '.join(text.split())}" for path, text in told(resume))


def entry_lines(resume: Resume, entry: str | None) -> str:
    """One entry of the CV as such lines; all of it for None."""
    lines = [(p, t) for p, t in told(resume) if entry is None or p.startswith(f"{entry}/")]
    return "\n".join(f"[{path}] {' '.join(text.split())}" for path, text in lines)


def posting_text(posting: Posting | None) -> str:
    return posting.text if posting is not None else ""


def language_name(code: str | None) -> str:
    """A language for a prompt, out of our own list; the CV's own where it is not in there."""
    known = re.match(r"[a-z]{2}", (code or "").lower())
    return _LANGUAGES.get(known[0] if known else "", "the language of the CV")


def tone_words(tone: Tone) -> str:
    return _TONES[tone]
