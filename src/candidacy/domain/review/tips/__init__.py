"""Tips on the wording of each line of a CV, by rules and data alone."""

from candidacy.domain.review.tips.looking import Context, lines_of, tips_for
from candidacy.domain.review.tips.schema import Line, LineSet, Tip, TipKind

__all__ = ["Context", "Line", "LineSet", "Tip", "TipKind", "lines_of", "tips_for"]
