"""What can go wrong when a Resume is rendered."""

from candidacy.kernel.errors import AppError, Invalid, TooLarge


class UnknownTheme(Invalid):
    """There is no such theme. The list of themes names those there are."""

    code = "unknown_theme"


class NoSuchFormat(Invalid):
    """This format cannot be written. Choose pdf, docx, html, md or json."""

    code = "no_such_format"


class MissingGlyphs(Invalid):
    """The fonts at hand lack letters of this CV. Install a font for them, or export DOCX or HTML instead."""

    code = "missing_glyphs"


class CvTooLong(TooLarge):
    """This CV is longer than can be set in pages. Shorten it, or export Markdown or JSON instead."""

    code = "cv_too_long"


class RenderingFailed(AppError):
    """The document could not be set. Export another format, and tell the maintainers which theme it was."""

    code = "rendering_failed"
