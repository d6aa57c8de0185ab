"""Make ``candidacy/domain/matching/data/function_words.txt``: words that tell nothing, in many languages.

``pip install stopwordsiso && python evals/make_function_words.py`` takes the lists of stopwords-iso (MIT) of
languages written in words with spaces between. A word that the taxonomy or an English, German, French,
Spanish, Portuguese or Dutch list of common words of postings holds may be the content word of another
language and is left out.
"""

import json
import unicodedata
from importlib.resources import files
from pathlib import Path

from candidacy.domain.matching.words import weight
from candidacy.domain.postings.text import fold
from candidacy.domain.skills import load_seed
from candidacy.domain.skills.names import names_of
from candidacy.domain.skills.tokens import label_tokens

TARGET = Path(__file__).parent.parent / "src/candidacy/domain/matching/data/function_words.txt"
LANGUAGES = str.split("af bg br ca cs da el et eu fi ga gl hr hu hy it lt lv no pl ro ru sk sl sv tr uk")
SHORTEST, LONGEST = 2, 12


def main() -> None:
    lists = json.loads(files("stopwordsiso").joinpath("stopwords-iso.json").read_text(encoding="utf-8"))
    named = {token for concept in load_seed() for name in names_of(concept) for token in label_tokens(name)}
    words = {fold(unicodedata.normalize("NFC", w)) for lang in LANGUAGES for w in lists.get(lang, ())}
    kept = sorted(w for w in words if _tells_nothing(w) and w not in named)
    TARGET.write_text("\n".join(_lines(kept)) + "\n", encoding="utf-8")
    print(f"{len(kept)} words of {len(words)}, {TARGET.stat().st_size / 1024:.0f} KB")


def _tells_nothing(word: str) -> bool:
    return word.isalpha() and SHORTEST <= len(word) <= LONGEST and weight(word) == 1.0


def _lines(words: list[str]) -> list[str]:
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word)
    return [" ".join(found) for found in by_letter.values()]


if __name__ == "__main__":
    main()
