"""What can go wrong with CVs."""

from candidacy.kernel.errors import NotFound, Stale


class CvNotFound(NotFound):
    """There is no such CV in this workspace."""

    code = "cv_not_found"


class CvVersionNotFound(NotFound):
    """This CV has no such version."""

    code = "cv_version_not_found"


class CvChanged(Stale):
    """This CV has a newer version than the one you changed. Load it again and repeat your change."""

    code = "cv_changed"
