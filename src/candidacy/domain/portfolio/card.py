"""The picture that other sites show beside a link to a page: 1200 by 630 points, words alone."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from candidacy.domain.rendering.fonts import bundled_fonts, east_asian, installed_fonts

if TYPE_CHECKING:
    import typst

_PPI = 144.0
_LONGEST = 140


@lru_cache(maxsize=128)
def card_picture(kicker: str, title: str, name: str, headline: str) -> bytes:
    """A PNG with nothing in it but these words; kept for as long as others do not push it out."""
    import typst  # 7 MB, for when somebody shares a page.

    words = {
        "kicker": _short(kicker, 60),
        "title": _short(title, _LONGEST),
        "name": _short(name, 40),
        "headline": _short(headline, 60),
        "fonts": list(east_asian("", _fonts().families())),
    }
    compiler = typst.Compiler(_template(), font_paths=_fonts())
    made = compiler.compile(format="png", ppi=_PPI, sys_inputs={"card": json.dumps(words)})
    first = made[0] if isinstance(made, list) else made
    if not isinstance(first, bytes):
        raise TypeError
    return first


def _short(text: str, most: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[bundled_fonts(), *installed_fonts()],
    )


@cache
def _template() -> bytes:
    return files("candidacy.domain.portfolio").joinpath("card.typ").read_bytes()
