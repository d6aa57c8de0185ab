from datetime import timedelta

import pytest

from candidacy.features.audit.errors import TooYoung
from candidacy.features.audit.policies import LEAST_KEPT, TITLES, require_old, summary_of, title_of
from candidacy.features.audit.public import on_decided
from candidacy.kernel.clock import FixedClock
from candidacy.kernel.events import Decided
from candidacy.kernel.ids import WorkspaceId, uuid7


def test_audit_005_a_kind_is_said_in_words() -> None:
    assert title_of("password.changed") == "Password changed"


def test_a_kind_of_a_later_release_is_said_as_well_as_can_be() -> None:
    assert title_of("robot.switched_on") == "Robot: switched on"


def test_every_title_is_a_sentence_of_its_own() -> None:
    assert len(set(TITLES.values())) == len(TITLES)
    assert all(title[0].isupper() for title in TITLES.values())


@pytest.mark.parametrize(
    ("category", "detail", "said"),
    [
        ("security", {"ip": "192.0.2.1", "device": "Firefox"}, ("Firefox", "192.0.2.1")),
        ("security", {"because": "revoked"}, ("ended from the account",)),
        ("security", {"role": "editor", "state": "active"}, ("role editor",)),
        ("security", {"fields": ["name", "retention_days"]}, ("name", "retention days")),
        ("security", {"cvs": 2, "postings": 0, "files": 1}, ("2 CVs", "1 file")),
        ("security", {"cvs": 1, "postings": 1}, ("1 CV", "1 job")),
        ("security", {"postings": 2, "files": 3}, ("2 jobs", "3 files")),
        ("security", {"because": "Spam", "state": "suspended"}, ("Spam", "suspended")),
        ("security", {"by": "whoever runs this server"}, ("by whoever runs this server",)),
        ("security", {"by": "gpt-5", "fields": ["top_p"]}, ("by gpt-5", "top p")),
        ("security", {}, ()),
        (
            "decision",
            {"by": "match-1", "decider": "machine", "outcome": {"score": 71.5, "band": "good"}},
            ("71.5 of 100", "good", "by match-1"),
        ),
        ("decision", {"by": "", "decider": "human", "outcome": {}}, ("a person decided",)),
        ("decision", {"outcome": {"verdict": "later", "reason": "Away"}}, ("later", "Away")),
    ],
)
def test_what_else_there_is_to_say_stands_in_a_few_sentences(
    category: str, detail: dict[str, object], said: tuple[str, ...]
) -> None:
    assert summary_of(category, detail) == said


def test_audit_007_what_is_under_six_months_old_is_not_deleted(clock: FixedClock) -> None:
    require_old(clock.now() - LEAST_KEPT, clock.now())

    with pytest.raises(TooYoung):
        require_old(clock.now() - LEAST_KEPT + timedelta(seconds=1), clock.now())


async def test_no_decisions_ask_the_database_nothing() -> None:
    class Session:
        asked = 0

        async def execute(self, *_: object) -> None:
            self.asked += 1

    session = Session()
    await on_decided(Decided(WorkspaceId(uuid7()), None, []), session)  # type: ignore[arg-type] # Only counts.

    assert session.asked == 0
