"""The language of a whole document. Single lines are too short to tell, so they are never asked about."""

import lzma
import math
import re
import struct
import unicodedata
from collections import Counter
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_STORED, ZipFile

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from py3langid.langid import LanguageIdentifier

_LEAST = 200
_SAMPLE = 60_000
_MOST = 6_000
_NOT_LANGUAGE = re.compile(r"[^\s@]{1,80}@\S+|https?://\S+|www\.\S+|\d+")
_WORD = re.compile(r"[^\W\d_]+")

# The words that hold sentences together: a CV has some of them, and they differ by language.
_FUNCTION_WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to in for with on at from by an is are as was were which that this our their",
        "de": "der die das und in von mit für auf den dem des im ein eine zu bei als nach sowie durch zur",
        "fr": "le la les de des du et en un une pour dans avec sur par au aux est que qui chez à",
        "es": "el la los las de del y en un una para con por al que se su como sobre desde hasta",
        "pt": "o a os as de do da dos das e em um uma para com por no na nos nas ao que como à são",
        "it": "il lo la i gli le di del della dei delle e in un una per con su da al alla che nel presso",
        "nl": "de het een van en in voor met op aan bij tot als door naar om te zijn binnen",
        "sv": "och i att en ett som på för med av till den det är från vid inom samt",
        "da": "og i at en et som på for med af til den det er fra ved inden samt",
        "pl": "i w z na do dla oraz przez od po jest się o pod za przy",
    }.items()
}
_LEAST_HITS = 8
_LEAST_LETTERS, _LEAST_USUAL = 300, 0.44
_LATIN = 0.9
_USUAL_LETTERS = "eaionrst"
_LEAD = 1.5
_LOCAL_HEADER = struct.Struct("<26xHH")
"""What stands before a member of a ZIP archive; its last two numbers are the lengths of what else does."""
_MOST_HEADER = 4096


def language_of(text: str) -> str | None:
    """ISO 639-1 code; None for less than 200 characters of language."""
    parts = (part if part.isalpha() else _NOT_LANGUAGE.sub(" ", part) for part in text[:_SAMPLE].split())
    wording = " ".join(" ".join(parts).split())
    if len(wording) < _LEAST:
        return None
    return _by_function_words(wording) or _by_model(wording[:_MOST])


def is_enciphered(text: str) -> bool:
    """Whether Latin letters stand for others, as in files whose table of characters is wrong.

    Such a text has none of the words that hold sentences together, and few of those letters that are half
    of any European language, and of lists of names too.
    """
    words = [word for word in _WORD.findall(text[:_SAMPLE].lower()) if len(word) > 2]
    letters = "".join(words)
    if len(letters) < _LEAST_LETTERS or sum(c < "\u0250" for c in letters) < _LATIN * len(letters):
        return False
    usual = frozenset().union(*_FUNCTION_WORDS.values())
    if sum(word in usual for word in words) > 0.05 * len(words):
        return False
    plain = unicodedata.normalize("NFD", letters)
    return sum(map(plain.count, _USUAL_LETTERS)) < _LEAST_USUAL * len(letters)


def _by_function_words(wording: str) -> str | None:
    """The clear cases, without loading a model (which takes the better part of a second)."""
    counts = Counter(_WORD.findall(wording.lower()))
    hits = sorted(
        ((sum(counts[word] for word in words), code) for code, words in _FUNCTION_WORDS.items()), reverse=True
    )
    (most, code), (second, _) = hits[:2]
    return code if most >= _LEAST_HITS and most >= _LEAD * second else None


def _by_model(wording: str) -> str:
    return str(load_model().classify(wording)[0])


@lru_cache(maxsize=1)
def load_model() -> "LanguageIdentifier":
    """The model for texts whose words do not tell; unpacked in memory.

    The library's own loader unpacks into a temporary file, which a confined process cannot write.
    """
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    data = _arrays(lzma.decompress((MODEL_DIR / MODEL_FILE).read_bytes()))
    return LanguageIdentifier(
        data["ptc"],
        data["pc"],
        data["classes"].tolist(),
        # Plain Python reads single members of a view faster than those of numpy's arrays.
        data["nextmove"].data,
        data["out_feat"].tolist(),
        tk_row=data["nextmove_row"].tolist(),
    )


def _arrays(packed: bytes) -> "dict[str, NDArray[Any]]":
    """The arrays of an archive of numpy's where they lie: copying 70 MB costs more than all other loading."""
    import numpy as np

    with ZipFile(BytesIO(packed)) as archive:
        members = archive.infolist()
    if any(member.compress_type != ZIP_STORED for member in members):
        with np.load(BytesIO(packed)) as copied:
            return dict(copied)
    arrays: dict[str, NDArray[Any]] = {}
    for member in members:
        start = member.header_offset + _LOCAL_HEADER.size
        start += sum(_LOCAL_HEADER.unpack_from(packed, member.header_offset))
        head = BytesIO(packed[start : start + _MOST_HEADER])
        np.lib.format.read_magic(head)
        shape, _, kind = np.lib.format.read_array_header_1_0(head)
        found = np.frombuffer(packed, kind, math.prod(shape), start + head.tell())
        arrays[member.filename.removesuffix(".npy")] = found.reshape(shape)
    return arrays
