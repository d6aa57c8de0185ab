"""Headings that are whole phrases, by what they say rather than word by word: "What we ask of you"."""

import re

from candidacy.domain.postings.headings import SectionKind

_OFFERS = (
    r"what (?:you|u)(?:'ll| will| can)? (?:get|gain|receive|enjoy|expect from us)\b"
    r"|what (?:we|the company)(?:'ll| will| can|'re| are)? (?:offer"
    r"|offering|give|giving|provide|providing)\b"
    r"|\bwir (?:bieten|geben)\b|\b(?:bekommen sie|bekommst du|erhalten sie|erhaltst du)\b"
    r"|\b(?:darauf|worauf) (?:konnen sie|kannst du) (?:sich|dich) freuen"
    r"|ce que (?:nous|on) (?:vous )?(?:offrons|proposons|offre|propose)"
    r"|ce que (?:vous|tu) (?:obtenez|gagnes)"
    r"|lo que (?:te )?(?:ofrecemos|damos|obtendras)|o que (?:te )?(?:oferecemos|damos|vais ganhar)"
    r"|wat (?:wij|we) (?:je )?bieden|wat (?:krijg|krijgt) (?:je|u)"
)
_ASKS = (
    r"(?:what|who|which|whom|here's what|skills|experience)\b.*\b(?:we"
    r"|we're|we are|the team|our client|is)\b.*"
    r"\b(?:ask|asking|look|looking|need|needing|want|wanting|expect"
    r"|expecting|require|requiring|seek|seeking|wish"
    r"|value|required|needed|expected|after|love to see)\b"
    r"|what (?:you|we)(?:'ll| will| should| must| would|'d)? (?:need|have|bring|be good at|offer us)\b"
    r"|what makes you\b|what (?:will|would) make you\b|you(?:'d| would"
    r"|'ll| will)? (?:be|are) a (?:great|good|strong) (?:fit|match)"
    r"|is this (?:you|job for you)|this is you|could this be you|are you (?:the one|our)"
    r"|\b(?:erwarten|suchen|wunschen|brauchen|fordern|verlangen) wir\b"
    r"|\bwir (?:uns )?(?:erwarten|suchen|wunschen|brauchen|fordern|verlangen)\b"
    r"|\bmitbring\w*|\b(?:bringen sie|bringst du|bringen du) mit\b|\b(?:sollten sie"
    r"|solltest du|mussen sie|musst du)\b"
    r"|\b(?:zeichnet|uberzeugen|passen|passt) (?:sie|dich|du)\b|zu uns (?:passen|passt)"
    r"|ce que (?:nous|on) (?:vous )?(?:attendons|recherchons|cherchons"
    r"|demandons|exigeons|attend|recherche)|ce qu'il (?:vous|te) faut"
    r"|(?:lo )?que (?:buscamos|pedimos|esperamos|necesitamos|requerimos"
    r"|exigimos)|(?:lo )?que (?:debes|necesitas|tienes que) "
    r"|o que (?:buscamos|procuramos|esperamos|pedimos|precisamos|exigimos|voce precisa)"
    r"|wat (?:wij|we) (?:van je )?(?:vragen|zoeken|verwachten)|\b(?:vragen"
    r"|zoeken|verwachten) (?:wij|we)\b|wat (?:breng|neem) je mee"
)
_WORDINGS = ((SectionKind.BENEFITS, re.compile(_OFFERS)), (SectionKind.REQUIREMENTS, re.compile(_ASKS)))
_MOST_WORDS = 9


def kind_by_wording(folded: str) -> SectionKind | None:
    """What a heading opens that no list holds; the caller says that it looks like a heading."""
    if len(folded.split()) > _MOST_WORDS:
        return None
    return next((kind for kind, pattern in _WORDINGS if pattern.search(folded)), None)
