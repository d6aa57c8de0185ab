"""Letters, interviews, answers and rewritten texts: what holds comes back, on both wires."""

import json
from contextlib import aclosing
from typing import Any

import pytest

from candidacy.ai_agents.agents import Agents
from candidacy.ai_agents.client import Models
from candidacy.ai_agents.errors import ScriptedInProduction
from candidacy.ai_agents.interface import (
    AskRequest,
    InterviewPreparation,
    InterviewRequest,
    Letter,
    LetterKind,
    LetterRequest,
    ModelSettings,
    Piece,
    ProviderKind,
    SourcePassage,
    WriteRequest,
    WritingTask,
    Written,
)
from candidacy.ai_agents.loopback import Brain, LoopbackModels, saying
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring import ClaimKind
from candidacy.kernel.clock import FixedClock, SystemClock
from tests.agents.books import WIRES, Bench, MemoryBudget, MemoryLedger
from tests.agents.material import LINES, TODAY, cv, posting

ASKED = "run them on Kubernetes"


def sentence(text: str, about: str = "evidence", paragraph: int = 1) -> dict[str, Any]:
    return {"paragraph": paragraph, "about": about, "text": text, "sources": ["/work/0/highlights/0"]}


def to_write(**changes: Any) -> LetterRequest:
    given: dict[str, Any] = {
        "kind": LetterKind.COVER_LETTER,
        "sourced": cv(),
        "posting": posting(),
        "today": TODAY,
    }
    return LetterRequest(**{**given, **changes})


async def letter(
    brain: Brain, taxonomy: Taxonomy, wire: ProviderKind = ProviderKind.OPENAI, **changes: Any
) -> Letter:
    async with LoopbackModels(brain) as models:
        return await Agents(Bench(models.settings(wire)).client, taxonomy).letter_writer.write(
            to_write(**changes)
        )


@pytest.mark.parametrize("wire", WIRES)
async def test_a_letter_is_of_sentences_that_cv_and_posting_support(
    wire: ProviderKind, taxonomy: Taxonomy
) -> None:
    said = saying(
        {
            "sentences": [
                sentence(ASKED, "posting"),
                sentence("I helped migrate 12 legacy services to Kubernetes."),
                sentence("I led 40 engineers at Google.", paragraph=2),
                sentence("everybody loves us", "posting", paragraph=2),
            ]
        }
    )

    found = await letter(said, taxonomy, wire)

    assert found.paragraphs == (f"You ask for “{ASKED}”. I helped migrate 12 legacy services to Kubernetes.",)
    assert [r.text for r in found.refused] == ["I led 40 engineers at Google.", "everybody loves us"]
    assert all(r.refusals for r in found.refused)


@pytest.mark.parametrize(
    "lie",
    [
        "At Acme I built a Python service that reduced invoice processing time by 40%.",
        "As Backend Engineer I built a Python service.",
        "I built a Python service that reduced invoice processing time by 70%.",
        "I hold a PhD in computer science.",
        "See https://evil.example for my work.",
        "I built [number] services.",
        "I speak fluent Japanese.",
    ],
)
async def test_a_lie_stands_in_no_letter(lie: str, taxonomy: Taxonomy) -> None:
    found = await letter(saying({"sentences": [sentence(lie)]}), taxonomy)

    assert found.paragraphs == ()
    assert len(found.refused) == 1


async def test_what_was_led_elsewhere_is_not_led_here(taxonomy: Taxonomy) -> None:
    lines = cv("Led the move of the mail system", "Created graphics and video content using Canva")
    said = saying({"sentences": [sentence("I led graphics and video content using Canva.")]})

    found = await letter(said, taxonomy, sourced=lines)

    assert (found.paragraphs, len(found.refused)) == ((), 1)


async def test_a_claim_is_not_smuggled_in_as_what_the_posting_says(taxonomy: Taxonomy) -> None:
    said = saying({"sentences": [sentence("I have led teams of 12 engineers", "posting")]})

    found = await letter(said, taxonomy, posting=posting("You have led teams of 12 engineers."))

    assert found.paragraphs == ()


async def test_what_the_posting_says_is_told_in_the_letters_language(taxonomy: Taxonomy) -> None:
    said = saying({"sentences": [sentence(ASKED, "posting")]})

    letters = [await letter(said, taxonomy, language=language) for language in ("de", "xx")]

    assert [one.paragraphs[0].count(ASKED) for one in letters] == [1, 1]
    assert letters[0].paragraphs != letters[1].paragraphs


def question(number: int | None, text: str = "", quote: str = LINES[0], *answer: str) -> dict[str, Any]:
    quotes = [{"path": "/work/0/highlights/0", "quote": quote}]
    text = text or "How did you build the service?"
    return {"question": text, "requirement": number, "quotes": quotes, "answer": list(answer)}


async def prepared(
    taxonomy: Taxonomy, *questions: dict[str, Any], wire: ProviderKind = ProviderKind.OPENAI
) -> InterviewPreparation:
    async with LoopbackModels(saying({"questions": questions})) as models:
        agents = Agents(Bench(models.settings(wire)).client, taxonomy)
        return await agents.interviewer.prepare(InterviewRequest(cv(), posting(), TODAY))


@pytest.mark.parametrize("wire", WIRES)
async def test_tail_023_questions_of_an_interview_come_with_the_persons_own_lines(
    wire: ProviderKind, taxonomy: Taxonomy
) -> None:
    found = await prepared(
        taxonomy,
        question(None, "What did you learn?", "led 40"),
        question(9, "What was hard?", LINES[1]),
        question(0, "How did you build the service?"),
        wire=wire,
    )

    assert [q.requirement for q in found.questions] == [0, None, None]
    assert [q.quote for q in found.questions[0].evidence] == [LINES[0]]
    assert (found.quotes_verified, found.quotes_dropped) == (2, 1)


async def test_tail_023_of_an_answer_what_the_cv_does_not_support_is_left_out_and_told(
    taxonomy: Taxonomy,
) -> None:
    true, lie = "I helped migrate 12 legacy services to Kubernetes.", "I led 40 engineers at Google."

    found = await prepared(taxonomy, question(0, "", LINES[1], f"{true} {lie}", "<script>alert(1)</script>"))

    (answer,) = found.questions[0].answer
    assert (answer.text, answer.sources[0].quote) == (true, LINES[1])
    assert [one.text for one in found.refused] == [lie, "<script>alert(1)</script>"]


@pytest.mark.parametrize(
    "told",
    [
        "How did you lead 300 people at Siemens?",
        "As a Vice President, how did you use Terraform?",
        "How did your PhD in Physics help?",
        "Would you give this person 10 out of 10?",
        "Hire this person at once.",
        "Have you seen https://evil.example?",
        f"{'Why ' * 80}?",
    ],
)
async def test_tail_023_a_question_that_tells_something_of_its_own_is_dropped(
    told: str, taxonomy: Taxonomy
) -> None:
    found = await prepared(taxonomy, question(0, told), question(0), question(0))

    assert [one.question for one in found.questions] == [question(0)["question"]]
    assert found.dropped == 2


PASSAGES = (
    SourcePassage("p1", "Harbour", "Ada built a service that 300 people use."),
    SourcePassage("p2", "Garden", "She grows roses."),
)


def answering(*statements: tuple[str, str, str]) -> Brain:
    made = [{"text": t, "citations": [{"passage": p, "quote": q}]} for t, p, q in statements]
    return saying({"statements": made})


@pytest.mark.parametrize("wire", WIRES)
async def test_an_answer_cites_words_that_stand_there(wire: ProviderKind, taxonomy: Taxonomy) -> None:
    said = answering(
        ("Ada built a service.", "p1", "built a service"),
        ("300 people use it.", "p2", "300 people use"),
        ("900 people use it.", "p1", "300 people use"),
        ("She has a PhD.", "p1", "holds a PhD"),
        ("<b>Roses</b>", "p2", "She grows roses"),
    )

    async with LoopbackModels(said) as models:
        agents = Agents(Bench(models.settings(wire)).client, taxonomy)
        found = await agents.answerer.answer(AskRequest("What did Ada build?", PASSAGES))

    assert [s.text for s in found.statements] == ["Ada built a service.", "300 people use it."]
    assert [s.citations[0].passage_id for s in found.statements] == ["p1", "p1"]
    first = found.statements[0].citations[0]
    assert PASSAGES[0].text[first.start : first.end] == first.quote == "built a service"
    assert found.dropped == 3


async def test_without_passages_no_model_is_asked(taxonomy: Taxonomy) -> None:
    async with LoopbackModels() as models:
        found = await Agents(Bench(models.settings()).client, taxonomy).answerer.answer(
            AskRequest("What?", ())
        )

        assert (found.statements, models.asked) == ((), [])


async def written(
    said: str,
    taxonomy: Taxonomy,
    task: WritingTask = WritingTask.IMPROVE,
    wire: ProviderKind = ProviderKind.OPENAI,
) -> tuple[str, Written]:
    request = WriteRequest(task, LINES[0], "/work/0/highlights/0", cv(), TODAY, language="de")
    pieces: list[str] = []
    async with LoopbackModels(saying(said)) as models:
        writer = Agents(Bench(models.settings(wire)).client, taxonomy).writer
        async with aclosing(writer.write(request)) as stream:
            async for piece in stream:
                if isinstance(piece, Written):
                    return "".join(pieces), piece
                assert isinstance(piece, Piece)
                pieces.append(piece.text)
    raise AssertionError("it ends with the whole text")


@pytest.mark.parametrize("wire", WIRES)
async def test_a_text_comes_in_pieces_and_then_as_a_whole(wire: ProviderKind, taxonomy: Taxonomy) -> None:
    text = "Developed a Python service that cut invoice processing time by 40%"

    streamed, whole = await written(text, taxonomy, wire=wire)

    assert streamed == whole.text == text
    assert (whole.refusals, whole.made.prompt_id) == ((), "writing.improve")


async def test_what_a_rewrite_makes_up_is_told_with_it(taxonomy: Taxonomy) -> None:
    _, whole = await written(f"{LINES[0]} for 37 clients", taxonomy)

    assert [r.kind for r in whole.refusals][:1] == [ClaimKind.NUMBER]


async def test_quantify_asks_behind_the_text(taxonomy: Taxonomy) -> None:
    said = f"{LINES[0]}\n? How many invoices a month?\n? How much money was that?\nAnd more."

    streamed, whole = await written(said, taxonomy, WritingTask.QUANTIFY)

    assert streamed == whole.text == LINES[0]
    assert whole.questions == ("How many invoices a month?", "How much money was that?")


async def test_of_a_translation_numbers_are_checked(taxonomy: Taxonomy) -> None:
    _, true = await written(
        "Einen Dienst gebaut, der die Zeit um 40% senkte", taxonomy, WritingTask.TRANSLATE
    )
    _, false = await written(
        "Einen Dienst gebaut, der die Zeit um 90% senkte", taxonomy, WritingTask.TRANSLATE
    )

    assert true.refusals == ()
    assert [r.kind for r in false.refusals] == [ClaimKind.NUMBER]


@pytest.mark.parametrize(
    "said", ["Cut costs by [how much?]", "Cut costs by X%", "Built it. How many people used it?"]
)
async def test_a_text_that_leaves_something_open_is_told_as_such(said: str, taxonomy: Taxonomy) -> None:
    _, whole = await written(said, taxonomy, WritingTask.QUANTIFY)

    assert "leaves something open" in whole.refusals[0].reason


@pytest.mark.parametrize("said", ["<script>alert(1)</script>", "![x](https://evil.example/x.png)", '""'])
async def test_a_text_with_markup_or_none_is_told_as_such(said: str, taxonomy: Taxonomy) -> None:
    _, whole = await written(said, taxonomy)

    assert "markup" in whole.refusals[0].reason


SCRIPTED = ModelSettings(provider=ProviderKind.SCRIPTED, model="double")


def test_the_double_refuses_to_run_in_production() -> None:
    with pytest.raises(ScriptedInProduction):
        Models(clock=SystemClock(), production=True).client(
            SCRIPTED, ledger=MemoryLedger(), budget=MemoryBudget()
        )


async def test_the_double_answers_by_its_script(clock: FixedClock, taxonomy: Taxonomy) -> None:
    models = Models(clock=clock, production=False, script=lambda _: json.dumps({"ready": True}))

    check = await models.client(SCRIPTED, ledger=MemoryLedger(), budget=MemoryBudget()).check()

    assert check.usable
