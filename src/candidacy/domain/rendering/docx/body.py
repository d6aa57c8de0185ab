"""What a Word document says, paragraph by paragraph."""

from collections.abc import Iterator
from html import escape

from candidacy.domain.rendering.content import Item, Section, Sheet
from candidacy.domain.rendering.html import in_brackets
from candidacy.domain.rendering.themes import Theme

TAB = "<w:r><w:tab/></w:r>"


class Body:
    """The paragraphs of a sheet and the addresses that its hyperlinks point at, in their order."""

    def __init__(self, sheet: Sheet, theme: Theme, *, right_to_left: bool) -> None:
        self.addresses: list[str] = []
        self._rtl = right_to_left
        self.xml = "".join([*self._head(sheet), *self._sections(theme.in_line(sheet))])

    def _paragraph(self, style: str, *runs: str) -> str:
        bidi = "<w:bidi/>" if self._rtl else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}</w:pPr>{"".join(runs)}</w:p>'

    def _run(self, text: str, style: str = "") -> str:
        if not text:
            return ""
        look = f'<w:rStyle w:val="{style}"/>' if style else ""
        direction = "<w:rtl/>" if self._rtl else ""
        properties = f"<w:rPr>{look}{direction}</w:rPr>" if look or direction else ""
        return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    def _link(self, url: str, text: str) -> str:
        if not url:
            return self._run(text)
        self.addresses.append(url)
        return f'<w:hyperlink r:id="link{len(self.addresses)}">{self._run(text, "Hyperlink")}</w:hyperlink>'

    def _head(self, sheet: Sheet) -> Iterator[str]:
        yield self._paragraph("Title", self._run(sheet.name or sheet.label or sheet.title))
        if sheet.name and sheet.label:
            yield self._paragraph("Subtitle", self._run(sheet.label))
        if sheet.contacts:
            parts: list[str] = []
            for contact in sheet.contacts:
                parts += [self._run(" | ")] if parts else []
                parts.append(self._link(contact.url, contact.text))
            yield self._paragraph("Normal", *parts)

    def _sections(self, sections: tuple[Section, ...]) -> Iterator[str]:
        for section in sections:
            yield self._paragraph("Heading1", self._run(section.title))
            yield from (self._paragraph("Normal", self._run(text)) for text in section.text)
            yield from self._items(section)

    def _items(self, section: Section) -> Iterator[str]:
        for item in section.items:
            if section.kind in {"work", "education", "volunteer", "projects"}:
                yield from self._entry(item)
            elif section.kind in {"certificates", "awards"}:
                yield from self._record(item)
            elif section.kind == "publications":
                yield from self._publication(item)
            elif section.kind == "skills":
                yield self._group(item)
            elif section.kind == "references":
                yield from self._reference(item)
        if section.kind in {"languages", "interests"}:
            yield self._paragraph("Normal", self._run(", ".join(in_brackets(i) for i in section.items)))

    def _entry(self, item: Item, style: str = "Heading2") -> Iterator[str]:
        dates = TAB + self._run(item.dates, "Dates") if item.dates else ""
        yield self._paragraph(style, self._link(item.url, item.title), dates)
        details = " · ".join(part for part in (item.by, item.place, item.note) if part)
        if details:
            yield self._paragraph("Employer", self._run(details))
        yield from self._details(item)
        for role in item.roles:
            yield from self._entry(role, "Heading3")

    def _details(self, item: Item) -> Iterator[str]:
        if item.about:
            yield self._paragraph("Normal", self._run(item.about, "Emphasis"))
        yield from (self._paragraph("Normal", self._run(text)) for text in item.text)
        yield from (self._paragraph("ListBullet", self._run(line)) for line in item.bullets)
        if item.tags:
            label = f"{item.label}: " if item.label else ""
            yield self._paragraph("Normal", self._run(label + ", ".join(item.tags)))

    def _record(self, item: Item) -> Iterator[str]:
        by = self._run(f" · {item.by}", "Dates") if item.by else ""
        dates = TAB + self._run(item.dates, "Dates") if item.dates else ""
        yield self._paragraph("Heading2", self._link(item.url, item.title), by, dates)
        yield from self._details(item)

    def _publication(self, item: Item) -> Iterator[str]:
        by = [self._run(", "), self._run(item.by, "Emphasis")] if item.by else []
        dates = self._run(f", {item.dates}") if item.dates else ""
        title = self._link(item.url, f"“{item.title}”")
        yield self._paragraph("ListNumber", title, *by, dates, self._run("."))
        yield from (self._paragraph("Quote", self._run(text)) for text in item.text)

    def _group(self, item: Item) -> str:
        name = self._run(in_brackets(Item(item.title, note=item.note)) + ": ", "Strong") if item.title else ""
        return self._paragraph("Normal", name, self._run(", ".join(item.tags)))

    def _reference(self, item: Item) -> Iterator[str]:
        name = self._run(f"{item.title}: ", "Strong") if item.title else ""
        for number, text in enumerate(item.text or ("",)):
            yield self._paragraph("Normal", name if number == 0 else "", self._run(text))
