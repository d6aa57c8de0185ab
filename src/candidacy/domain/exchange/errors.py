"""Why a file of another program cannot be taken over. Each message names the next step."""

from candidacy.kernel.errors import Invalid, Unreadable


class UnknownExchangeFormat(Unreadable):
    """This is no LinkedIn data export, JSON Resume, RenderCV, Reactive Resume or Europass file. Export it
    again from there, or upload your CV as a PDF or DOCX.
    """

    code = "unknown_exchange_format"


class BadExchangeFile(Unreadable):
    """This file is damaged, or not in the form its program writes. Export it again from there."""

    code = "bad_exchange_file"


class NoSuchExport(Invalid):
    """There is no such format to export to."""

    code = "no_such_export"
