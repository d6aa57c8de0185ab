"""What features depend on: settings, roles with their frozen inputs and outputs, ledger and budget.

A feature asks for a role (``Reviewer``, ``Tailor`` ...) and gets values of ``domain`` back. Whatever a model
said has been held against the CV or the passages by then: what cannot be verified is dropped and counted, or
handed over with the reasons against it. Errors are those of ``errors``.

What comes back is text that a model wrote: render it as text, never as markup.
"""

from typing import Protocol

from candidacy.ai_agents.interface.applying import (
    Interviewer,
    InterviewPreparation,
    InterviewQuestion,
    InterviewRequest,
    Letter,
    LetterKind,
    LetterRequest,
    LetterWriter,
    Proposals,
    Tailor,
    TailorRequest,
)
from candidacy.ai_agents.interface.calls import (
    BudgetGate,
    CallOutcome,
    CallRecord,
    ChosenVersion,
    Estimate,
    Ledger,
    PromptChooser,
    Usage,
)
from candidacy.ai_agents.interface.reviewing import (
    Observation,
    ObservationKind,
    Observations,
    Reviewer,
    ReviewRequest,
)
from candidacy.ai_agents.interface.settings import (
    CallLimits,
    ModelSettings,
    Prices,
    ProviderKind,
)
from candidacy.ai_agents.interface.told import (
    Degraded,
    Made,
    ModelCheck,
    Progress,
    Thread,
    Tone,
)
from candidacy.ai_agents.interface.writing import (
    Anew,
    Answerer,
    AnswerGiven,
    AskRequest,
    Citation,
    Draft,
    Piece,
    SourcePassage,
    Statement,
    Writer,
    WriteRequest,
    WritingTask,
    Written,
)
from candidacy.domain.tailoring.letters import RefusedSentence


class Roles(Protocol):
    """All roles on one configured model."""

    @property
    def reviewer(self) -> Reviewer: ...

    @property
    def tailor(self) -> Tailor: ...

    @property
    def letter_writer(self) -> LetterWriter: ...

    @property
    def interviewer(self) -> Interviewer: ...

    @property
    def writer(self) -> Writer: ...

    @property
    def answerer(self) -> Answerer: ...


__all__ = [
    "Anew",
    "AnswerGiven",
    "Answerer",
    "AskRequest",
    "BudgetGate",
    "CallLimits",
    "CallOutcome",
    "CallRecord",
    "ChosenVersion",
    "Citation",
    "Degraded",
    "Draft",
    "Estimate",
    "InterviewPreparation",
    "InterviewQuestion",
    "InterviewRequest",
    "Interviewer",
    "Ledger",
    "Letter",
    "LetterKind",
    "LetterRequest",
    "LetterWriter",
    "Made",
    "ModelCheck",
    "ModelSettings",
    "Observation",
    "ObservationKind",
    "Observations",
    "Piece",
    "Prices",
    "Progress",
    "PromptChooser",
    "Proposals",
    "ProviderKind",
    "RefusedSentence",
    "ReviewRequest",
    "Reviewer",
    "Roles",
    "SourcePassage",
    "Statement",
    "Tailor",
    "TailorRequest",
    "Thread",
    "Tone",
    "Usage",
    "WriteRequest",
    "Writer",
    "WritingTask",
    "Written",
]
