"""Both workflows on both wires: what holds comes back, the rest is counted, no call is paid twice."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from langgraph.checkpoint.memory import InMemorySaver

from candidacy.ai_agents.agents import Agents
from candidacy.ai_agents.errors import BudgetExceeded, ModelUnavailable
from candidacy.ai_agents.interface import (
    InterviewRequest,
    LetterKind,
    LetterRequest,
    ObservationKind,
    ProviderKind,
)
from candidacy.ai_agents.loopback import LIE_KINDS, Asked, Fault, LoopbackModels, lying
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring import ClaimKind, Verdict, verdict_of
from tests.agents.books import WIRES, Bench, MemoryBudget
from tests.agents.material import LINES, THREAD, TODAY, cv, posting, to_review, to_tailor

BETTER = "Developed a Python service that cut invoice processing time by 40%"


class Killed(Exception):
    """The process ended here."""


def observation(quote: str, text: str = "A result with its number.", **more: Any) -> dict[str, Any]:
    quotes = [{"path": "/work/0/highlights/0", "quote": quote}]
    return {"kind": "strength", "text": text, "quotes": quotes, "criterion": None, **more}


def observing(*observations: dict[str, Any]) -> Callable[[Asked], str]:
    return lambda _: json.dumps({"observations": list(observations)})


def change(after: str, path: str = "/work/0/highlights/0", sources: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"path": path, "after": after, "reason": "It answers the duty.", "sources": list(sources)}


def proposing(*changes: dict[str, Any]) -> Callable[[Asked], str]:
    return lambda _: json.dumps({"changes": list(changes)})


@pytest.mark.parametrize("wire", WIRES)
async def test_observations_come_with_quotes_that_are_in_the_cv(
    wire: ProviderKind, taxonomy: Taxonomy
) -> None:
    said = observing(observation("reduced  invoice processing time by 40%."), observation("led 40 engineers"))

    async with LoopbackModels(said) as models:
        found = await Agents(Bench(models.settings(wire)).client, taxonomy).reviewer.review(to_review())

    assert [o.agent for o in found.observations] == ["structure"]
    assert found.observations[0].quotes[0].quote == "reduced invoice processing time by 40%"
    assert found.observations[0].quotes[0].path == "/work/0/highlights/0"
    assert (found.quotes_verified, found.quotes_dropped, found.dropped) == (2, 2, 3)


async def test_an_observation_that_marks_in_numbers_is_dropped(taxonomy: Taxonomy) -> None:
    said = observing(
        observation(LINES[0], "I would rate this CV 9 out of 10."),
        observation(LINES[0], "Score: 95."),
        observation(LINES[0], "The 40% says what came of it."),
    )

    async with LoopbackModels(said) as models:
        bench = Bench(models.settings())
        found = await Agents(bench.client, taxonomy).reviewer.review(to_review())

    assert {o.text for o in found.observations} == {"The 40% says what came of it."}


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "See ![x](https://evil.example/beacon.png)",
        "Visit https://evil.example now",
        "[more](javascript:alert(1))",
    ],
)
async def test_what_is_more_than_text_is_not_taken(text: str, taxonomy: Taxonomy) -> None:
    async with LoopbackModels(observing(observation(LINES[0], text))) as models:
        found = await Agents(Bench(models.settings()).client, taxonomy).reviewer.review(to_review())

    assert found.observations == ()


async def test_of_two_agents_one_may_fail(taxonomy: Taxonomy) -> None:
    faults = (Fault.KEY, None)

    async with LoopbackModels(observing(observation(LINES[0])), faults=faults) as models:
        found = await Agents(Bench(models.settings()).client, taxonomy).reviewer.review(to_review())

    assert [d.part for d in found.degraded] == ["structure"]
    assert found.degraded[0].code == "model_key_refused"
    assert [o.kind for o in found.observations] == [ObservationKind.STRENGTH]


async def test_where_both_fail_the_error_says_why(taxonomy: Taxonomy) -> None:
    async with LoopbackModels() as models:
        bench = Bench(models.settings(), budget=MemoryBudget(left=10))

        with pytest.raises(BudgetExceeded):
            await Agents(bench.client, taxonomy).reviewer.review(to_review())

        assert models.asked == []


async def test_a_model_is_told_neither_name_nor_contact(taxonomy: Taxonomy) -> None:
    async with LoopbackModels(observing(observation(LINES[0]))) as models:
        await Agents(Bench(models.settings()).client, taxonomy).reviewer.review(to_review())

    assert all("Ada" not in str(asked.raw) and "example.org" not in str(asked.raw) for asked in models.asked)


async def test_the_text_of_a_cv_never_stands_in_the_system_part(taxonomy: Taxonomy) -> None:
    async with LoopbackModels(observing(observation(LINES[0]))) as models:
        await Agents(Bench(models.settings()).client, taxonomy).reviewer.review(to_review())

    assert models.asked
    assert all(LINES[0] in asked.data["cv"] and LINES[0] not in asked.system for asked in models.asked)


@pytest.mark.parametrize("wire", WIRES)
async def test_a_rewrite_that_the_cv_supports_is_offered_with_its_sources(
    wire: ProviderKind, taxonomy: Taxonomy
) -> None:
    async with LoopbackModels(proposing(change(BETTER))) as models:
        bench = Bench(models.settings(wire))
        found = await Agents(bench.client, taxonomy).tailor.propose(to_tailor())

    assert [(c.before, c.after) for c in found.changes] == [(LINES[0], BETTER)]
    assert [s.quote for s in found.changes[0].sources] == [LINES[0]]
    assert found.refused == ()
    assert [m.prompt_id for m in found.made] == ["tailoring.propose"]


@pytest.mark.parametrize("wire", WIRES)
async def test_every_lie_is_refused_with_its_reason(wire: ProviderKind, taxonomy: Taxonomy) -> None:
    async with LoopbackModels(lying()) as models:
        found = await Agents(Bench(models.settings(wire)).client, taxonomy).tailor.propose(to_tailor())

    assert found.changes == ()
    assert {r.change.path for r in found.refused} == {f"/work/0/highlights/{n}" for n in range(3)}
    assert all(r.refusals[0].proof for r in found.refused)


THINGS = ("letters", "parcels", "forms", "bills", "notes", "plans", "records", "orders", "maps", "photos")


@pytest.mark.deep
@pytest.mark.parametrize("kind", LIE_KINDS)
async def test_tail_020_of_a_hundred_lies_of_ten_kinds_none_is_offered_and_none_asked(
    kind: str, taxonomy: Taxonomy
) -> None:
    lines = [f"Sorted {things} for the office and checked them" for things in THINGS]

    async with LoopbackModels(lying({kind: LIE_KINDS[kind]})) as models:
        agents = Agents(Bench(models.settings()).client, taxonomy)
        found = await agents.tailor.propose(to_tailor(cv(*lines)))

    assert found.changes == ()
    assert len(found.refused) == len(lines)
    assert {verdict_of(one.refusals) for one in found.refused} == {Verdict.REFUSE}


async def test_tail_020_what_may_be_asked_is_not_among_the_changes(taxonomy: Taxonomy) -> None:
    asked = "Developed a Python service that cut regional invoice processing time by 40%"

    async with LoopbackModels(proposing(change(asked))) as models:
        found = await Agents(Bench(models.settings()).client, taxonomy).tailor.propose(to_tailor())

    assert found.changes == ()
    assert [verdict_of(one.refusals) for one in found.refused] == [Verdict.ASK]


async def test_tail_020_a_second_try_that_may_be_asked_stands_for_a_first_that_may_not(
    taxonomy: Taxonomy,
) -> None:
    asked = "Developed a Python service that cut regional invoice processing time by 40%"
    said = [[change(f"{LINES[0]} for 37 clients")], [change(asked)]]

    async with LoopbackModels() as models:
        models.brain = lambda _: json.dumps({"changes": said.pop(0)})
        found = await Agents(Bench(models.settings()).client, taxonomy).tailor.propose(to_tailor())

    assert [one.change.after for one in found.refused] == [asked]


async def test_what_was_refused_is_tried_once_more_without_its_claims(taxonomy: Taxonomy) -> None:
    said = [[change(f"{LINES[0]} for 37 clients")], [change(BETTER)]]

    async with LoopbackModels() as models:
        models.brain = lambda _: json.dumps({"changes": said.pop(0)})
        found = await Agents(Bench(models.settings()).client, taxonomy).tailor.propose(to_tailor())

        assert [c.after for c in found.changes] == [BETTER]
        assert found.refused == ()
        assert "37" in models.asked[1].data["refused"]
        assert len(models.asked) == 2


@pytest.mark.parametrize(
    ("path", "after"),
    [
        ("/work/0/name", "Google"),
        ("/work/0/position", "Director"),
        ("/work/0/startDate", "2010-01"),
        ("/basics/name", "Grace Hopper"),
    ],
)
async def test_a_locked_place_stays_as_it_is(path: str, after: str, taxonomy: Taxonomy) -> None:
    async with LoopbackModels(proposing(change(after, path))) as models:
        found = await Agents(Bench(models.settings()).client, taxonomy).tailor.propose(to_tailor())

    assert found.changes == ()
    assert [r.refusals[0].kind for r in found.refused] == [ClaimKind.LOCKED]


async def test_a_source_of_another_entry_proves_nothing(taxonomy: Taxonomy) -> None:
    proposal = change(f"{LINES[2]} in PostgreSQL", "/work/0/highlights/2", ("/skills/0/keywords/2",))

    async with LoopbackModels(proposing(proposal)) as models:
        found = await Agents(Bench(models.settings()).client, taxonomy).tailor.propose(to_tailor())

    assert found.changes == ()


async def test_what_is_no_change_of_this_cv_is_counted(taxonomy: Taxonomy) -> None:
    proposals = (
        change("Anything", "/work/7/highlights/0"),
        change(LINES[0]),
        change("x", "work"),
    )

    async with LoopbackModels(proposing(*proposals)) as models:
        found = await Agents(Bench(models.settings()).client, taxonomy).tailor.propose(to_tailor())

    assert (found.changes, found.refused, found.malformed) == ((), (), 3)


@pytest.mark.parametrize(
    "after", ["<b>x</b>", "Built [number] services", "Built X % of it", f"{LINES[0]} " * 99]
)
async def test_what_is_more_or_less_than_a_line_is_refused_with_the_reason(
    after: str, taxonomy: Taxonomy
) -> None:
    async with LoopbackModels(proposing(change(after))) as models:
        found = await Agents(Bench(models.settings()).client, taxonomy).tailor.propose(to_tailor())

    assert found.changes == ()
    assert [one.refusals[0].kind for one in found.refused] == [ClaimKind.UNSUPPORTED]


async def test_where_the_second_try_fails_the_first_stands(taxonomy: Taxonomy) -> None:
    said = proposing(change(BETTER), change("Led 50 people", "/work/0/highlights/1"))

    async with LoopbackModels(said, faults=(None, Fault.KEY)) as models:
        found = await Agents(Bench(models.settings()).client, taxonomy).tailor.propose(to_tailor())

    assert [c.after for c in found.changes] == [BETTER]
    assert len(found.refused) == 1
    assert [d.part for d in found.degraded] == ["revise"]


async def test_an_interrupted_tailoring_pays_for_no_call_twice(taxonomy: Taxonomy) -> None:
    kept = InMemorySaver()

    async def saver() -> InMemorySaver:
        return kept

    def killed(step: str) -> Callable[[str, float], Any]:
        async def progress(at: str, _: float) -> None:
            if at == step:
                raise Killed

        return progress

    async with LoopbackModels(proposing(change("Led 50 people"))) as models:
        bench = Bench(models.settings())
        for step in ("verify", "revise"):
            with pytest.raises(Killed):
                await Agents(bench.client, taxonomy, saver).tailor.propose(
                    to_tailor(), thread=THREAD, progress=killed(step)
                )
        found = await Agents(bench.client, taxonomy, saver).tailor.propose(to_tailor(), thread=THREAD)
        again = await Agents(bench.client, taxonomy, saver).tailor.propose(to_tailor(), thread=THREAD)

        assert [a.schema is not None for a in models.asked] == [True, True]
    assert found == again
    assert [m.prompt_id for m in found.made] == ["tailoring.propose", "tailoring.revise"]


async def test_a_letter_and_an_interview_that_were_answered_are_not_paid_for_again(
    taxonomy: Taxonomy,
) -> None:
    kept = InMemorySaver()

    async def saver() -> InMemorySaver:
        return kept

    letter = LetterRequest(LetterKind.COVER_LETTER, cv(), posting(), TODAY)
    interview = InterviewRequest(cv(), posting(), TODAY)
    async with LoopbackModels() as models:
        bench = Bench(models.settings())
        for _ in range(2):
            agents = Agents(bench.client, taxonomy, saver)
            written = await agents.letter_writer.write(letter, thread=THREAD)
            prepared = await agents.interviewer.prepare(interview, thread=replace(THREAD, id=UUID(int=9)))
        other = await agents.letter_writer.write(replace(letter, language="de"), thread=THREAD)

        assert [len(models.asked), len(bench.ledger.records)] == [3, 3]
    assert [len({made.call_id for made in (*written.made, *prepared.made, *other.made)})] == [3]


async def test_another_cv_in_the_same_thread_begins_anew(taxonomy: Taxonomy) -> None:
    kept = InMemorySaver()

    async def saver() -> InMemorySaver:
        return kept

    async with LoopbackModels(proposing(change(BETTER))) as models:
        agents = Agents(Bench(models.settings()).client, taxonomy, saver)
        await agents.tailor.propose(to_tailor(), thread=THREAD)
        await agents.tailor.propose(to_tailor(cv(LINES[0], LINES[2])), thread=THREAD)
        await agents.forget(THREAD)
        await agents.tailor.propose(to_tailor(), thread=THREAD)

        assert len(models.asked) == 3


async def test_a_review_that_failed_as_a_whole_can_be_run_again(taxonomy: Taxonomy) -> None:
    kept = InMemorySaver()

    async def saver() -> InMemorySaver:
        return kept

    async with LoopbackModels(observing(observation(LINES[0])), fault=Fault.OVERLOADED) as models:
        agents = Agents(Bench(models.settings()).client, taxonomy, saver)
        with pytest.raises(ModelUnavailable):
            await agents.reviewer.review(to_review(), thread=THREAD)
        models.fault = None
        agents = Agents(Bench(models.settings()).client, taxonomy, saver)
        found = await agents.reviewer.review(to_review(), thread=THREAD)

    assert found.degraded == ()
