"""A page as whoever follows its links and presses its buttons sees it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from urllib.parse import parse_qsl, quote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.crawling.filling import Upload, blank, typed_into

HOST = "localhost"
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(-\d+)?")
_TOKEN = re.compile(r"(?<=[/=])[\w-]{20,}(?=$|[/&.])")
_NUMBER = re.compile(r"(?<=[/=])\d+(?=$|[/&])")
_SUBMITS = "button, input[type=submit]"


def shape_of(address: str) -> str:
    """An address with a sign in place of what names one thing among many of its kind."""
    kept = re.sub(r"(?<=cursor=)[^&]+", "~", address)
    return _NUMBER.sub("#", _TOKEN.sub("~", _ID.sub("~", kept)))


@dataclass(frozen=True, slots=True)
class Press:
    """One way of sending a form: by which button, and with what in its fields."""

    method: Literal["GET", "POST"]
    action: str
    button: str
    chooses: str
    """The field that says by which of several buttons it was sent, if there are several."""
    data: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, Upload], ...]
    filled: bool
    typed: bool
    """Whether there is a field for words of one's own, so that what it names need not exist."""
    found_on: str

    def __str__(self) -> str:
        manner = "" if self.filled else ", left empty"
        return f"{self.method} {self.action} by “{self.button}”{manner}, found on {self.found_on}"

    @property
    def signature(self) -> tuple[object, ...]:
        """The same for what does the same to another thing."""
        names = tuple(sorted({name for name, _ in self.data}))
        chosen = next((shape_of(f"={value}") for name, value in self.data if name == self.chooses), "")
        return self.method, shape_of(self.action), names, chosen, self.filled

    @property
    def address(self) -> str:
        """Where a form leads that only asks."""
        query = "&".join(f"{quote(name)}={quote(value)}" for name, value in self.data)
        return f"{self.action.partition('?')[0]}?{query}" if query else self.action


@dataclass(frozen=True)
class Page:
    """An answer of HTML, and the address that it was found under."""

    address: str
    html: str

    @cached_property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.html)

    def keep_facts(self) -> None:
        """Read what is asked for later, and forget the tree."""
        _ = self.anchors, self.parts
        self.forget_tree()

    def forget_tree(self) -> None:
        """A tree takes many times the room of its text, and is grown again where it is asked for."""
        self.__dict__.pop("tree", None)

    def links(self, within: str = "body") -> Iterator[str]:
        """The addresses of this application that the page leads to, parts of pages included."""
        for node in self.tree.css(f"{within} a[href]"):
            if (own := self._own(node.attributes["href"] or "")) is not None:
                yield own

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The links that name a part of a page."""
        return tuple(link for link in self.links() if "#" in link)

    def assets(self) -> Iterator[str]:
        """What a browser loads for the page."""
        for node in self.tree.css("link[href], script[src], img[src], source[srcset], img[srcset]"):
            values = [node.attributes.get("href"), node.attributes.get("src")]
            values += [one.split()[0] for one in (node.attributes.get("srcset") or "").split(",") if one]
            for value in values:
                if value and (own := self._own(value)) is not None:
                    yield own

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Where in the page a link can lead."""
        return frozenset({node.attributes["id"] or "" for node in self.tree.css("[id]")} | {""})

    def complaints(self) -> Iterator[str]:
        """What any page must have."""
        title = self.tree.css_first("title")
        if title is None or not title.text().strip(" ·\n"):
            yield "has no title"
        headings = self.tree.css("h1")
        if len(headings) != 1 or not headings[0].text().strip():
            yield f"has {len(headings)} headings of the first level, or an empty one"
        if not self.tree.css("main a[href], main button, main form") and "swagger" not in self.html:
            yield "has no way on"

    def said(self) -> str:
        """What an answer says is wrong, by its beginning."""
        for node in self.tree.css("[role=alert]:not(#toasts), .alert, main"):
            if words := " ".join(node.text().split()):
                return words[:160]
        return ""

    def presses(self) -> Iterator[Press]:
        """Every button that sends a form: as it is filled in sensibly, and once with nothing in it."""
        for form in self.tree.css("form"):
            if (form.attributes.get("method") or "get").lower() == "dialog":
                continue
            buttons = list(self._buttons(form))
            for button in buttons:
                yield self._press(form, button, filled=True)
            if buttons and any(_can_be_emptied(field) for field in self._fields(form)):
                yield self._press(form, buttons[0], filled=False)

    def _press(self, form: LexborNode, button: LexborNode, *, filled: bool) -> Press:
        method = (button.attributes.get("formmethod") or form.attributes.get("method") or "get").upper()
        action = button.attributes.get("formaction") or form.attributes.get("action") or self.address
        data: list[tuple[str, str]] = []
        files: list[tuple[str, Upload]] = []
        for field in self._fields(form):
            given = typed_into(field) if filled else blank(field)
            name = str(field.attributes["name"])
            if isinstance(given, Upload):
                files.append((name, given))
            elif given is not None:
                data.append((name, given))
        if button.attributes.get("name"):
            data.append((str(button.attributes["name"]), button.attributes.get("value") or ""))
        words = " ".join((button.text() or button.attributes.get("value") or "").split())
        return Press(
            "POST" if method == "POST" else "GET",
            self._own(action) or action,
            words,
            button.attributes.get("name") or "",
            tuple(data),
            tuple(files),
            filled,
            any(_can_be_emptied(field) for field in self._fields(form)),
            self.address,
        )

    def _own(self, address: str) -> str | None:
        parts = urlsplit(urljoin(f"http://{HOST}{self.address}", address))
        if parts.scheme not in {"http", "https"} or parts.hostname != HOST:
            return None
        own = parts.path + (f"?{parts.query}" if parts.query else "")
        return own + (f"#{parts.fragment}" if parts.fragment else "")

    def _controls(self, form: LexborNode, selector: str) -> Iterator[LexborNode]:
        """The parts of a form, those that stand elsewhere and name it too."""
        own = form.attributes.get("id")
        for node in form.css(selector):
            if node.attributes.get("form") in {None, own}:
                yield node
        if own:
            inside = {node.mem_id for node in form.css("*")}
            for node in self.tree.css(selector):
                if node.attributes.get("form") == own and node.mem_id not in inside:
                    yield node

    def _buttons(self, form: LexborNode) -> Iterator[LexborNode]:
        for button in self._controls(form, _SUBMITS):
            kind = (button.attributes.get("type") or "submit").lower()
            if kind == "submit" and "disabled" not in button.attributes:
                yield button

    def _fields(self, form: LexborNode) -> Iterator[LexborNode]:
        radios: set[str] = set()
        for field in self._controls(form, "input, select, textarea"):
            kind = (field.attributes.get("type") or "text").lower()
            name = field.attributes.get("name")
            if not name or "disabled" in field.attributes or kind in {"submit", "button", "reset"}:
                continue
            if kind == "radio":
                if name in radios or ("checked" not in field.attributes and self._is_chosen(form, name)):
                    continue
                radios.add(name)
            yield field

    def _is_chosen(self, form: LexborNode, name: str) -> bool:
        return any(
            "checked" in one.attributes and one.attributes.get("name") == name
            for one in self._controls(form, "input[type=radio]")
        )


def without_part(address: str) -> tuple[str, str]:
    """An address, and the part of its page that it names."""
    whole, part = urldefrag(address)
    return whole, part


def names_one_thing(address: str) -> bool:
    return bool(_ID.search(address))


def query_of(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))


def _can_be_emptied(field: LexborNode) -> bool:
    kind = (field.attributes.get("type") or "text").lower()
    return field.tag == "textarea" or (
        field.tag == "input" and kind not in {"hidden", "checkbox", "radio", "file"}
    )
