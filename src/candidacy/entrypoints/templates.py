"""The template folders of the base and of every slice, and what templates can call."""

import hashlib
from functools import lru_cache
from importlib import resources
from pathlib import Path

from candidacy import __version__
from candidacy.infrastructure.http.templating import Pages

SLICES = (
    "auth", "workspaces", "files", "cvs", "postings", "reviews", "matching", "rendering", "tailoring",
    "applications", "writing", "assistant", "portfolio", "agents", "admin", "audit", "privacy",
    "samples", "notifications",
)  # fmt: skip


def web_folder(name: str) -> Path:
    return Path(str(resources.files("candidacy.web").joinpath(name)))


@lru_cache(maxsize=256)
def static(name: str) -> str:
    """The address of a static file with a digest of what it holds, so that it may be cached for ever."""
    digest = hashlib.sha256((web_folder("static") / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def build_pages(*, api_docs: bool) -> Pages:
    """Templates named ``<slice>/<page>.html`` lie in ``features/<slice>/templates/<slice>/``."""
    folders = [web_folder("templates")]
    folders += [
        Path(str(resources.files(f"candidacy.features.{name}").joinpath("templates"))) for name in SLICES
    ]
    return Pages(folders, {"static": static, "release": __version__, "api_docs": api_docs})
