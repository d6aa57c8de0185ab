"""The pages of CVs: the list, and one CV beside its document, to be looked at and mended; its versions."""

from candidacy.features.cvs.pages import editing, routes, versions
from candidacy.infrastructure.http.routing import joined

router = joined(routes.router, editing.router, versions.router)

__all__ = ["router"]
