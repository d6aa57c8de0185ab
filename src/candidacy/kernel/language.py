"""Marks what code says to people, so that the catalogs of other languages have it."""


def sentence(text: str) -> str:
    """``text``, unchanged: the mark for ``make messages``. An f-string becomes a pattern with places.

    A page shows it with the filter ``translate``. Write whole sentences, one for each number of
    things, and no words as values: they would stay English.
    """
    return text
