"""The pages of CVs: the list, and one CV beside its document."""

from candidacy.features.cvs.pages.routes import router

__all__ = ["router"]
