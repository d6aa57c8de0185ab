"""Writes a text of a CV anew, piece by piece, and says in the end what of it nothing supports."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from candidacy.ai_agents.client import ModelClient
from candidacy.ai_agents.evidence import (
    entry_lines,
    language_name,
    plain,
    posting_text,
    tone_words,
    unfinished,
)
from candidacy.ai_agents.interface import Made, Piece, WriteRequest, WritingTask, Written
from candidacy.domain.resume.pointer import split
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring import ClaimKind, Facts, Refusal, check_text, check_translation
from candidacy.kernel.language import sentence

_WHOLE_CV = "/basics/summary"


class PromptWriter:
    """One streamed call."""

    def __init__(self, client: ModelClient, taxonomy: Taxonomy) -> None:
        self._client, self._taxonomy = client, taxonomy

    async def write(self, request: WriteRequest) -> AsyncGenerator[Piece | Written, None]:
        """Pieces of the text, and last the whole of it. Close it to stop the model."""
        said = _Said(asks=request.task is WritingTask.QUANTIFY)
        made: Made | None = None
        async with aclosing(self._client.stream(f"writing.{request.task}", _variables(request))) as pieces:
            async for piece in pieces:
                if isinstance(piece, Made):
                    made = piece
                elif shown := said.take(piece):
                    yield Piece(shown)
        if made is not None:
            yield self._written(request, said, made)

    def _written(self, request: WriteRequest, said: "_Said", made: Made) -> Written:
        text = said.text.strip().strip('"“”')
        return Written(text, self._refusals(request, text), made, said.questions)

    def _refusals(self, request: WriteRequest, text: str) -> tuple[Refusal, ...]:
        facts = Facts(request.sourced, self._taxonomy, request.today, (request.text, *request.more))
        path = request.path or _WHOLE_CV
        translated = request.task is WritingTask.TRANSLATE
        found = (
            check_translation(text, request.text, facts, request.language)
            if translated
            else check_text(text, facts, path=path, cited=[path])
        )
        found = (*unfinished(text, known=request.text), *found)
        if plain(text, known=request.text) is None:
            strange = Refusal(
                kind=ClaimKind.UNSUPPORTED,
                claim=text[:80],
                reason=sentence("This is empty, or holds markup or an address that your text does not have."),
                proof=sentence("Ask for another alternative."),
            )
            found = (strange, *found)
        return found


class _Said:
    """What the model has said so far: the text, and behind it the questions where there are any."""

    def __init__(self, *, asks: bool) -> None:
        self._asks, self._all = asks, ""

    def take(self, piece: str) -> str:
        """What of the piece belongs to the text."""
        before = len(self.text)
        self._all += piece
        return self.text[before:]

    @property
    def text(self) -> str:
        said = self._all.lstrip()
        return said.partition("\n")[0] if self._asks else said

    @property
    def questions(self) -> tuple[str, ...]:
        if not self._asks:
            return ()
        lines = (line.strip(" -•*") for line in self._all.lstrip().partition("\n")[2].splitlines())
        asked = (
            plain(line.lstrip("?").strip()) for line in lines if line.startswith("?") or line.endswith("?")
        )
        return tuple(line for line in asked if line)[:3]


def _variables(request: WriteRequest) -> dict[str, str]:
    variables = {
        "language": language_name(request.language),
        "text": request.text,
        "entry": entry_lines(request.sourced.resume, _entry(request)),
        "posting": posting_text(request.posting),
        "not_again": "\n".join(request.instead_of),
    }
    if request.task is WritingTask.TONE:
        variables["tone"] = tone_words(request.tone)
    return variables


def _entry(request: WriteRequest) -> str | None:
    """The entry that the text stands in; None where it tells of the whole CV."""
    parts = split(request.path) if request.path else ()
    if request.task is WritingTask.SUMMARY or len(parts) < 2 or parts[0] == "basics":
        return None
    return f"/{parts[0]}/{parts[1]}"
