"""The template folders of the base and of every slice, and what templates can call."""

import hashlib
import json
import re
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from candidacy import __version__
from candidacy.infrastructure.http.templating import Pages
from candidacy.infrastructure.languages import SOURCE, Languages, current_language

SLICES = (
    "auth", "workspaces", "files", "cvs", "postings", "reviews", "matching", "rendering", "tailoring",
    "applications", "writing", "assistant", "portfolio", "agents", "admin", "audit", "privacy",
    "samples", "notifications",
)  # fmt: skip


SAYS = re.compile(r"""\bsay\(\s*("(?:[^"\\]|\\.)*")""")
"""Where a script says something: ``say("Words {0}", value)``."""


def web_folder(name: str) -> Path:
    return Path(str(resources.files("candidacy.web").joinpath(name)))


@lru_cache(maxsize=256)
def static(name: str) -> str:
    """The address of a static file with a digest of what it holds, so that it may be cached for ever."""
    digest = hashlib.sha256((web_folder("static") / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


@lru_cache(maxsize=1)
def scripts_say() -> dict[str, tuple[str, ...]]:
    """What each script says, in English."""
    files = sorted((web_folder("static") / "js").glob("*.js"))
    return {file.stem: tuple(json.loads(text) for text in SAYS.findall(file.read_text())) for file in files}


@lru_cache(maxsize=1)
def script_words() -> tuple[str, ...]:
    """What the scripts say, each message once."""
    return tuple(dict.fromkeys(text for said in scripts_say().values() for text in said))


@cache
def build_pages(*, api_docs: bool, pseudo: bool = False) -> Pages:
    """Templates named ``<slice>/<page>.html`` lie in ``features/<slice>/templates/<slice>/``.

    The same each time, with the templates that are compiled and the catalogs that are read already.
    ``pseudo`` allows the language of brackets, in which a test sees what nobody can translate.
    """
    slices = [Path(str(resources.files(f"candidacy.features.{name}"))) for name in SLICES]
    folders = [web_folder("templates"), *(home / "templates" for home in slices)]
    languages = Languages([web_folder("locale"), *(home / "locale" for home in slices)], pseudo=pseudo)

    def words() -> dict[str, str]:
        """What scripts say, in the language of this page."""
        return (
            {} if current_language() == SOURCE else {text: languages.gettext(text) for text in script_words()}
        )

    known = {"static": static, "release": __version__, "api_docs": api_docs, "words_of_scripts": words}
    return Pages(folders, known, languages)
