"""The fonts of an RTF file: which code page the bytes of each are in."""

from candidacy.domain.reading.rtf.tokens import Token

_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 255: "cp437",
}  # fmt: skip
_PAGES = {
    936: "gb18030",
    10000: "mac_roman",
    65001: "utf-8",
    54936: "gb18030",
    20866: "koi8_r",
    28605: "latin9",
}


def codec_of_page(number: int) -> str:
    """Python's name of a code page; that of Western Europe for one that is not known."""
    import codecs

    name = _PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


class FontTable:
    """Collects the fonts as their table is read."""

    def __init__(self) -> None:
        self._codecs: dict[int, str] = {}
        self._names: dict[int, str] = {}
        self._font = 0

    def take(self, token: Token, page_codec: str) -> None:
        if token.word == "f":
            self._font = token.number or 0
        elif token.word == "fcharset" and (codec := _CHARSETS.get(token.number or 0)):
            self._codecs[self._font] = codec
        elif not token.word:
            name = token.data.decode(page_codec, "replace").strip("; ")
            if name:
                self._names.setdefault(self._font, name)

    def codec(self, font: int, default: str) -> str:
        return self._codecs.get(font, default)

    def name(self, font: int) -> str | None:
        return self._names.get(font)
