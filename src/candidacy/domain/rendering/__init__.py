"""Resumes as documents: PDF in six themes, Word, HTML, Markdown and JSON Resume."""

from candidacy.domain.rendering.errors import (
    CvTooLong,
    MissingGlyphs,
    RenderingFailed,
    UnknownFormat,
    UnknownTheme,
)
from candidacy.domain.rendering.renderer import Format, Rendered, Renderer, format_named
from candidacy.domain.rendering.themes import DEFAULT_THEME, THEMES, Paper, Theme, theme_named

__all__ = [
    "DEFAULT_THEME",
    "THEMES",
    "CvTooLong",
    "Format",
    "MissingGlyphs",
    "Paper",
    "Rendered",
    "Renderer",
    "RenderingFailed",
    "Theme",
    "UnknownFormat",
    "UnknownTheme",
    "format_named",
    "theme_named",
]
