"""The fonts that are bundled, and packages of fonts that are found when they are installed."""

from collections.abc import Iterable
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("pylopdf_fonts_jp", "pylopdf_fonts_ko", "pylopdf_fonts_zh_cn")
"""The packages of the ``cjk`` extra: Noto Sans and Serif for Japanese, Korean and Chinese."""
_PREFERRED = {"ja": ("Noto Sans JP",), "ko": ("Noto Sans KR",), "zh": ("Noto Sans SC",)}
_EAST_ASIAN = ("Noto Sans JP", "Noto Sans SC", "Noto Sans KR")


@cache
def bundled_fonts() -> Path:
    """The folder of the fonts that ship with the package."""
    return Path(str(resources.files("candidacy.domain.rendering") / "fonts"))


@cache
def installed_fonts() -> tuple[Path, ...]:
    """The folders of the font packages that are installed."""
    places = (find_spec(name) for name in PACKAGES)
    return tuple(Path(s.origin).parent for s in places if s is not None and s.origin is not None)


def east_asian(language: str, families: Iterable[str]) -> tuple[str, ...]:
    """The East Asian families at hand, that of the language first: the same character differs by country."""
    known = set(families)
    wanted = dict.fromkeys((*_PREFERRED.get(language, ()), *_EAST_ASIAN))
    return tuple(family for family in wanted if family in known)
