"""Questions from what a posting asks for, with the person's own evidence, and gaps told truthfully."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

import yaml

from candidacy.domain.matching import (
    Evidence,
    PreparedPosting,
    RequirementMatch,
    Status,
    prepare_cv,
    score,
)
from candidacy.domain.postings import Importance, RequirementKind
from candidacy.domain.resume import SourcedResume
from candidacy.domain.resume.experience import months_between
from candidacy.domain.resume.pointer import leaves
from candidacy.domain.review.figures import figures_in
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring.interview.schema import Chapter, Preparation, Question
from candidacy.domain.tailoring.places import entry_of
from candidacy.domain.tailoring.schema import Source
from candidacy.kernel.errors import Invalid

_MOST = 12
"""Questions of one chapter; nobody prepares more."""
_LINE = re.compile(r"/(?:work|volunteer|projects)/\d+/(?:highlights/\d+|summary|description)")
_LONGEST = 120
_PAUSE = 6
"""Months between two jobs that an interviewer asks about."""


class UnknownInterviewLanguage(Invalid):
    """Questions can be in English, German, Spanish or French: choose en, de, es or fr."""

    code = "unknown_interview_language"


@cache
def _data() -> Mapping[str, Mapping[str, Any]]:
    source = resources.files("candidacy.domain.tailoring.interview") / "questions.yaml"
    data: Mapping[str, Mapping[str, Any]] = yaml.safe_load(source.read_text("utf-8"))
    return data


def interview_languages() -> tuple[str, ...]:
    """The languages (ISO 639-1) that questions can be in."""
    return tuple(_data())


def interview(
    sourced: SourcedResume,
    prepared: PreparedPosting,
    taxonomy: Taxonomy,
    *,
    today: date,
    language: str = "en",
) -> Preparation:
    """What to have ready; no model is needed. Raises UnknownInterviewLanguage."""
    if language not in _data():
        raise UnknownInterviewLanguage
    found = score(prepare_cv(sourced, taxonomy, today), prepared)
    asked = [r for r in found.requirements if r.kind is not RequirementKind.LOCATION]
    asked.sort(key=lambda r: (r.importance is not Importance.MUST, -r.weight))
    return _Preparing(sourced, language, today).made(asked)


class _Preparing:
    def __init__(self, sourced: SourcedResume, language: str, today: date) -> None:
        self._sourced, self._language, self._today = sourced, language, today
        self._words = _data()[language]
        self._values = dict(leaves(sourced.resume.to_json_resume()))

    def made(self, asked: Sequence[RequirementMatch]) -> Preparation:
        shown = [r for r in asked if r.status is Status.MET]
        gaps = [r for r in asked if r.status is not Status.MET]
        chapters = {
            "requirements": [self._shown(r) for r in shown[:_MOST]],
            "gaps": [self._gap(r) for r in gaps[:_MOST]],
            "person": [*self._person(), *self._pauses()],
            "ask": [Question(text=text) for text in self._words["ask"]],
        }
        return Preparation(
            language=self._language,
            chapters=tuple(
                Chapter(name=name, title=self._words["titles"][name], questions=tuple(questions))
                for name, questions in chapters.items()
                if questions
            ),
        )

    def _shown(self, one: RequirementMatch) -> Question:
        line = next((e for e in one.evidence if _LINE.fullmatch(e.path)), None)
        told = line or next(iter(one.evidence), None)
        return Question(
            text=str(self._words[one.kind.value]).format(asked=_asked(one)),
            about=one.text,
            status=one.status,
            prompts=tuple(self._star(line)) if line else tuple(self._star_without(told)),
            sources=self._sources(told) if told else (),
        )

    def _star(self, line: Evidence) -> Iterator[str]:
        """Situation, task, action and result, as far as the line and its entry say them."""
        star, where = self._words["star"], self._where(line.path)
        yield star["situation"].format(where=where) if where else star["situation_bare"]
        yield star["task"]
        yield star["action"].format(line=_short(line.quote))
        yield star["action_more"]
        figures = figures_in(line.quote)
        yield star["result_told"].format(figure=figures[0]) if figures else star["result_untold"]

    def _star_without(self, told: Evidence | None) -> Iterator[str]:
        star = self._words["star"]
        yield star["situation_bare"]
        yield star["task"]
        yield star["action"].format(line=_short(told.quote)) if told else star["action_more"]
        yield star["result_untold"]

    def _gap(self, one: RequirementMatch) -> Question:
        words = self._words["partial" if one.status is Status.PARTIAL else "missing"]
        nearest = next((e for e in one.evidence if _LINE.fullmatch(e.path)), None)
        near = [words["nearest"].format(line=_short(nearest.quote))] if nearest else []
        return Question(
            text=str(self._words["gap"]).format(asked=_asked(one)),
            about=one.text,
            status=one.status,
            prompts=(words["honest"], *near, words["learning"]),
            sources=self._sources(nearest) if nearest else (),
        )

    def _person(self) -> Iterator[Question]:
        for text, prompt in self._words["person"]:
            yield Question(text=text, prompts=(prompt,))

    def _pauses(self) -> Iterator[Question]:
        """Times of months in which no entry says what somebody did."""
        dated = [w for w in self._sourced.resume.work if w.start_date]
        periods = sorted((w.start_date or "", w.end_date or "9999") for w in dated)
        reached = periods[0][1] if periods else ""
        for _, (start, end) in pairwise(periods):
            months = months_between(reached, start, self._today).months if reached < start else 0
            if months > _PAUSE and len(reached) > len("2019") and len(start) > len("2019"):
                text, prompt = self._words["gap_of_time"]
                yield Question(text=text.format(start=reached, end=start), prompts=(prompt,))
            reached = max(reached, end)

    def _where(self, path: str) -> str:
        entry = entry_of(path)
        names = [self._values.get(f"{entry}/{m}") for m in ("position", "name", "organization")]
        dates = [self._values.get(f"{entry}/{m}") for m in ("startDate", "endDate")]
        told = [name for name in names if name]
        period = " – ".join(one for one in dates if one)
        return ", ".join([*told[:2], *([period] if period else [])])

    def _sources(self, one: Evidence) -> tuple[Source, ...]:
        quote = self._values.get(one.path)
        if quote is None:
            return ()
        return (Source(path=one.path, quote=quote, spans=self._sourced.spans_at(one.path)),)


def _asked(one: RequirementMatch) -> str:
    return _short(one.text).rstrip(".;,:")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
