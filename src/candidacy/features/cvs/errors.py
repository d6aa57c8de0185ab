"""What can go wrong with CVs."""

from candidacy.kernel.errors import Invalid, NotFound, Stale


class CvNotFound(NotFound):
    """There is no such CV in this workspace."""

    code = "cv_not_found"


class CvVersionNotFound(NotFound):
    """This CV has no such version."""

    code = "cv_version_not_found"


class CvChanged(Stale):
    """This CV has a newer version than the one you changed. Load it again and repeat your change."""

    code = "cv_changed"


class NoFileGiven(Invalid):
    """There is no file in this form. Send one as the part named file."""

    code = "no_file_given"


class BadBody(Invalid):
    """The body is not valid JSON."""

    code = "bad_json"
