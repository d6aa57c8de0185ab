"""Figures in a statement: numbers that say how much, and not those that only name something."""

import re

_NAMED_NUMBER = re.compile(
    r"\b(?:Fortune|Global|ISO|IEC|WCAG|EN|DIN|IEEE|Top|Level|Grade|Phase|Part|Windows|Office|Form|Section|Title|Article|Tier"
    r"|Type|Class|Series|Act|Version|Release|Industry|Web|COVID|Python|Java|Angular|Stage|Route|Building|Unit)"
    r"[\s-]*v?\d[\w.]*|\b24/7(?:/365)?\b|\b(?:[a-z]{3,9}\.?\s+)?(?:19|20)\d\d\b(?!\s*\+)|['’]\d\d\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?<![\w.])[$€£¥~]?\s?\d[\d,.]*(?:\s?(?:%|\+|[kKmMbB]n?\b|x\b|h\b|st\b|nd\b|rd\b|th\b)|(?![\w]))"
)
_NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|dozens?"
    r"|hundreds?|thousands?|millions?|billions?|half|halved|doubl(?:ed|ing)|tripl(?:ed|ing)|quadrupled"
    r"|zwei|drei|vier|fünf|sechs|zehn|verdoppelt|dois|duas|três|quatro|cinco|dez|tres|cuatro|deux|trois|quatre|cinq|dix)\b",
    re.IGNORECASE,
)


def figures_in(text: str) -> tuple[str, ...]:
    """The figures in digits, in their order: ``40%`` of ``cut ISO 9001 audits by 40% in 2019``."""
    return tuple(hit[0].strip() for hit in _FIGURE.finditer(_NAMED_NUMBER.sub(" ", text)))


def has_figure(text: str) -> bool:
    """Whether a figure stands in it, in digits."""
    return bool(figures_in(text))


def has_number_word(text: str) -> bool:
    """Whether a number stands in it as a word: ``three``, ``doubled``."""
    return _NUMBER_WORD.search(text) is not None
