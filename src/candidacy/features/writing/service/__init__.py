"""Lines of a CV: tips, suggestions, and taking another wording."""

from candidacy.features.writing.service.lines import SUMMARY, Place, WritingService
from candidacy.features.writing.service.suggesting import Event, Suggesting

__all__ = ["SUMMARY", "Event", "Place", "Suggesting", "WritingService"]
