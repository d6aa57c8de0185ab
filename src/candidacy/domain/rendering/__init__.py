"""Resumes as documents: PDF in six themes, Word, HTML, Markdown and JSON Resume."""

from candidacy.domain.rendering.content import Item, Section, Sheet, letter_sheet, sheet_beside
from candidacy.domain.rendering.errors import (
    CvTooLong,
    MissingGlyphs,
    NoSuchFormat,
    RenderingFailed,
    UnknownTheme,
)
from candidacy.domain.rendering.renderer import Format, Rendered, Renderer, format_named
from candidacy.domain.rendering.themes import DEFAULT_THEME, THEMES, Paper, Theme, theme_named

__all__ = [
    "DEFAULT_THEME",
    "THEMES",
    "CvTooLong",
    "Format",
    "Item",
    "MissingGlyphs",
    "NoSuchFormat",
    "Paper",
    "Rendered",
    "Renderer",
    "RenderingFailed",
    "Section",
    "Sheet",
    "Theme",
    "UnknownTheme",
    "format_named",
    "letter_sheet",
    "sheet_beside",
    "theme_named",
]
