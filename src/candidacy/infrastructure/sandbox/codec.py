"""Documents, readings and errors as JSON: what comes out of a child is data, never code."""

import json
from typing import Any

from pydantic_core import PydanticSerializationError, from_json, to_json

from candidacy.domain.exchange import Format, Imported, Lost
from candidacy.domain.exchange import errors as exchange_errors
from candidacy.domain.pictures import errors as picture_errors
from candidacy.domain.reading import Document, DocumentKind, HiddenText, Line, Link, PageSize, Reading, Word
from candidacy.domain.reading import errors as reading_errors
from candidacy.domain.reading.recognised import RecognisedPage, RecognisedWord
from candidacy.domain.resume import Box, Resume, SourcedResume, json_resume
from candidacy.kernel.errors import AppError


def encoded_document(document: Document) -> dict[str, Any]:
    """A document with its words as rows, and the looks that words share said once."""
    looks: dict[tuple[Any, ...], int] = {}
    lines = [_line(line, looks) for line in document.lines]
    return {
        "kind": document.kind.value,
        "text": document.text,
        "lines": lines,
        "looks": list(looks),
        "pages": [[page.width, page.height] for page in document.pages],
        "links": [[link.url, link.start, link.end, link.page] for link in document.links],
        "hidden": [[hidden.text, hidden.mechanism, hidden.page, hidden.box] for hidden in document.hidden],
        "language": document.language,
        "warnings": document.warnings,
    }


def _line(line: Line, looks: dict[tuple[Any, ...], int]) -> list[Any]:
    words = []
    for word in line.words:
        look = (word.size, word.bold, word.italic, word.color, word.font)
        words.append([word.start, word.end, word.box, looks.setdefault(look, len(looks)), word.gap])
    return [
        line.page,
        line.box,
        line.block,
        line.column,
        line.bullet,
        line.heading,
        words,
        line.start,
        line.end,
    ]


def decoded_document(data: dict[str, Any]) -> Document:
    """The document again."""
    text, looks = data["text"], data["looks"]
    return Document(
        kind=DocumentKind(data["kind"]),
        text=text,
        lines=tuple(_decoded_line(line, text, looks) for line in data["lines"]),
        pages=tuple(PageSize(width, height) for width, height in data["pages"]),
        links=tuple(Link(*link) for link in data["links"]),
        hidden=tuple(HiddenText(words, how, page, _box(box)) for words, how, page, box in data["hidden"]),
        language=data["language"],
        warnings=tuple(data["warnings"]),
    )


def _decoded_line(row: list[Any], text: str, looks: list[list[Any]]) -> Line:
    page, box, block, column, bullet, heading, words, start, end = row
    return Line(
        start=start,
        end=end,
        page=page,
        words=tuple(_word(word, text, looks) for word in words),
        box=_box(box),
        block=block,
        column=column,
        bullet=bullet,
        heading=heading,
    )


def _word(row: list[Any], text: str, looks: list[list[Any]]) -> Word:
    start, end, box, look, gap = row
    size, bold, italic, color, font = looks[look]
    return Word(text[start:end], start, end, _box(box), size, bold, italic, color, font, gap)


def _box(box: list[float] | None) -> Box | None:
    return None if box is None else Box(*box)


def encoded_reading(reading: Reading) -> dict[str, Any]:
    return {
        "document": encoded_document(reading.document),
        "resume": reading.resume.model_dump(mode="json"),
    }


def decoded_reading(data: dict[str, Any]) -> Reading:
    return Reading(decoded_document(data["document"]), SourcedResume.model_validate(data["resume"]))


def encoded_import(imported: Imported) -> dict[str, Any]:
    return {
        "format": imported.format.value,
        "resume": imported.resume.model_dump(mode="json"),
        "lost": [[one.path, one.value] for one in imported.lost],
    }


def decoded_import(data: dict[str, Any]) -> Imported:
    lost = tuple(Lost(path, value) for path, value in data["lost"])
    return Imported(Format(data["format"]), Resume.model_validate(data["resume"]), lost)


def encoded_pages(pages: list[RecognisedPage]) -> bytes:
    return dumps(
        {
            "pages": [
                {
                    "size": [page.size.width, page.size.height],
                    "words": [[w.text, w.box, w.line, w.confidence] for w in page.words],
                }
                for page in pages
            ]
        }
    )


def decoded_pages(data: bytes) -> list[RecognisedPage]:
    return [
        RecognisedPage(
            PageSize(*page["size"]),
            tuple(RecognisedWord(text, Box(*box), line, sure) for text, box, line, sure in page["words"]),
        )
        for page in loads(data)["pages"]
    ]


def encoded_error(error: AppError) -> dict[str, Any]:
    return {"error": error.code, "message": error.message}


def decoded_error(data: dict[str, Any]) -> AppError:
    """The error of that code; an unknown code is a damaged file."""
    kinds = [
        kind
        for module in (reading_errors, exchange_errors, picture_errors, json_resume)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, AppError)
    ]
    kind = next((kind for kind in kinds if kind.code == data["error"]), reading_errors.DamagedFile)
    return kind(str(data.get("message") or "") or None)


def dumps(value: dict[str, Any]) -> bytes:
    try:
        return to_json(value, inf_nan_mode="constants")
    except PydanticSerializationError:
        # Half a character of UTF-16, which broken files hold, has no code in UTF-8.
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def loads(data: bytes) -> dict[str, Any]:
    """Raises ValueError or TypeError for what is no answer; numbers that are none are not accepted."""
    try:
        value = from_json(data, allow_inf_nan=False)
    except ValueError:
        value = json.loads(data, parse_constant=_refused)
    if not isinstance(value, dict):
        raise TypeError("An answer is a JSON object.")
    return value


def _refused(constant: str) -> float:
    raise ValueError(f"{constant} is no number.")
