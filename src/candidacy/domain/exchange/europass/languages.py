"""Languages by the codes that Europass writes (ISO 639-1 and 639-2), and back."""

_NAMES = {
    "Albanian": "sq sqi alb", "Arabic": "ar ara", "Armenian": "hy hye arm", "Basque": "eu eus baq",
    "Bosnian": "bs bos", "Bulgarian": "bg bul", "Catalan": "ca cat", "Chinese": "zh zho chi",
    "Croatian": "hr hrv", "Czech": "cs ces cze", "Danish": "da dan", "Dutch": "nl nld dut",
    "English": "en eng", "Estonian": "et est", "Finnish": "fi fin", "French": "fr fra fre",
    "Galician": "gl glg", "Georgian": "ka kat geo", "German": "de deu ger", "Greek": "el ell gre",
    "Hebrew": "he heb", "Hindi": "hi hin", "Hungarian": "hu hun", "Icelandic": "is isl ice",
    "Irish": "ga gle", "Italian": "it ita", "Japanese": "ja jpn", "Korean": "ko kor", "Latvian": "lv lav",
    "Lithuanian": "lt lit", "Luxembourgish": "lb ltz", "Macedonian": "mk mkd mac", "Maltese": "mt mlt",
    "Norwegian": "no nor nb nob", "Persian": "fa fas per", "Polish": "pl pol", "Portuguese": "pt por",
    "Romanian": "ro ron rum", "Russian": "ru rus", "Serbian": "sr srp", "Slovak": "sk slk slo",
    "Slovenian": "sl slv", "Spanish": "es spa", "Swedish": "sv swe", "Turkish": "tr tur",
    "Ukrainian": "uk ukr", "Urdu": "ur urd", "Vietnamese": "vi vie", "Welsh": "cy cym wel",
}  # fmt: skip
_BY_CODE = {code: name for name, codes in _NAMES.items() for code in codes.split()}


def language_name(code: str) -> str:
    """The English name of a code; any other text stays as it is."""
    return _BY_CODE.get(code.strip().casefold(), code)


def language_code(name: str) -> str | None:
    """The three letters of a language (``deu``); None for one that is not in the table."""
    codes = _NAMES.get(name, "").split()
    return next((code for code in codes if len(code) == 3), None)
