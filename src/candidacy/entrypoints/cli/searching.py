"""search: passages of the files in a folder, by words and by meaning. No server, no network."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from candidacy.ai_agents.embeddings import open_embedders
from candidacy.domain.passages import Part, Passage, cut, parts_of_document, parts_of_resume, parts_of_text
from candidacy.domain.search import MemoryIndex
from candidacy.entrypoints.cli.engine import Engine, decode, is_document
from candidacy.entrypoints.cli.inputs import Item, expand
from candidacy.entrypoints.cli.output import failing_clearly, print_json, print_table, progress, tell
from candidacy.entrypoints.settings import load_settings
from candidacy.kernel.errors import AppError, Invalid, NotFound

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from candidacy.ai_agents.embeddings import Embedder


class NothingToSearch(NotFound):
    """There is no readable file in this folder."""

    code = "nothing_to_search"


class Placed(NamedTuple):
    """A passage and the file it stands in."""

    file: str
    passage: Passage


def search(query: str, folders: list[str], *, as_json: bool, limit: int, words_only: bool) -> None:
    with failing_clearly():
        if not query.strip():
            raise Invalid("Say what you look for.")
        results = _results(query, folders, limit, words_only=words_only)
    if as_json:
        print_json({"results": results})
        return
    print_table(
        ["File", "Page", "Score", "Passage"],
        ((r["file"], r["span"]["page"] or "", f"{r['score']:.3f}", r["text"]) for r in results),
    )
    if not results:
        tell("Nothing found.")


def _results(query: str, folders: list[str], limit: int, *, words_only: bool) -> list[dict[str, Any]]:
    placed = _read(folders)
    embedder = None if words_only else _embedder()
    vectors, vector = _vectors(embedder, [one.passage for one in placed], query)
    index = MemoryIndex([one.passage for one in placed], vectors)
    hits = index.search(query, vector, limit=limit, floor=embedder.floor if embedder else -1.0)
    return [
        {"file": one.file, "span": _span(one.passage), "score": round(hit.score, 4), "text": one.passage.text}
        for hit in hits
        for one in [placed[hit.number]]
    ]


def _span(passage: Passage) -> dict[str, Any]:
    """From the first to the last character of a passage in its text, and the page it begins on."""
    if not passage.spans:
        return {"start": None, "end": None, "page": None, "path": passage.path or None}
    first = passage.spans[0]
    end = max(span.end for span in passage.spans)
    return {"start": first.start, "end": end, "page": first.page, "path": passage.path or None}


def _read(folders: list[str]) -> list[Placed]:
    """The passages of all files; one that cannot be read is named and passed over."""
    for folder in folders:
        if not Path(folder).exists() and not any(sign in folder for sign in "*?["):
            raise NotFound(f"There is no folder or file {folder}.")
    items = expand(folders)
    if not items:
        raise NothingToSearch
    placed: list[Placed] = []
    with Engine() as engine, progress(len(items), "Reading") as advance:
        for item in items:
            try:
                placed += [Placed(item.label, passage) for passage in cut(_parts(engine, item))]
            except AppError as error:
                tell(f"{item.label}: {error.message}")
            advance(item.label)
    return placed


def _parts(engine: Engine, item: Item) -> Sequence[Part]:
    data = item.load()
    if is_document(data) or item.name.lower().endswith((".html", ".htm", ".xhtml", ".fodt")):
        return parts_of_document(engine.read(item).document)
    if item.name.lower().endswith(".json"):
        return _parts_of_json(engine, item, data)
    return parts_of_text(decode(data))


def _parts_of_json(engine: Engine, item: Item, data: bytes) -> Sequence[Part]:
    try:
        return parts_of_resume(engine.read_cv(item).resume)
    except AppError:
        # Some other JSON: what is written in it is still text.
        return parts_of_text(json.dumps(json.loads(data), ensure_ascii=False, indent=1))


def _embedder() -> "Embedder | None":
    settings = load_settings()
    return open_embedders(settings.home / "models", settings.embeddings, settings.embeddings_before).current


def _vectors(
    embedder: "Embedder | None", passages: Sequence[Passage], query: str
) -> "tuple[npt.NDArray[np.float32] | None, npt.NDArray[np.float32] | None]":
    """The vectors of the passages and of the query; none where the embedder fails, and words go on alone."""
    if embedder is None or not passages:
        return None, None
    import numpy as np

    texts = [f"{p.heading}\n{p.text}" if p.heading else p.text for p in passages]

    async def embed() -> tuple[list[Any], Any]:
        return await embedder.passages(texts), await embedder.query(query)

    try:
        found, vector = asyncio.run(embed())
    except AppError as error:
        tell(f"Searching by words alone: {error.message}")
        return None, None
    return np.stack(found), vector
