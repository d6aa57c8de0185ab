"""The few properties of CSS that decide whether and how text is seen."""

import re
from collections.abc import Iterator
from dataclasses import replace

from candidacy.domain.reading.visibility import Look

MAX_RULES = 3_000
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_MEDIA = re.compile(r"@media\b[^{]*$", re.IGNORECASE)
_DECLARATION = re.compile(r"([-a-zA-Z]+)\s*:\s*([^;]+)")
_LENGTH = re.compile(r"(-?\d*\.?\d+)(px|pt|pc|em|rem|in|cm|mm|ex|ch|vw|vh|%)?")
_POINTS = {"px": 0.75, "pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "vw": 8.0, "vh": 6.0}
_SIZES = {
    "xx-small": 7.0, "x-small": 7.5, "small": 10.0, "medium": 12.0, "large": 13.5, "x-large": 18.0,
    "xx-large": 24.0, "xxx-large": 36.0,
}  # fmt: skip
_NAMED = {
    "black": "#000000", "white": "#ffffff", "red": "#ff0000", "green": "#008000", "blue": "#0000ff",
    "gray": "#808080", "grey": "#808080", "silver": "#c0c0c0", "navy": "#000080", "maroon": "#800000",
    "teal": "#008080", "purple": "#800080", "yellow": "#ffff00", "lime": "#00ff00", "aqua": "#00ffff",
    "cyan": "#00ffff", "magenta": "#ff00ff", "fuchsia": "#ff00ff", "olive": "#808000", "orange": "#ffa500",
    "whitesmoke": "#f5f5f5", "snow": "#fffafa", "ivory": "#fffff0", "ghostwhite": "#f8f8ff",
    "floralwhite": "#fffaf0", "seashell": "#fff5ee", "azure": "#f0ffff", "mintcream": "#f5fffa",
    "lightgray": "#d3d3d3", "lightgrey": "#d3d3d3", "gainsboro": "#dcdcdc", "darkgray": "#a9a9a9",
    "dimgray": "#696969", "darkblue": "#00008b", "steelblue": "#4682b4", "slategray": "#708090",
}  # fmt: skip
_FUNCTION = re.compile(r"rgba?\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)(?:[\s,/]+([\d.]+%?))?\s*\)")
_FAR = 600.0
_SMALL = 2.0
_LEAST_OPACITY = 0.1
_COVERING = re.compile(r"inset\(\s*(?:[5-9]\d|100)%\s*\)|circle\(\s*0|rect\(\s*(?:0|1px)[\s,]", re.IGNORECASE)
_SCALED_AWAY = re.compile(r"scale[xy]?\(\s*0(?:\.0\d*)?\s*[,)]", re.IGNORECASE)
_MOVED_AWAY = re.compile(
    r"translate(?:x|y|3d)?\(\s*-?\d{4,}px|translate[xy]?\(\s*-?\d{3,}v[wh]", re.IGNORECASE
)

Declarations = dict[str, str]


def rules_of(sheet: str) -> Iterator[tuple[str, Declarations]]:
    """Selector and declarations of each rule for a screen; those for paper alone are left out."""
    sheet = _COMMENT.sub(" ", sheet)
    for count, (prelude, body) in enumerate(_flat(sheet)):
        if count >= MAX_RULES:
            return
        found = declarations_of(body)
        if found and not prelude.startswith("@"):
            for selector in prelude.split(","):
                yield selector.strip(), found


def _flat(sheet: str) -> Iterator[tuple[str, str]]:
    """The rules of a sheet, with those inside of ``@media`` and the like."""
    only_print = False
    for match in _RULE.finditer(sheet):
        prelude = match[1].strip()
        if "@" in prelude or sheet[match.start() - 1 : match.start()] == "}":
            only_print = False
        before = sheet[max(match.start() - 200, 0) : match.start()].rstrip()
        if before.endswith("{") and (media := _MEDIA.search(before[:-1])):
            only_print = "print" in media[0].lower() and "screen" not in media[0].lower()
        if not only_print:
            yield prelude.rpartition(";")[2].rpartition("}")[2].strip(), match[2]


def declarations_of(body: str) -> Declarations:
    """The declarations of a rule or of a ``style`` attribute; later ones win."""
    return {
        name.lower(): value.replace("!important", "").strip() for name, value in _DECLARATION.findall(body)
    }


def specificity(selector: str) -> tuple[int, int, int]:
    """How strong a selector is: ids, classes, elements."""
    return (
        selector.count("#"),
        len(re.findall(r"[.\[]|(?<!:):(?!:)", selector)),
        len(re.findall(r"(?:^|[\s>+~])[a-zA-Z]", selector)),
    )


def styled(look: Look, said: Declarations, root_size: float) -> Look:
    """The look of an element with these declarations, inside of something with ``look``."""
    if not said:
        return look
    look = _typed(_grounded(look, said), said, root_size)
    mechanism = _taken_away(said)
    return look if mechanism is None or look.gone is not None else replace(look, gone=mechanism)


def _typed(look: Look, said: Declarations, root_size: float) -> Look:
    if "color" in said:
        look = _colored(look, said["color"])
    if "font-size" in said:
        look = replace(look, size=_size(said["font-size"], look.size, root_size))
    weight = said.get("font-weight", "")
    if weight:
        look = replace(look, bold=weight in {"bold", "bolder"} or (weight.isdigit() and int(weight) >= 600))
    if "font-style" in said:
        look = replace(look, italic=said["font-style"] in {"italic", "oblique"})
    if "font-family" in said:
        look = replace(look, font=said["font-family"].partition(",")[0].strip("\"' "))
    if said.get("visibility") == "visible" and look.gone == "invisible":
        look = replace(look, gone=None)
    return look


def _colored(look: Look, value: str) -> Look:
    color, alpha = color_of(value)
    if alpha < _LEAST_OPACITY:
        return replace(look, alpha=0.0)
    return look if color is None else replace(look, color=color, alpha=1.0)


def _grounded(look: Look, said: Declarations) -> Look:
    both = f"{said.get('background', '')} {said.get('background-image', '')}".lower()
    if "url(" in both or "gradient(" in both:
        return replace(look, ground=None)
    value = said.get("background-color") or said.get("background") or ""
    color, alpha = color_of(value)
    if color is None or alpha == 0:
        return look
    return replace(look, ground=color if alpha > 1 - _LEAST_OPACITY else None)


def _taken_away(said: Declarations) -> str | None:
    """The mechanism by which an element and all in it is not shown."""
    if said.get("display", "").lower() == "none" or said.get("content-visibility") == "hidden":
        return "vanish"
    if said.get("visibility", "").lower() in {"hidden", "collapse"}:
        return "invisible"
    opacity = _LENGTH.fullmatch(said.get("opacity", ""))
    if opacity and float(opacity[1]) < _LEAST_OPACITY * (100 if opacity[2] == "%" else 1):
        return "no_contrast"
    transform = said.get("transform", "")
    if _SCALED_AWAY.search(transform):
        return "tiny"
    if _MOVED_AWAY.search(transform) or _is_far(said):
        return "off_page"
    return "clipped" if _is_clipped(said) else None


def _is_far(said: Declarations) -> bool:
    if any(_points(said.get(name)) < -_FAR for name in ("text-indent", "margin-left", "margin-top")):
        return True
    if said.get("position", "") not in {"absolute", "fixed", "relative"}:
        return False
    if any(_points(said.get(name)) < -_FAR for name in ("left", "top", "right", "bottom")):
        return True
    return any(_points(said.get(name)) > 10 * _FAR for name in ("left", "right"))


def _is_clipped(said: Declarations) -> bool:
    if _COVERING.search(said.get("clip", "")) or _COVERING.search(said.get("clip-path", "")):
        return True
    if not said.get("overflow", "").startswith(("hidden", "clip")):
        return False
    sides = [said.get(name) for name in ("width", "height", "max-width", "max-height")]
    return any(side is not None and 0 <= _points(side, none=99) <= _SMALL for side in sides)


def color_of(value: str) -> tuple[str | None, float]:
    """``#rrggbb`` and opacity of a colour; None for what is none or not understood."""
    value = value.strip().lower()
    if value == "transparent":
        return None, 0.0
    if match := re.search(r"#([0-9a-f]{3,8})\b", value):
        digits = match[1] if len(match[1]) > 4 else "".join(2 * digit for digit in match[1])
        alpha = int(digits[6:8], 16) / 255 if len(digits) == 8 else 1.0
        return (f"#{digits[:6]}", alpha) if len(digits) in {6, 8} else (None, 1.0)
    if match := _FUNCTION.search(value):
        red, green, blue = (min(round(_channel(match[index])), 255) for index in (1, 2, 3))
        alpha = 1.0 if match[4] is None else _share(match[4])
        return f"#{red:02x}{green:02x}{blue:02x}", alpha
    return next((_NAMED[word] for word in value.split() if word in _NAMED), None), 1.0


def _channel(text: str) -> float:
    return float(text[:-1]) * 2.55 if text.endswith("%") else float(text)


def _share(text: str) -> float:
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


def _size(value: str, parent: float, root_size: float) -> float:
    """A font size in points."""
    value = value.strip().lower()
    if value in _SIZES:
        return _SIZES[value]
    match = _LENGTH.fullmatch(value)
    if match is None:
        return parent
    number, unit = float(match[1]), match[2] or "px"
    scale = {"em": parent, "%": parent / 100, "rem": root_size, "ex": parent / 2, "ch": parent / 2}
    # A size of nothing is the smallest there is: 0 would mean that it is not known.
    return max(number * scale.get(unit, _POINTS.get(unit, 0.75)), 0.01)


def _points(value: str | None, *, none: float = 0.0) -> float:
    match = _LENGTH.fullmatch((value or "").strip().lower())
    if match is None:
        return none
    unit = match[2] or "px"
    return float(match[1]) * {"em": 12.0, "rem": 12.0, "%": 6.0}.get(unit, _POINTS.get(unit, 0.75))
