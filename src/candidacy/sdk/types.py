"""What the service takes and gives, made of its OpenAPI document."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


Box: TypeAlias = 'list[Any]'

Category: TypeAlias = 'Literal["saved", "applied", "screening", "interview", "offer", "accepted", "rejected", "withdrawn"]'

Importance: TypeAlias = 'Literal["must", "nice"]'

JobStatus: TypeAlias = 'Literal["queued", "running", "succeeded", "failed", "cancelled"]'

Period: TypeAlias = 'Literal["year", "month", "week", "day", "hour"]'

Permission: TypeAlias = 'Literal["files:read", "files:write", "cvs:read", "cvs:write", "postings:read", "postings:write", "reviews:read", "reviews:write", "matches:read", "matches:write", "portfolio:read", "portfolio:write", "applications:read", "applications:write", "jobs:read", "jobs:write", "workspace:read", "workspace:write", "workspace:export", "workspace:transfer", "workspace:delete", "members:read", "members:write", "audit:read", "search:read", "models:read", "models:write"]'

Purpose: TypeAlias = 'Literal["cv", "posting"]'

RequirementKind: TypeAlias = 'Literal["skill", "experience", "education", "language", "licence", "location", "duty"]'

Role: TypeAlias = 'Literal["viewer", "editor", "admin", "owner"]'

class ActionOut(TypedDict):
    kind: Literal["task", "interview", "follow_up"]
    application_id: str
    title: str
    organization: str
    what: str
    at: str
    zone: str
    is_late: bool


class ApplicationDetail(TypedDict):
    id: str
    title: str
    organization: str
    stage_id: str
    stage: str
    category: Category
    moved_at: str
    applied_at: str | None
    archived_at: str | None
    url: str
    location: str
    source: str
    tags: list[str]
    salary: SalaryOut | None
    posting_id: str | None
    cv_id: str | None
    cv_title: str | None
    cv_number: int | None
    match: MatchThen | None
    version: int
    created_at: str
    updated_at: str
    notes: str
    posting: dict[str, Any] | None
    contacts: list[ContactOut]
    tasks: list[TaskOut]
    interviews: list[InterviewOut]
    documents: list[ApplicationsDocumentOut]


class ApplicationIn(TypedDict):
    title: NotRequired[str]
    organization: NotRequired[str]
    stage_id: NotRequired[str | None]
    posting_id: NotRequired[str | None]
    posting: NotRequired[PostingSource | None]
    url: NotRequired[str]
    location: NotRequired[str]
    source: NotRequired[str]
    tags: NotRequired[list[str]]
    notes: NotRequired[str]
    salary: NotRequired[SalaryIn | None]


class ApplicationOut(TypedDict):
    id: str
    title: str
    organization: str
    stage_id: str
    stage: str
    category: Category
    moved_at: str
    applied_at: str | None
    archived_at: str | None
    url: str
    location: str
    source: str
    tags: list[str]
    salary: SalaryOut | None
    posting_id: str | None
    cv_id: str | None
    cv_title: str | None
    cv_number: int | None
    match: MatchThen | None
    version: int
    created_at: str
    updated_at: str


class ApplicationsDocumentOut(TypedDict):
    id: str
    kind: Literal["cv", "letter"]
    name: str
    media_type: str
    size: int
    sha256: str
    cv_title: str | None
    cv_number: int | None
    theme: str | None
    sent_at: str


class ContactOut(TypedDict):
    name: str
    role: NotRequired[str]
    email: NotRequired[str]
    phone: NotRequired[str]
    note: NotRequired[str]
    id: str


class CvDetail(TypedDict):
    id: str
    title: str
    candidate_name: str
    skills: list[str]
    experience_years: float
    version: int
    version_id: str
    origin: str
    file_id: str | None
    created_at: str
    updated_at: str
    resume: dict[str, Any]
    fields: list[dict[str, Any]]


class CvImported(TypedDict):
    id: str
    title: str
    candidate_name: str
    skills: list[str]
    experience_years: float
    version: int
    version_id: str
    origin: str
    file_id: str | None
    created_at: str
    updated_at: str
    format: str
    lost: list[LostOut]


class CvIn(TypedDict):
    candidate_name: str
    skills: list[str]
    experience_years: float
    resume: NotRequired[dict[str, Any] | None]
    title: NotRequired[str | None]


class CvOut(TypedDict):
    id: str
    title: str
    candidate_name: str
    skills: list[str]
    experience_years: float
    version: int
    version_id: str
    origin: str
    file_id: str | None
    created_at: str
    updated_at: str


class FileOut(TypedDict):
    id: str
    name: str
    purpose: Purpose
    size: int
    sha256: str
    status: str
    kind: str | None
    error_code: str | None
    error_message: str | None
    job_id: str | None
    created_at: str


class FragmentOut(TypedDict):
    text: str
    hit: bool


class Gap(TypedDict):
    text: str
    gain: float


class HitOut(TypedDict):
    kind: str
    source_id: str
    title: str
    url: str
    dated: str
    score: float
    passages: list[PassageOut]


class IndexOut(TypedDict):
    model: str
    target: str | None
    progress: float | None
    by_words_alone: bool


class IndustryOut(TypedDict):
    id: str
    title: str


class InterviewOut(TypedDict):
    id: str
    title: str
    zone: str
    starts_at: str
    ends_at: str
    place: str
    url: str
    note: str
    version: int


class JobOut(TypedDict):
    id: str
    kind: str
    subject_id: str | None
    status: JobStatus
    progress: float
    message: str | None
    error_code: str | None
    error_message: str | None
    result: dict[str, Any] | None
    created_at: str
    started_at: str | None
    finished_at: str | None


class LostOut(TypedDict):
    path: str
    value: str


class MatchOut(TypedDict):
    id: str
    cv_id: str
    cv_version_id: str
    posting_id: str
    posting_version: int
    score: float
    band: str
    match: dict[str, Any]
    updated_at: str


class MatchSummary(TypedDict):
    id: str
    cv_id: str
    cv_title: str
    candidate_name: str
    posting_id: str
    posting_title: str
    score: float
    band: str
    formula: str
    updated_at: str


class MatchThen(TypedDict):
    score: float
    band: str
    formula: str


class MeOut(TypedDict):
    id: str
    email: str | None
    display_name: str
    second_factor: bool
    superuser: bool
    workspace_id: str
    role: Role
    permissions: list[Permission]


class PassageOut(TypedDict):
    id: str
    heading: str
    text: str
    snippet: list[FragmentOut]
    path: str
    spans: list[Span]
    score: float


class PostingDetail(TypedDict):
    id: str
    title: str
    organization: str | None
    version: int
    file_id: str | None
    created_at: str
    updated_at: str
    text: str
    location: str | None
    remote: bool | None
    employment_type: str | None
    language: str | None
    requirements: list[Requirement]


class PostingOut(TypedDict):
    id: str
    title: str
    organization: str | None
    version: int
    file_id: str | None
    created_at: str
    updated_at: str


class PostingSource(TypedDict):
    text: NotRequired[str]
    html: NotRequired[str]
    job_posting: NotRequired[dict[str, Any] | None]
    url: NotRequired[str]


class RankedCv(TypedDict):
    place: int
    cv_id: str
    cv_title: str
    candidate_name: str
    rank_score: float
    score: float
    feedback: float
    relevant: bool | None
    band: str
    must_haves: int
    must_haves_met: int
    main_gap: Gap | None
    match_id: str | None
    verdict: Literal["advance", "hold", "decline"] | None


class RankedCvs(TypedDict):
    items: list[RankedCv]
    next_cursor: str | None
    considered: int
    waiting: int
    formula: str
    masked: bool
    decided: dict[str, int]


class RankedPosting(TypedDict):
    place: int
    posting_id: str
    title: str
    organization: str | None
    score: float
    band: str
    must_haves: int
    must_haves_met: int
    main_gap: Gap | None


class RankedPostings(TypedDict):
    items: list[RankedPosting]
    next_cursor: str | None
    considered: int
    formula: str


class Requirement(TypedDict):
    text: str
    kind: RequirementKind
    importance: Importance
    skill_uris: NotRequired[list[str]]
    years: NotRequired[float | None]
    level: NotRequired[str | None]
    languages: NotRequired[list[str]]
    start: NotRequired[int]
    end: NotRequired[int]
    weight: NotRequired[float]


class ReviewOut(TypedDict):
    id: str
    cv_id: str
    cv_version_id: str
    rubric: str
    industry: str
    overall_score: float
    created_at: str
    review: dict[str, Any]


class ReviewSummary(TypedDict):
    id: str
    cv_id: str
    cv_version_id: str
    rubric: str
    industry: str
    overall_score: float
    created_at: str


class SalaryIn(TypedDict):
    amount: float | str
    currency: NotRequired[str]
    period: NotRequired[Period]


class SalaryOut(TypedDict):
    amount: str
    currency: str
    period: str


class SearchOut(TypedDict):
    items: list[HitOut]
    next_cursor: NotRequired[str | None]
    index: IndexOut


class Span(TypedDict):
    start: int
    end: int
    page: NotRequired[int | None]
    box: NotRequired[Box | None]


class StageOut(TypedDict):
    id: str
    name: str
    category: Category
    position: int
    archived_at: str | None


class StandingOut(TypedDict):
    cv_id: str
    posting_id: str
    decider: Literal["human", "machine"]
    verdict: Literal["advance", "hold", "decline"] | None
    reason: str | None
    decided_by: str | None
    decided_by_name: str | None
    decided_at: str | None
    score: float | None
    band: str | None
    formula: str | None


class TailoringOut(TypedDict):
    id: str
    cv_id: str
    cv_version_id: str
    cv_number: int
    posting_id: str
    posting_version: int
    digest: str
    most_pages: int | None
    accepted: list[int] | None
    applied_number: int | None
    undone_number: int | None
    made: list[dict[str, Any]] | None
    problem: str | None
    created_at: str
    updated_at: str
    match_before: float
    match_after: float
    pages_before: int | None
    pages_after: int | None
    changes: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    refused: list[dict[str, Any]]


class TailoringSummary(TypedDict):
    id: str
    cv_id: str
    cv_version_id: str
    cv_number: int
    posting_id: str
    posting_version: int
    digest: str
    most_pages: int | None
    accepted: list[int] | None
    applied_number: int | None
    undone_number: int | None
    made: list[dict[str, Any]] | None
    problem: str | None
    created_at: str
    updated_at: str


class TaskOut(TypedDict):
    id: str
    title: str
    zone: str
    due_at: str | None
    remind_at: str | None
    reminded_at: str | None
    done_at: str | None


class VersionOut(TypedDict):
    id: str
    number: int
    origin: str
    author_id: str | None
    restored_from: int | None
    confirmed: list[dict[str, Any]] | None
    candidate_name: str
    skills: list[str]
    experience_years: float
    created_at: str

