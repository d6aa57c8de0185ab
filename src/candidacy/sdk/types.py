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
    application_id: str
    at: str
    is_late: bool
    kind: Literal["task", "interview", "follow_up"]
    organization: str
    title: str
    what: str
    zone: str


class ApplicationDetail(TypedDict):
    applied_at: str | None
    archived_at: str | None
    category: Category
    contacts: list[ContactOut]
    created_at: str
    cv_id: str | None
    cv_number: int | None
    cv_title: str | None
    documents: list[ApplicationsDocumentOut]
    id: str
    interviews: list[InterviewOut]
    location: str
    match: MatchThen | None
    moved_at: str
    notes: str
    organization: str
    posting: dict[str, Any] | None
    posting_id: str | None
    salary: SalaryOut | None
    source: str
    stage: str
    stage_id: str
    tags: list[str]
    tasks: list[TaskOut]
    title: str
    updated_at: str
    url: str
    version: int


class ApplicationIn(TypedDict):
    location: NotRequired[str]
    notes: NotRequired[str]
    organization: NotRequired[str]
    posting: NotRequired[PostingSource | None]
    posting_id: NotRequired[str | None]
    salary: NotRequired[SalaryIn | None]
    source: NotRequired[str]
    stage_id: NotRequired[str | None]
    tags: NotRequired[list[str]]
    title: NotRequired[str]
    url: NotRequired[str]


class ApplicationOut(TypedDict):
    applied_at: str | None
    archived_at: str | None
    category: Category
    created_at: str
    cv_id: str | None
    cv_number: int | None
    cv_title: str | None
    id: str
    location: str
    match: MatchThen | None
    moved_at: str
    organization: str
    posting_id: str | None
    salary: SalaryOut | None
    source: str
    stage: str
    stage_id: str
    tags: list[str]
    title: str
    updated_at: str
    url: str
    version: int


class ApplicationsDocumentOut(TypedDict):
    cv_number: int | None
    cv_title: str | None
    id: str
    kind: Literal["cv", "letter"]
    media_type: str
    name: str
    sent_at: str
    sha256: str
    size: int
    theme: str | None


class ContactOut(TypedDict):
    email: NotRequired[str]
    id: str
    name: str
    note: NotRequired[str]
    phone: NotRequired[str]
    role: NotRequired[str]


class CvDetail(TypedDict):
    candidate_name: str
    created_at: str
    experience_years: float
    fields: list[dict[str, Any]]
    file_id: str | None
    id: str
    origin: str
    resume: dict[str, Any]
    skills: list[str]
    title: str
    updated_at: str
    version: int
    version_id: str


class CvImported(TypedDict):
    candidate_name: str
    created_at: str
    experience_years: float
    file_id: str | None
    format: str
    id: str
    lost: list[LostOut]
    origin: str
    skills: list[str]
    title: str
    updated_at: str
    version: int
    version_id: str


class CvIn(TypedDict):
    candidate_name: str
    experience_years: float
    resume: NotRequired[dict[str, Any] | None]
    skills: list[str]
    title: NotRequired[str | None]


class CvOut(TypedDict):
    candidate_name: str
    created_at: str
    experience_years: float
    file_id: str | None
    id: str
    origin: str
    skills: list[str]
    title: str
    updated_at: str
    version: int
    version_id: str


class FileOut(TypedDict):
    created_at: str
    error_code: str | None
    error_message: str | None
    id: str
    job_id: str | None
    kind: str | None
    name: str
    purpose: Purpose
    sha256: str
    size: int
    status: str


class FragmentOut(TypedDict):
    hit: bool
    text: str


class Gap(TypedDict):
    gain: float
    text: str


class HitOut(TypedDict):
    dated: str
    kind: str
    passages: list[PassageOut]
    score: float
    source_id: str
    title: str
    url: str


class IndexOut(TypedDict):
    by_words_alone: bool
    model: str
    progress: float | None
    target: str | None


class IndustryOut(TypedDict):
    id: str
    title: str


class InterviewOut(TypedDict):
    ends_at: str
    id: str
    note: str
    place: str
    starts_at: str
    title: str
    url: str
    version: int
    zone: str


class JobOut(TypedDict):
    created_at: str
    error_code: str | None
    error_message: str | None
    finished_at: str | None
    id: str
    kind: str
    message: str | None
    progress: float
    result: dict[str, Any] | None
    started_at: str | None
    status: JobStatus
    subject_id: str | None


class LostOut(TypedDict):
    path: str
    value: str


class MatchOut(TypedDict):
    band: str
    cv_id: str
    cv_version_id: str
    id: str
    match: dict[str, Any]
    posting_id: str
    posting_version: int
    score: float
    updated_at: str


class MatchSummary(TypedDict):
    band: str
    candidate_name: str
    cv_id: str
    cv_title: str
    formula: str
    id: str
    posting_id: str
    posting_title: str
    score: float
    updated_at: str


class MatchThen(TypedDict):
    band: str
    formula: str
    score: float


class MeOut(TypedDict):
    display_name: str
    email: str | None
    id: str
    permissions: list[Permission]
    role: Role
    second_factor: bool
    superuser: bool
    workspace_id: str


class PassageOut(TypedDict):
    heading: str
    id: str
    path: str
    score: float
    snippet: list[FragmentOut]
    spans: list[Span]
    text: str


class PostingDetail(TypedDict):
    created_at: str
    employment_type: str | None
    file_id: str | None
    id: str
    language: str | None
    location: str | None
    organization: str | None
    remote: bool | None
    requirements: list[Requirement]
    text: str
    title: str
    updated_at: str
    version: int


class PostingOut(TypedDict):
    created_at: str
    file_id: str | None
    id: str
    organization: str | None
    title: str
    updated_at: str
    version: int


class PostingSource(TypedDict):
    html: NotRequired[str]
    job_posting: NotRequired[dict[str, Any] | None]
    text: NotRequired[str]
    url: NotRequired[str]


class RankedCv(TypedDict):
    band: str
    candidate_name: str
    cv_id: str
    cv_title: str
    feedback: float
    main_gap: Gap | None
    match_id: str | None
    must_haves: int
    must_haves_met: int
    place: int
    rank_score: float
    relevant: bool | None
    score: float
    verdict: Literal["advance", "hold", "decline"] | None


class RankedCvs(TypedDict):
    considered: int
    decided: dict[str, int]
    formula: str
    items: list[RankedCv]
    masked: bool
    next_cursor: str | None
    waiting: int


class RankedPosting(TypedDict):
    band: str
    main_gap: Gap | None
    must_haves: int
    must_haves_met: int
    organization: str | None
    place: int
    posting_id: str
    score: float
    title: str


class RankedPostings(TypedDict):
    considered: int
    formula: str
    items: list[RankedPosting]
    next_cursor: str | None


class Requirement(TypedDict):
    end: NotRequired[int]
    importance: Importance
    kind: RequirementKind
    languages: NotRequired[list[str]]
    level: NotRequired[str | None]
    skill_uris: NotRequired[list[str]]
    start: NotRequired[int]
    text: str
    weight: NotRequired[float]
    years: NotRequired[float | None]


class ReviewOut(TypedDict):
    created_at: str
    cv_id: str
    cv_version_id: str
    id: str
    industry: str
    overall_score: float
    review: dict[str, Any]
    rubric: str


class ReviewSummary(TypedDict):
    created_at: str
    cv_id: str
    cv_version_id: str
    id: str
    industry: str
    overall_score: float
    rubric: str


class SalaryIn(TypedDict):
    amount: float | str
    currency: NotRequired[str]
    period: NotRequired[Period]


class SalaryOut(TypedDict):
    amount: str
    currency: str
    period: str


class SearchOut(TypedDict):
    index: IndexOut
    items: list[HitOut]
    next_cursor: NotRequired[str | None]


class Span(TypedDict):
    box: NotRequired[Box | None]
    end: int
    page: NotRequired[int | None]
    start: int


class StageOut(TypedDict):
    archived_at: str | None
    category: Category
    id: str
    name: str
    position: int


class StandingOut(TypedDict):
    band: str | None
    cv_id: str
    decided_at: str | None
    decided_by: str | None
    decided_by_name: str | None
    decider: Literal["human", "machine"]
    formula: str | None
    posting_id: str
    reason: str | None
    score: float | None
    verdict: Literal["advance", "hold", "decline"] | None


class TailoringOut(TypedDict):
    accepted: list[int] | None
    applied_number: int | None
    changes: list[dict[str, Any]]
    created_at: str
    cv_id: str
    cv_number: int
    cv_version_id: str
    digest: str
    id: str
    made: list[dict[str, Any]] | None
    match_after: float
    match_before: float
    most_pages: int | None
    pages_after: int | None
    pages_before: int | None
    posting_id: str
    posting_version: int
    problem: str | None
    refused: list[dict[str, Any]]
    undone_number: int | None
    updated_at: str


class TailoringSummary(TypedDict):
    accepted: list[int] | None
    applied_number: int | None
    created_at: str
    cv_id: str
    cv_number: int
    cv_version_id: str
    digest: str
    id: str
    made: list[dict[str, Any]] | None
    most_pages: int | None
    posting_id: str
    posting_version: int
    problem: str | None
    undone_number: int | None
    updated_at: str


class TaskOut(TypedDict):
    done_at: str | None
    due_at: str | None
    id: str
    remind_at: str | None
    reminded_at: str | None
    title: str
    zone: str


class VersionOut(TypedDict):
    author_id: str | None
    candidate_name: str
    created_at: str
    experience_years: float
    id: str
    number: int
    origin: str
    restored_from: int | None
    skills: list[str]

