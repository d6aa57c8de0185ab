// Made by `python -m candidacy.entrypoints.reference` of the OpenAPI document.

export interface Accepted {
  detail: string;
}
export interface AcceptedOut {
  cv_id: string;
  version: number;
}
export interface ActionOut {
  application_id: string;
  at: string;
  is_late: boolean;
  kind: "task" | "interview" | "follow_up";
  organization: string;
  title: string;
  what: string;
  zone: string;
}
export interface ActivateIn {
  version: number;
}
export interface AnswerIn {
  application_id?: string | null;
  stage_id?: string | null;
}
export interface ApiKeyIn {
  expires_in_days?: number;
  name: string;
  scopes: Permission[];
}
export interface ApiKeyMade {
  created_at: string;
  expires_at: string;
  id: string;
  key: string;
  last_used_at: string | null;
  name: string;
  prefix: string;
  scopes: Permission[];
  workspace_id: string;
}
export interface ApiKeyOut {
  created_at: string;
  expires_at: string;
  id: string;
  last_used_at: string | null;
  name: string;
  prefix: string;
  scopes: Permission[];
  workspace_id: string;
}
export interface ApplicationDetail {
  applied_at: string | null;
  archived_at: string | null;
  category: Category;
  contacts: ContactOut[];
  created_at: string;
  cv_id: string | null;
  cv_number: number | null;
  cv_title: string | null;
  documents: ApplicationsDocumentOut[];
  id: string;
  interviews: InterviewOut[];
  location: string;
  match: MatchThen | null;
  moved_at: string;
  notes: string;
  organization: string;
  posting: Record<string, unknown> | null;
  posting_id: string | null;
  salary: SalaryOut | null;
  source: string;
  stage: string;
  stage_id: string;
  tags: string[];
  tasks: TaskOut[];
  title: string;
  updated_at: string;
  url: string;
  version: number;
}
export interface ApplicationIn {
  location?: string;
  notes?: string;
  organization?: string;
  posting?: PostingSource | null;
  posting_id?: string | null;
  salary?: SalaryIn | null;
  source?: string;
  stage_id?: string | null;
  tags?: string[];
  title?: string;
  url?: string;
}
export interface ApplicationOut {
  applied_at: string | null;
  archived_at: string | null;
  category: Category;
  created_at: string;
  cv_id: string | null;
  cv_number: number | null;
  cv_title: string | null;
  id: string;
  location: string;
  match: MatchThen | null;
  moved_at: string;
  organization: string;
  posting_id: string | null;
  salary: SalaryOut | null;
  source: string;
  stage: string;
  stage_id: string;
  tags: string[];
  title: string;
  updated_at: string;
  url: string;
  version: number;
}
export interface ApplicationPatch {
  location?: string | null;
  notes?: string | null;
  organization?: string | null;
  salary?: SalaryIn | null;
  source?: string | null;
  tags?: string[] | null;
  title?: string | null;
  url?: string | null;
}
export interface ApplyIn {
  rows?: number[] | null;
}
export interface Arm {
  name: string;
  version: number;
  weight?: number;
}
export interface ArmOut {
  accepted: IntervalOut;
  against_first: IntervalOut | null;
  cost_micros: IntervalOut;
  latency_ms: IntervalOut;
  name: string;
  quotes_verified: IntervalOut;
  version: number;
  weight: number;
}
export interface AuditEntryOut {
  actor: string | null;
  actor_name?: string | null;
  at: string;
  category: "security" | "decision";
  detail: Record<string, unknown>;
  id: string;
  kind: string;
  request_id: string | null;
  subject: string | null;
  title: string;
  workspace_id: string | null;
}
export interface BatchFailure {
  code: string | null;
  message: string | null;
  name: string;
}
export interface BatchOut {
  created_at: string;
  done: number;
  failed: number;
  failures: BatchFailure[];
  id: string;
  job_id: string | null;
  name: string;
  posting_id: string;
  total: number | null;
}
export interface BoardColumn {
  count: number;
  items: ApplicationOut[];
  stage: StageOut;
}
export interface BoardOut {
  columns: BoardColumn[];
}
export interface Body_applications_start_import {
  file: string;
}
export interface Body_applications_upload_mail {
  file: string;
}
export interface Body_audit_audit_of_groups {
  file: string;
}
export interface Body_cvs_import_file {
  file?: string | null;
}
export interface Body_files_upload {
  file: string;
  purpose?: Purpose;
}
export interface Body_matching_start_batch {
  file: string;
}
export interface Body_portfolio_add_image {
  alt?: string;
  file: string;
}
export type Box = unknown[];
export interface Breakdown {
  by: string[];
  groups: GroupRates[];
  unknown: number;
}
export interface BringBackIn {
  slug?: string | null;
}
export type Category = "saved" | "applied" | "screening" | "interview" | "offer" | "accepted" | "rejected" | "withdrawn";
export interface CellProblemOut {
  column: string;
  message: string;
}
export interface ChallengeOut {
  challenge: string;
  kind?: "second_factor";
}
export interface ChangeIn {
  after: string;
  path: string;
  reason?: string;
}
export interface ChangeOut {
  after: string | null;
  before: string | null;
  path: string;
}
export interface ChangesIn {
  changes: ValueIn[];
}
export interface Chapter {
  name: string;
  questions: Question[];
  title: string;
}
export interface CheckOut {
  code: string | null;
  latency_ms: number;
  message: string;
  usable: boolean;
}
export interface CodeIn {
  challenge: string;
  code: string;
}
export interface ConfirmIn {
  code?: string | null;
  password?: string | null;
}
export interface ContactIn {
  email?: string;
  name: string;
  note?: string;
  phone?: string;
  role?: string;
}
export interface ContactOut {
  email?: string;
  id: string;
  name: string;
  note?: string;
  phone?: string;
  role?: string;
}
export interface CvContent {
  candidate_name: string;
  experience_years: number;
  resume?: Record<string, unknown> | null;
  skills: string[];
}
export interface CvDetail {
  candidate_name: string;
  created_at: string;
  experience_years: number;
  fields: (Record<string, unknown>)[];
  file_id: string | null;
  id: string;
  origin: string;
  resume: Record<string, unknown>;
  skills: string[];
  title: string;
  updated_at: string;
  version: number;
  version_id: string;
}
export interface CvImported {
  candidate_name: string;
  created_at: string;
  experience_years: number;
  file_id: string | null;
  format: string;
  id: string;
  lost: LostOut[];
  origin: string;
  skills: string[];
  title: string;
  updated_at: string;
  version: number;
  version_id: string;
}
export interface CvIn {
  candidate_name: string;
  experience_years: number;
  resume?: Record<string, unknown> | null;
  skills: string[];
  title?: string | null;
}
export interface CvOut {
  candidate_name: string;
  created_at: string;
  experience_years: number;
  file_id: string | null;
  id: string;
  origin: string;
  skills: string[];
  title: string;
  updated_at: string;
  version: number;
  version_id: string;
}
export interface CvPatch {
  title: string;
}
export interface Decisions {
  accepted: number[];
  digest: string;
}
export interface EmailIn {
  email: string;
}
export interface EnrolmentOut {
  secret: string;
  uri: string;
}
export interface EraseIn {
  confirm: string;
}
export interface EventOut {
  after: string | null;
  after_stage: string | null;
  at: string;
  author_id: string | null;
  before: string | null;
  before_stage: string | null;
  id: string;
  kind: string;
  note: string;
  undone_at: string | null;
}
export interface ExperimentIn {
  arms: Arm[];
  stop?: StopRule;
}
export interface ExperimentOut {
  arms: ArmOut[];
  ended_at: string | null;
  ended_because: string | null;
  id: string;
  prompt: string;
  said: string;
  started_at: string;
  verdict: string;
}
export interface FeedOut {
  url: string;
}
export interface FeedState {
  active: boolean;
  since: string | null;
}
export interface FeedbackIn {
  relevant: boolean | null;
}
export type Field = "title" | "organization" | "stage" | "url" | "location" | "source" | "salary" | "tags" | "notes" | "saved_on" | "applied_on" | "contact";
export interface FieldProblem {
  code: string;
  message: string;
  pointer: string;
}
export interface FileOut {
  created_at: string;
  error_code: string | null;
  error_message: string | null;
  id: string;
  job_id: string | null;
  kind: string | null;
  name: string;
  purpose: Purpose;
  sha256: string;
  size: number;
  status: string;
}
export interface FirstCodeIn {
  code: string;
}
export interface FlowOut {
  count: number;
  source: Category;
  target: Category;
}
export interface FragmentOut {
  hit: boolean;
  text: string;
}
export interface Gap {
  gain: number;
  text: string;
}
export interface GroupAudit {
  applicants: number;
  breakdowns: Breakdown[];
  median_score: number | null;
  selected: number | null;
}
export interface GroupRates {
  above_median?: number | null;
  applicants: number;
  below_four_fifths?: boolean;
  name: string[];
  scoring_rate?: number | null;
  scoring_ratio?: number | null;
  selected?: number | null;
  selection_rate?: number | null;
  selection_ratio?: number | null;
  share: number;
  small: boolean;
}
export interface HiddenOut {
  box: Box | null;
  mechanism: string;
  page: number;
  text: string;
}
export interface HitOut {
  dated: string;
  kind: string;
  passages: PassageOut[];
  score: number;
  source_id: string;
  title: string;
  url: string;
}
export interface ImageOut {
  alt: string;
  height: number;
  id: string;
  item_id: string;
  width: number;
  widths: number[];
}
export interface ImagePatch {
  alt: string;
}
export interface ImportIn {
  cv_id: string;
}
export interface ImportOut {
  columns: string[];
  day_first: boolean | null;
  delimiter: string | null;
  encoding: string | null;
  id: string;
  kept?: number | null;
  layout: string | null;
  made: number | null;
  mapping: Record<string, number>;
  name: string;
  ready: number;
  rows: RowOut[];
  status: "draft" | "done" | "undone";
}
export type Importance = "must" | "nice";
export interface Imported {
  items: ItemOut[];
  skipped: number;
}
export interface IndexOut {
  by_words_alone: boolean;
  model: string;
  progress: number | null;
  target: string | null;
}
export interface IndustryOut {
  id: string;
  title: string;
}
export interface InsightsOut {
  by_band: RateOut[];
  by_cv: RateOut[];
  by_source: RateOut[];
  flows: FlowOut[];
  nodes: NodeOut[];
  stays: StayOut[];
  total: number;
}
export interface IntervalOut {
  high: number | null;
  low: number | null;
  n: number;
  value: number | null;
}
export interface InterviewIn {
  ends_at?: string | null;
  note?: string;
  place?: string;
  starts_at: string;
  title?: string;
  url?: string;
  zone?: string;
}
export interface InterviewOut {
  ends_at: string;
  id: string;
  note: string;
  place: string;
  starts_at: string;
  title: string;
  url: string;
  version: number;
  zone: string;
}
export interface InvitationIn {
  email: string;
  role?: "admin" | "editor" | "viewer";
}
export interface InvitationMade {
  created_at: string;
  email: string;
  expires_at: string;
  id: string;
  role: Role;
  token: string;
}
export interface InvitationOut {
  created_at: string;
  email: string;
  expires_at: string;
  id: string;
  role: Role;
}
export interface ItemDetail {
  as_evidence: boolean;
  body: string;
  created_at: string;
  ends_on: string | null;
  html: string;
  id: string;
  images: ImageOut[];
  issuer: string;
  kind: Kind;
  position: number;
  published_at: string | null;
  slug: string;
  starts_on: string | null;
  state: string;
  summary: string;
  tags: string[];
  taken_down_at: string | null;
  taken_down_reason: string | null;
  title: string;
  updated_at: string;
  url: string;
  version: number;
}
export interface ItemIn {
  as_evidence?: boolean;
  body?: string;
  ends_on?: string | null;
  issuer?: string;
  kind: Kind;
  slug?: string | null;
  starts_on?: string | null;
  summary?: string;
  tags?: string[];
  title: string;
  url?: string;
}
export interface ItemOut {
  as_evidence: boolean;
  created_at: string;
  ends_on: string | null;
  id: string;
  issuer: string;
  kind: Kind;
  position: number;
  published_at: string | null;
  slug: string;
  starts_on: string | null;
  state: string;
  summary: string;
  tags: string[];
  taken_down_at: string | null;
  taken_down_reason: string | null;
  title: string;
  updated_at: string;
  url: string;
  version: number;
}
export interface ItemPatch {
  as_evidence?: boolean | null;
  body?: string | null;
  ends_on?: string | null;
  issuer?: string | null;
  slug?: string | null;
  starts_on?: string | null;
  summary?: string | null;
  tags?: string[] | null;
  title?: string | null;
  url?: string | null;
}
export interface JobOut {
  created_at: string;
  error_code: string | null;
  error_message: string | null;
  finished_at: string | null;
  id: string;
  kind: string;
  message: string | null;
  progress: number;
  result: Record<string, unknown> | null;
  started_at: string | null;
  status: JobStatus;
  subject_id: string | null;
}
export type JobStatus = "queued" | "running" | "succeeded" | "failed" | "cancelled";
export type Kind = "project" | "post" | "certification";
export interface LetterEdit {
  subject: string;
  text: string;
}
export interface LetterIn {
  cv_id: string;
  kind?: LetterKind;
  language?: string;
  posting_id: string;
  tone?: candidacy__domain__tailoring__letters__schema__Tone;
}
export type LetterKind = "letter" | "note";
export interface LetterOut {
  created_at: string;
  cv_id: string;
  cv_number: number;
  cv_version_id: string;
  edited: boolean;
  id: string;
  kind: LetterKind;
  language: string;
  made: (Record<string, unknown>)[] | null;
  paragraphs: ((Record<string, unknown>)[])[];
  posting_id: string;
  posting_version: number;
  problem: string | null;
  refused: (Record<string, unknown>)[];
  subject: string;
  text: string;
  tone: Tone_Output;
  updated_at: string;
  version: number;
}
export interface LetterSummary {
  created_at: string;
  cv_id: string;
  cv_number: number;
  cv_version_id: string;
  edited: boolean;
  id: string;
  kind: LetterKind;
  language: string;
  made: (Record<string, unknown>)[] | null;
  posting_id: string;
  posting_version: number;
  problem: string | null;
  subject: string;
  tone: Tone_Output;
  updated_at: string;
  version: number;
}
export interface Line {
  path: string;
  text: string;
  tips?: Tip[];
}
export interface LineOut {
  box: Box | null;
  end: number;
  page: number | null;
  start: number;
}
export interface LineSet {
  language: string | null;
  lines: Line[];
}
export interface LinkIn {
  label: string;
  url: string;
}
export interface LinkOut {
  url: string;
}
export interface LoginIn {
  email: string;
  password: string;
}
export interface LostOut {
  path: string;
  value: string;
}
export interface MailIn {
  text: string;
}
export interface MailOut {
  application_id: string | null;
  because: string;
  confidence: number;
  excerpt: string;
  id: string;
  meaning: Category | null;
  move_to: string | null;
  sender: string;
  sent_at: string | null;
  status: "open" | "moved" | "noted" | "dismissed";
  subject: string;
}
export interface MappingIn {
  day_first?: boolean | null;
  mapping: Record<string, number>;
}
export interface MaskedCv {
  called: string;
  cv_id: string;
  resume: Record<string, unknown>;
}
export interface MatchIn {
  cv_id: string;
  posting_id: string;
}
export interface MatchOut {
  band: string;
  cv_id: string;
  cv_version_id: string;
  id: string;
  match: Record<string, unknown>;
  posting_id: string;
  posting_version: number;
  score: number;
  updated_at: string;
}
export interface MatchSummary {
  band: string;
  candidate_name: string;
  cv_id: string;
  cv_title: string;
  formula: string;
  id: string;
  posting_id: string;
  posting_title: string;
  score: number;
  updated_at: string;
}
export interface MatchThen {
  band: string;
  formula: string;
  score: number;
}
export interface MeOut {
  display_name: string;
  email: string | null;
  id: string;
  permissions: Permission[];
  role: Role;
  second_factor: boolean;
  superuser: boolean;
  workspace_id: string;
}
export interface MemberOut {
  created_at: string;
  display_name: string;
  email: string | null;
  role: Role;
  state: MembershipState;
  user_id: string;
}
export interface MemberPatch {
  role?: Role | null;
  state?: MembershipState | null;
}
export interface MembersIn {
  user_ids: string[];
}
export type MembershipState = "active" | "suspended";
export interface ModelIn {
  api_key?: string | null;
  base_url?: string | null;
  concurrency?: number;
  input_price?: number | string;
  model: string;
  monthly_cost?: number | string | null;
  monthly_tokens?: number | null;
  output_price?: number | string;
  provider: "openai" | "anthropic" | "openai_compatible";
}
export interface ModelOut {
  currency: string;
  model: string | null;
  own: OwnModelOut | null;
  provider: string | null;
  source: "workspace" | "installation" | null;
  used: UsedOut;
}
export interface ModelSave {
  api_key?: string | null;
  base_url?: string | null;
  concurrency?: number;
  input_price?: number | string;
  model: string;
  monthly_cost?: number | string | null;
  monthly_tokens?: number | null;
  output_price?: number | string;
  provider: "openai" | "anthropic" | "openai_compatible";
  save_anyway?: boolean;
}
export interface ModelSaved {
  check: CheckOut;
  settings: OwnModelOut;
}
export interface Moderated {
  handle: string;
  slug: string | null;
  taken_down: boolean;
}
export interface MoveIn {
  note?: string;
  stage_id: string;
}
export interface MyWorkspaceOut {
  current: boolean;
  id: string;
  kind: "personal" | "team";
  name: string;
  role: Role;
  state: MembershipState;
}
export interface NodeOut {
  category: Category;
  count: number;
  there: number;
}
export interface NotesOut {
  created_at: string;
  degraded: (Record<string, unknown>)[];
  dropped: number;
  made: (Record<string, unknown>)[];
  model: string;
  observations: (Record<string, unknown>)[];
  quotes_dropped: number;
  quotes_verified: number;
  review_id: string;
}
export interface OrderIn {
  item_ids: string[];
  kind: Kind;
}
export interface OwnModelOut {
  base_url: string | null;
  concurrency: number;
  has_key: boolean;
  input_price: string;
  key_hint: string | null;
  model: string;
  monthly_cost: string | null;
  monthly_tokens: number | null;
  output_price: string;
  provider: "openai" | "anthropic" | "openai_compatible";
  tested: string | null;
  tested_at: string | null;
  version: number;
}
export interface Page_ApplicationOut {
  items: ApplicationOut[];
  next_cursor?: string | null;
}
export interface Page_AuditEntryOut {
  items: AuditEntryOut[];
  next_cursor?: string | null;
}
export interface Page_CvOut {
  items: CvOut[];
  next_cursor?: string | null;
}
export interface Page_FileOut {
  items: FileOut[];
  next_cursor?: string | null;
}
export interface Page_ItemOut {
  items: ItemOut[];
  next_cursor?: string | null;
}
export interface Page_JobOut {
  items: JobOut[];
  next_cursor?: string | null;
}
export interface Page_LetterSummary {
  items: LetterSummary[];
  next_cursor?: string | null;
}
export interface Page_MailOut {
  items: MailOut[];
  next_cursor?: string | null;
}
export interface Page_MatchSummary {
  items: MatchSummary[];
  next_cursor?: string | null;
}
export interface Page_PostingOut {
  items: PostingOut[];
  next_cursor?: string | null;
}
export interface Page_TailoringSummary {
  items: TailoringSummary[];
  next_cursor?: string | null;
}
export type Paper = "a4" | "letter";
export type PaperFormat = "pdf" | "docx" | "txt";
export interface PartOut {
  id: string;
  name: string;
  path: string;
  what: string;
}
export interface PassageOut {
  heading: string;
  id: string;
  path: string;
  score: number;
  snippet: FragmentOut[];
  spans: Span[];
  text: string;
}
export interface PasswordIn {
  current_password: string;
  new_password: string;
}
export type Period = "year" | "month" | "week" | "day" | "hour";
export type Permission = "files:read" | "files:write" | "cvs:read" | "cvs:write" | "postings:read" | "postings:write" | "reviews:read" | "reviews:write" | "matches:read" | "matches:write" | "portfolio:read" | "portfolio:write" | "applications:read" | "applications:write" | "jobs:read" | "jobs:write" | "workspace:read" | "workspace:write" | "workspace:export" | "workspace:transfer" | "workspace:delete" | "members:read" | "members:write" | "audit:read" | "search:read" | "models:read" | "models:write";
export interface PortfolioIn {
  about?: string;
  cv_id?: string | null;
  handle?: string | null;
  headline?: string;
  indexable?: boolean;
  links?: LinkIn[];
  name?: string;
  sections?: Record<string, Visibility>;
  take_cv_again?: boolean;
  visibility?: Visibility;
}
export interface PortfolioOut {
  about: string;
  address: string | null;
  cv_id: string | null;
  cv_number: number | null;
  handle: string | null;
  has_link: boolean;
  headline: string;
  indexable: boolean;
  links: (Record<string, unknown>)[];
  name: string;
  sections: Record<string, Visibility>;
  taken_down_at: string | null;
  taken_down_reason: string | null;
  version: number;
  visibility: Visibility;
}
export interface PostingDetail {
  created_at: string;
  employment_type: string | null;
  file_id: string | null;
  id: string;
  language: string | null;
  location: string | null;
  organization: string | null;
  remote: boolean | null;
  requirements: Requirement[];
  text: string;
  title: string;
  updated_at: string;
  version: number;
}
export interface PostingIn {
  job_posting?: Record<string, unknown> | null;
  organization?: string | null;
  text?: string | null;
  title?: string | null;
  url?: string | null;
}
export interface PostingOut {
  created_at: string;
  file_id: string | null;
  id: string;
  organization: string | null;
  title: string;
  updated_at: string;
  version: number;
}
export interface PostingPatch {
  organization?: string | null;
  title?: string | null;
}
export interface PostingSource {
  html?: string;
  job_posting?: Record<string, unknown> | null;
  text?: string;
  url?: string;
}
export interface Preparation {
  chapters: Chapter[];
  language: string;
}
export interface Problem {
  code: string;
  detail: string;
  errors?: FieldProblem[] | null;
  request_id: string;
  status: number;
  title: string;
  type?: string;
}
export interface PromptOut {
  active: number;
  experiment_id: string | null;
  id: string;
  purpose: string;
  texts: PromptVersionOut[];
  title: string;
  versions: number[];
}
export interface PromptSummary {
  active: number;
  experiment_id: string | null;
  id: string;
  purpose: string;
  title: string;
  versions: number[];
}
export interface PromptVersionOut {
  answer_schema: Record<string, unknown> | null;
  change: string;
  digest: string;
  system: string;
  user: string;
  variables: Record<string, string>;
  version: number;
}
export interface Proof {
  number: number;
  text: string;
}
export interface PublishIn {
  at?: string | null;
}
export type Purpose = "cv" | "posting";
export interface Question {
  about?: string;
  prompts?: string[];
  sources?: Source[];
  status?: Status | null;
  text: string;
}
export interface RankIn {
  cv_id?: string | null;
  posting_id?: string | null;
}
export interface RankedCv {
  band: string;
  candidate_name: string;
  cv_id: string;
  cv_title: string;
  feedback: number;
  main_gap: Gap | null;
  match_id: string | null;
  must_haves: number;
  must_haves_met: number;
  place: number;
  rank_score: number;
  relevant: boolean | null;
  score: number;
  verdict: "advance" | "hold" | "decline" | null;
}
export interface RankedCvs {
  considered: number;
  decided: Record<string, number>;
  formula: string;
  items: RankedCv[];
  masked: boolean;
  next_cursor: string | null;
  waiting: number;
}
export interface RankedPosting {
  band: string;
  main_gap: Gap | null;
  must_haves: number;
  must_haves_met: number;
  organization: string | null;
  place: number;
  posting_id: string;
  score: number;
  title: string;
}
export interface RankedPostings {
  considered: number;
  formula: string;
  items: RankedPosting[];
  next_cursor: string | null;
}
export interface RankingStarted {
  job_id: string;
  ranking: string;
}
export interface RateOut {
  answer_rate: number | null;
  answered: number;
  interview_rate: number | null;
  interviewed: number;
  n: number;
  name: string;
}
export interface ReadingOut {
  job_id: string;
}
export interface RecoveryCodesOut {
  recovery_codes: string[];
}
export interface RefreshIn {
  refresh_token: string;
}
export interface RegisterIn {
  display_name: string;
  email: string;
  password: string;
}
export interface Requirement {
  end?: number;
  importance: Importance;
  kind: RequirementKind;
  languages?: string[];
  level?: string | null;
  skill_uris?: string[];
  start?: number;
  text: string;
  weight?: number;
  years?: number | null;
}
export type RequirementKind = "skill" | "experience" | "education" | "language" | "licence" | "location" | "duty";
export interface RequirementPatch {
  importance?: Importance | null;
  weight?: number | null;
}
export interface ResetIn {
  password: string;
  token: string;
}
export interface ReviewIn {
  industry?: string;
}
export interface ReviewOut {
  created_at: string;
  cv_id: string;
  cv_version_id: string;
  id: string;
  industry: string;
  overall_score: number;
  review: Record<string, unknown>;
  rubric: string;
}
export interface ReviewSummary {
  created_at: string;
  cv_id: string;
  cv_version_id: string;
  id: string;
  industry: string;
  overall_score: number;
  rubric: string;
}
export type Role = "viewer" | "editor" | "admin" | "owner";
export interface RowOut {
  applied_on: string | null;
  category: Category;
  duplicate: string | null;
  errors: CellProblemOut[];
  number: number;
  organization: string;
  saved_on: string | null;
  stage: string;
  title: string;
  url: string;
  warnings: CellProblemOut[];
}
export interface SalaryIn {
  amount: number | string;
  currency?: string;
  period?: Period;
}
export interface SalaryOut {
  amount: string;
  currency: string;
  period: string;
}
export interface SampleIn {
  kind: SampleKind;
}
export type SampleKind = "seeker" | "recruiter";
export interface SampleOut {
  kind: SampleKind;
  loaded: boolean;
  parts: PartOut[];
}
export interface SearchOut {
  index: IndexOut;
  items: HitOut[];
  next_cursor?: string | null;
}
export type Section = "about" | "links" | "project" | "post" | "certification" | "experience" | "education" | "skills";
export interface SendIn {
  cv_id: string;
  letter?: string;
  number?: number | null;
  paper?: Paper;
  theme?: string;
}
export interface SessionOut {
  current: boolean;
  device: string;
  expires_at: string;
  id: string;
  ip: string;
  last_used_at: string;
  started_at: string;
}
export interface SkillOut {
  label: string;
  months: number;
  path: string;
  quote: string;
  spans: Span[];
  text: string;
  uri: string;
}
export interface Source {
  path: string;
  quote: string;
  spans?: Span[];
}
export interface Span {
  box?: Box | null;
  end: number;
  page?: number | null;
  start: number;
}
export interface StageIn {
  category: Category;
  name: string;
}
export interface StageOrder {
  stage_ids: string[];
}
export interface StageOut {
  archived_at: string | null;
  category: Category;
  id: string;
  name: string;
  position: number;
}
export interface StagePatch {
  archived?: boolean | null;
  name?: string | null;
}
export interface StandingOut {
  band: string | null;
  cv_id: string;
  decided_at: string | null;
  decided_by: string | null;
  decided_by_name: string | null;
  decider: "human" | "machine";
  formula: string | null;
  posting_id: string;
  reason: string | null;
  score: number | null;
  verdict: "advance" | "hold" | "decline" | null;
}
export type Status = "met" | "partial" | "missing" | "unknown";
export interface StayOut {
  category: Category;
  days: number | null;
  n: number;
}
export interface StopRule {
  enough?: number;
  harm?: number;
  most?: number;
}
export interface SuggestIn {
  instead_of?: string[];
  language?: string;
  path: string;
  posting_id?: string | null;
  task?: WritingTask;
  tone?: candidacy__ai_agents__interface__told__Tone;
}
export interface TailoringIn {
  changes?: ChangeIn[] | null;
  cv_id: string;
  pages?: number | null;
  posting_id: string;
}
export interface TailoringOut {
  accepted: number[] | null;
  applied_number: number | null;
  changes: (Record<string, unknown>)[];
  created_at: string;
  cv_id: string;
  cv_number: number;
  cv_version_id: string;
  digest: string;
  id: string;
  made: (Record<string, unknown>)[] | null;
  match_after: number;
  match_before: number;
  most_pages: number | null;
  pages_after: number | null;
  pages_before: number | null;
  posting_id: string;
  posting_version: number;
  problem: string | null;
  refused: (Record<string, unknown>)[];
  undone_number: number | null;
  updated_at: string;
}
export interface TailoringSummary {
  accepted: number[] | null;
  applied_number: number | null;
  created_at: string;
  cv_id: string;
  cv_number: number;
  cv_version_id: string;
  digest: string;
  id: string;
  made: (Record<string, unknown>)[] | null;
  most_pages: number | null;
  posting_id: string;
  posting_version: number;
  problem: string | null;
  undone_number: number | null;
  updated_at: string;
}
export interface TailoringWork {
  cv_id: string;
  pages?: number | null;
  posting_id: string;
}
export interface TakeDownIn {
  reason: string;
  slug?: string | null;
}
export interface TaskIn {
  due_at?: string | null;
  remind_at?: string | null;
  title: string;
  zone?: string;
}
export interface TaskOut {
  done_at: string | null;
  due_at: string | null;
  id: string;
  remind_at: string | null;
  reminded_at: string | null;
  title: string;
  zone: string;
}
export interface TaskPatch {
  done?: boolean | null;
  due_at?: string | null;
  remind_at?: string | null;
  title?: string | null;
  zone?: string | null;
}
export interface ThemeOut {
  default: boolean;
  description: string;
  name: string;
  title: string;
}
export interface Tip {
  advice: string;
  end: number;
  kind: TipKind;
  start: number;
  title: string;
}
export type TipKind = "weak_opening" | "no_figure" | "too_long" | "too_short" | "passive" | "first_person" | "buzzword" | "tense" | "mixed_tense";
export interface TokenIn {
  token: string;
}
export interface TokensOut {
  access_token: string;
  expires_in: number;
  kind?: "tokens";
  refresh_token: string;
  token_type?: "Bearer";
}
export type Tone_Output = "formal" | "warm" | "direct";
export interface TransferIn {
  user_id: string;
}
export interface TriedOut {
  cost: string;
  input_tokens: number;
  latency_ms: number;
  model: string;
  output: string;
  output_tokens: number;
}
export interface TryIn {
  variables: Record<string, string>;
  version: number;
}
export type UsageFormat = "json" | "csv";
export interface UsageOut {
  calls: number;
  cost: string;
  currency: string;
  items: UseOut[];
  since: string;
  tokens: number;
  until: string;
}
export interface UseOut {
  calls: number;
  cost: string;
  day: string;
  failed: number;
  input_tokens: number;
  mean_latency_ms: number;
  model: string;
  output_tokens: number;
  prompt: string;
  prompt_version: number;
  purpose: string;
}
export interface UsedOut {
  cost: string;
  month: string;
  tokens: number;
}
export interface ValueIn {
  path: string;
  value: Record<string, unknown> | unknown[] | string | null;
}
export interface VerdictIn {
  reason: string;
  verdict: "advance" | "hold" | "decline";
}
export interface VersionOut {
  author_id: string | null;
  candidate_name: string;
  created_at: string;
  experience_years: number;
  id: string;
  number: number;
  origin: string;
  restored_from: number | null;
  skills: string[];
}
export type Visibility = "public" | "unlisted" | "private";
export interface WorkOut {
  job_id: string;
}
export interface WorkspaceIn {
  name: string;
}
export interface WorkspaceOut {
  created_at: string;
  id: string;
  kind: "personal" | "team";
  mask_candidates: boolean;
  name: string;
  retention_days: number | null;
  version: number;
}
export interface WorkspacePatch {
  mask_candidates?: boolean | null;
  name?: string | null;
  retention_days?: number | null;
}
export type WritingTask = "improve" | "quantify" | "shorten" | "tone" | "translate" | "summary";
export type candidacy__ai_agents__interface__told__Tone = "neutral" | "warm" | "confident" | "formal";
export type candidacy__domain__tailoring__letters__schema__Tone = "formal" | "warm" | "direct";
export type candidacy__features__applications__exports__ExportFormat = "csv" | "json";
export interface ApplicationsDocumentOut {
  cv_number: number | null;
  cv_title: string | null;
  id: string;
  kind: "cv" | "letter";
  media_type: string;
  name: string;
  sent_at: string;
  sha256: string;
  size: number;
  theme: string | null;
}
export interface CvsExportOut {
  format: string;
  label: string;
  lost: LostOut[];
  media_type: string;
}
export interface FilesDocumentOut {
  hidden: HiddenOut[];
  kind: string;
  language: string | null;
  lines: LineOut[];
  pages: number;
  text: string;
  warnings: string[];
  words: number;
}
export type candidacy__features__matching__exports__ExportFormat = "csv" | "xlsx" | "pdf";
export interface PrivacyExportOut {
  expires_at: string;
  id: string;
  job_id: string | null;
  message: string | null;
  progress: number;
  requested_at: string;
  size: number | null;
  status: string;
}
export interface WorkspacesAcceptIn {
  token: string;
}
export interface WritingAcceptIn {
  before?: string;
  call_id?: string | null;
  own_words?: boolean;
  path: string;
  text: string;
}
export interface Operations {
  models_get_experiment: { method: "get"; path: "/api/v1/admin/experiments/{experiment_id}"; parameters: { path: { experiment_id: string } }; body: void; response: ExperimentOut };
  models_stop_experiment: { method: "post"; path: "/api/v1/admin/experiments/{experiment_id}/stop"; parameters: { path: { experiment_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: ExperimentOut };
  models_usage_of_all: { method: "get"; path: "/api/v1/admin/models/usage"; parameters: { query: { from?: string | null; to?: string | null; format?: UsageFormat } }; body: void; response: UsageOut | string };
  models_list_prompts: { method: "get"; path: "/api/v1/admin/prompts"; parameters: {  }; body: void; response: PromptSummary[] };
  models_get_prompt: { method: "get"; path: "/api/v1/admin/prompts/{prompt_id}"; parameters: { path: { prompt_id: string } }; body: void; response: PromptOut };
  models_activate: { method: "put"; path: "/api/v1/admin/prompts/{prompt_id}/active"; parameters: { path: { prompt_id: string } }; body: ActivateIn; response: PromptOut };
  models_list_experiments: { method: "get"; path: "/api/v1/admin/prompts/{prompt_id}/experiments"; parameters: { path: { prompt_id: string } }; body: void; response: ExperimentOut[] };
  models_start_experiment: { method: "post"; path: "/api/v1/admin/prompts/{prompt_id}/experiments"; parameters: { path: { prompt_id: string }; header: { "Idempotency-Key"?: string } }; body: ExperimentIn; response: ExperimentOut };
  models_try_version: { method: "post"; path: "/api/v1/admin/prompts/{prompt_id}/try"; parameters: { path: { prompt_id: string }; header: { "Idempotency-Key"?: string } }; body: TryIn; response: TriedOut };
  auth_list_api_keys: { method: "get"; path: "/api/v1/api-keys"; parameters: {  }; body: void; response: ApiKeyOut[] };
  auth_create_api_key: { method: "post"; path: "/api/v1/api-keys"; parameters: { header: { "Idempotency-Key"?: string } }; body: ApiKeyIn; response: ApiKeyMade };
  auth_revoke_api_key: { method: "delete"; path: "/api/v1/api-keys/{key_id}"; parameters: { path: { key_id: string } }; body: void; response: void };
  applications_start_import: { method: "post"; path: "/api/v1/application-imports"; parameters: { header: { "Idempotency-Key"?: string } }; body: Body_applications_start_import; response: ImportOut };
  applications_get_import: { method: "get"; path: "/api/v1/application-imports/{import_id}"; parameters: { path: { import_id: string } }; body: void; response: ImportOut };
  applications_apply_import: { method: "post"; path: "/api/v1/application-imports/{import_id}/apply"; parameters: { path: { import_id: string }; header: { "Idempotency-Key"?: string } }; body: ApplyIn; response: ImportOut };
  applications_set_mapping: { method: "put"; path: "/api/v1/application-imports/{import_id}/mapping"; parameters: { path: { import_id: string } }; body: MappingIn; response: ImportOut };
  applications_undo_import: { method: "post"; path: "/api/v1/application-imports/{import_id}/undo"; parameters: { path: { import_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: ImportOut };
  applications_list_mails: { method: "get"; path: "/api/v1/application-mails"; parameters: { query: { cursor?: string | null; limit?: number } }; body: void; response: Page_MailOut };
  applications_paste_mail: { method: "post"; path: "/api/v1/application-mails"; parameters: { header: { "Idempotency-Key"?: string } }; body: MailIn; response: MailOut };
  applications_upload_mail: { method: "post"; path: "/api/v1/application-mails/file"; parameters: { header: { "Idempotency-Key"?: string } }; body: Body_applications_upload_mail; response: MailOut };
  applications_accept_mail: { method: "post"; path: "/api/v1/application-mails/{mail_id}/accept"; parameters: { path: { mail_id: string }; header: { "Idempotency-Key"?: string } }; body: AnswerIn; response: MailOut };
  applications_dismiss_mail: { method: "post"; path: "/api/v1/application-mails/{mail_id}/dismiss"; parameters: { path: { mail_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: MailOut };
  applications_list_stages: { method: "get"; path: "/api/v1/application-stages"; parameters: {  }; body: void; response: StageOut[] };
  applications_add_stage: { method: "post"; path: "/api/v1/application-stages"; parameters: { header: { "Idempotency-Key"?: string } }; body: StageIn; response: StageOut };
  applications_order_stages: { method: "put"; path: "/api/v1/application-stages/order"; parameters: {  }; body: StageOrder; response: StageOut[] };
  applications_change_stage: { method: "patch"; path: "/api/v1/application-stages/{stage_id}"; parameters: { path: { stage_id: string } }; body: StagePatch; response: StageOut };
  applications_list_all: { method: "get"; path: "/api/v1/applications"; parameters: { query: { cursor?: string | null; limit?: number; q?: string; tag?: string; source?: string; stage_id?: string | null; cv_id?: string | null; archived?: boolean } }; body: void; response: Page_ApplicationOut };
  applications_create: { method: "post"; path: "/api/v1/applications"; parameters: { header: { "Idempotency-Key"?: string } }; body: ApplicationIn; response: ApplicationOut };
  applications_show_board: { method: "get"; path: "/api/v1/applications/board"; parameters: { query: { q?: string; tag?: string; source?: string; stage_id?: string | null; cv_id?: string | null; archived?: boolean } }; body: void; response: BoardOut };
  applications_export: { method: "get"; path: "/api/v1/applications/export"; parameters: { query: { format?: candidacy__features__applications__exports__ExportFormat; q?: string; tag?: string; source?: string; stage_id?: string | null; cv_id?: string | null; archived?: boolean } }; body: void; response: unknown | string };
  applications_show_insights: { method: "get"; path: "/api/v1/applications/insights"; parameters: { query: { q?: string; tag?: string; source?: string; stage_id?: string | null; cv_id?: string | null; archived?: boolean } }; body: void; response: InsightsOut };
  applications_list_actions: { method: "get"; path: "/api/v1/applications/today"; parameters: {  }; body: void; response: ActionOut[] };
  applications_get_one: { method: "get"; path: "/api/v1/applications/{application_id}"; parameters: { path: { application_id: string } }; body: void; response: ApplicationDetail };
  applications_change: { method: "patch"; path: "/api/v1/applications/{application_id}"; parameters: { path: { application_id: string }; header: { "if-match"?: string | null } }; body: ApplicationPatch; response: ApplicationOut };
  applications_delete: { method: "delete"; path: "/api/v1/applications/{application_id}"; parameters: { path: { application_id: string } }; body: void; response: void };
  applications_archive: { method: "post"; path: "/api/v1/applications/{application_id}/archive"; parameters: { path: { application_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: void; response: ApplicationOut };
  applications_add_contact: { method: "post"; path: "/api/v1/applications/{application_id}/contacts"; parameters: { path: { application_id: string }; header: { "Idempotency-Key"?: string } }; body: ContactIn; response: ContactOut };
  applications_change_contact: { method: "put"; path: "/api/v1/applications/{application_id}/contacts/{contact_id}"; parameters: { path: { application_id: string; contact_id: string } }; body: ContactIn; response: ContactOut };
  applications_delete_contact: { method: "delete"; path: "/api/v1/applications/{application_id}/contacts/{contact_id}"; parameters: { path: { application_id: string; contact_id: string } }; body: void; response: void };
  applications_get_document: { method: "get"; path: "/api/v1/applications/{application_id}/documents/{document_id}"; parameters: { path: { application_id: string; document_id: string } }; body: void; response: Blob | string };
  applications_list_events: { method: "get"; path: "/api/v1/applications/{application_id}/events"; parameters: { path: { application_id: string } }; body: void; response: EventOut[] };
  applications_add_interview: { method: "post"; path: "/api/v1/applications/{application_id}/interviews"; parameters: { path: { application_id: string }; header: { "Idempotency-Key"?: string } }; body: InterviewIn; response: InterviewOut };
  applications_change_interview: { method: "put"; path: "/api/v1/applications/{application_id}/interviews/{interview_id}"; parameters: { path: { application_id: string; interview_id: string } }; body: InterviewIn; response: InterviewOut };
  applications_delete_interview: { method: "delete"; path: "/api/v1/applications/{application_id}/interviews/{interview_id}"; parameters: { path: { application_id: string; interview_id: string } }; body: void; response: void };
  applications_get_interview_calendar: { method: "get"; path: "/api/v1/applications/{application_id}/interviews/{interview_id}/calendar"; parameters: { path: { application_id: string; interview_id: string } }; body: void; response: string };
  applications_move: { method: "post"; path: "/api/v1/applications/{application_id}/move"; parameters: { path: { application_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: MoveIn; response: ApplicationOut };
  applications_restore: { method: "post"; path: "/api/v1/applications/{application_id}/restore"; parameters: { path: { application_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: void; response: ApplicationOut };
  applications_send: { method: "post"; path: "/api/v1/applications/{application_id}/send"; parameters: { path: { application_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: SendIn; response: ApplicationOut };
  applications_add_task: { method: "post"; path: "/api/v1/applications/{application_id}/tasks"; parameters: { path: { application_id: string }; header: { "Idempotency-Key"?: string } }; body: TaskIn; response: TaskOut };
  applications_change_task: { method: "patch"; path: "/api/v1/applications/{application_id}/tasks/{task_id}"; parameters: { path: { application_id: string; task_id: string } }; body: TaskPatch; response: TaskOut };
  applications_delete_task: { method: "delete"; path: "/api/v1/applications/{application_id}/tasks/{task_id}"; parameters: { path: { application_id: string; task_id: string } }; body: void; response: void };
  applications_undo: { method: "post"; path: "/api/v1/applications/{application_id}/undo"; parameters: { path: { application_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: void; response: ApplicationOut };
  audit_list_entries: { method: "get"; path: "/api/v1/audit"; parameters: { query: { cursor?: string | null; limit?: number; category?: "security" | "decision" | null; kind?: string | null; actor?: string | null; subject?: string | null; from?: string | null; to?: string | null } }; body: void; response: Page_AuditEntryOut };
  audit_export_entries: { method: "get"; path: "/api/v1/audit/export"; parameters: { query: { category?: "security" | "decision" | null; kind?: string | null; actor?: string | null; subject?: string | null; from?: string | null; to?: string | null } }; body: void; response: unknown };
  audit_audit_of_groups: { method: "post"; path: "/api/v1/audit/groups"; parameters: { query: { column?: string[] | null }; header: { "Idempotency-Key"?: string } }; body: Body_audit_audit_of_groups; response: GroupAudit };
  auth_change_address: { method: "post"; path: "/api/v1/auth/change-email"; parameters: {  }; body: TokenIn; response: void };
  auth_confirm: { method: "post"; path: "/api/v1/auth/confirm"; parameters: { header: { "Idempotency-Key"?: string } }; body: ConfirmIn; response: void };
  auth_forgot_password: { method: "post"; path: "/api/v1/auth/forgot-password"; parameters: {  }; body: EmailIn; response: Accepted };
  auth_login: { method: "post"; path: "/api/v1/auth/login"; parameters: {  }; body: LoginIn; response: TokensOut | ChallengeOut };
  auth_login_code: { method: "post"; path: "/api/v1/auth/login/code"; parameters: {  }; body: CodeIn; response: TokensOut };
  auth_logout: { method: "post"; path: "/api/v1/auth/logout"; parameters: { header: { "Idempotency-Key"?: string } }; body: void; response: void };
  auth_refresh: { method: "post"; path: "/api/v1/auth/refresh"; parameters: {  }; body: RefreshIn; response: TokensOut };
  auth_register: { method: "post"; path: "/api/v1/auth/register"; parameters: {  }; body: RegisterIn; response: Accepted };
  auth_reset_password: { method: "post"; path: "/api/v1/auth/reset-password"; parameters: {  }; body: ResetIn; response: void };
  auth_verify: { method: "post"; path: "/api/v1/auth/verify"; parameters: {  }; body: TokenIn; response: TokensOut };
  matching_get_batch: { method: "get"; path: "/api/v1/batches/{batch_id}"; parameters: { path: { batch_id: string } }; body: void; response: BatchOut };
  applications_get_feed: { method: "get"; path: "/api/v1/calendar-feed"; parameters: {  }; body: void; response: FeedState };
  applications_renew_feed: { method: "post"; path: "/api/v1/calendar-feed"; parameters: { header: { "Idempotency-Key"?: string } }; body: void; response: FeedOut };
  applications_revoke_feed: { method: "delete"; path: "/api/v1/calendar-feed"; parameters: {  }; body: void; response: void };
  cvs_list_all: { method: "get"; path: "/api/v1/cvs"; parameters: { query: { cursor?: string | null; limit?: number } }; body: void; response: Page_CvOut };
  cvs_create: { method: "post"; path: "/api/v1/cvs"; parameters: { header: { "Idempotency-Key"?: string } }; body: CvIn; response: CvOut };
  cvs_import_file: { method: "post"; path: "/api/v1/cvs/import"; parameters: { header: { "Idempotency-Key"?: string } }; body: Record<string, unknown> | Body_cvs_import_file; response: CvImported };
  cvs_get_one: { method: "get"; path: "/api/v1/cvs/{cv_id}"; parameters: { path: { cv_id: string } }; body: void; response: CvDetail };
  cvs_rename: { method: "patch"; path: "/api/v1/cvs/{cv_id}"; parameters: { path: { cv_id: string } }; body: CvPatch; response: CvOut };
  cvs_delete: { method: "delete"; path: "/api/v1/cvs/{cv_id}"; parameters: { path: { cv_id: string } }; body: void; response: void };
  matching_get_standing: { method: "get"; path: "/api/v1/cvs/{cv_id}/decisions/{posting_id}"; parameters: { path: { cv_id: string; posting_id: string } }; body: void; response: StandingOut };
  matching_decide: { method: "post"; path: "/api/v1/cvs/{cv_id}/decisions/{posting_id}"; parameters: { path: { cv_id: string; posting_id: string }; header: { "Idempotency-Key"?: string } }; body: VerdictIn; response: StandingOut };
  matching_take_back: { method: "delete"; path: "/api/v1/cvs/{cv_id}/decisions/{posting_id}"; parameters: { path: { cv_id: string; posting_id: string } }; body: void; response: void };
  cvs_diff: { method: "get"; path: "/api/v1/cvs/{cv_id}/diff"; parameters: { path: { cv_id: string }; query: { before: number; after: number } }; body: void; response: ChangeOut[] };
  cvs_export: { method: "get"; path: "/api/v1/cvs/{cv_id}/export"; parameters: { path: { cv_id: string }; query: { format?: string; theme?: string; paper?: Paper } }; body: void; response: unknown | Blob | string };
  cvs_list_exports: { method: "get"; path: "/api/v1/cvs/{cv_id}/exports"; parameters: { path: { cv_id: string } }; body: void; response: CvsExportOut[] };
  interviews_prepare: { method: "get"; path: "/api/v1/cvs/{cv_id}/interviews/{posting_id}"; parameters: { path: { cv_id: string; posting_id: string }; query: { language?: string } }; body: void; response: Preparation };
  interviews_as_file: { method: "get"; path: "/api/v1/cvs/{cv_id}/interviews/{posting_id}/file"; parameters: { path: { cv_id: string; posting_id: string }; query: { language?: string; format?: PaperFormat } }; body: void; response: Blob | string };
  matching_get_masked_cv: { method: "get"; path: "/api/v1/cvs/{cv_id}/masked"; parameters: { path: { cv_id: string } }; body: void; response: MaskedCv };
  rendering_preview: { method: "get"; path: "/api/v1/cvs/{cv_id}/preview"; parameters: { path: { cv_id: string }; query: { theme?: string; paper?: Paper } }; body: void; response: Blob };
  reviews_history: { method: "get"; path: "/api/v1/cvs/{cv_id}/reviews"; parameters: { path: { cv_id: string } }; body: void; response: ReviewSummary[] };
  reviews_start: { method: "post"; path: "/api/v1/cvs/{cv_id}/reviews"; parameters: { path: { cv_id: string }; header: { "Idempotency-Key"?: string } }; body: ReviewIn; response: ReviewOut };
  cvs_list_skills: { method: "get"; path: "/api/v1/cvs/{cv_id}/skills"; parameters: { path: { cv_id: string } }; body: void; response: SkillOut[] };
  writing_accept: { method: "post"; path: "/api/v1/cvs/{cv_id}/suggestions/accept"; parameters: { path: { cv_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: WritingAcceptIn; response: AcceptedOut };
  writing_suggest: { method: "post"; path: "/api/v1/cvs/{cv_id}/suggestions/events"; parameters: { path: { cv_id: string }; header: { "Idempotency-Key"?: string } }; body: SuggestIn; response: string };
  writing_tips: { method: "get"; path: "/api/v1/cvs/{cv_id}/tips"; parameters: { path: { cv_id: string } }; body: void; response: LineSet };
  cvs_change_values: { method: "patch"; path: "/api/v1/cvs/{cv_id}/values"; parameters: { path: { cv_id: string }; header: { "if-match"?: string | null } }; body: ChangesIn; response: CvOut };
  cvs_list_versions: { method: "get"; path: "/api/v1/cvs/{cv_id}/versions"; parameters: { path: { cv_id: string } }; body: void; response: VersionOut[] };
  cvs_add_version: { method: "post"; path: "/api/v1/cvs/{cv_id}/versions"; parameters: { path: { cv_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: CvContent; response: CvOut };
  cvs_get_version: { method: "get"; path: "/api/v1/cvs/{cv_id}/versions/{number}"; parameters: { path: { cv_id: string; number: number } }; body: void; response: unknown };
  cvs_restore: { method: "post"; path: "/api/v1/cvs/{cv_id}/versions/{number}/restore"; parameters: { path: { cv_id: string; number: number }; header: { "Idempotency-Key"?: string } }; body: void; response: CvOut };
  files_list_all: { method: "get"; path: "/api/v1/files"; parameters: { query: { cursor?: string | null; limit?: number } }; body: void; response: Page_FileOut };
  files_upload: { method: "post"; path: "/api/v1/files"; parameters: { header: { "Idempotency-Key"?: string } }; body: Body_files_upload; response: FileOut };
  files_get_one: { method: "get"; path: "/api/v1/files/{file_id}"; parameters: { path: { file_id: string } }; body: void; response: FileOut };
  files_delete: { method: "delete"; path: "/api/v1/files/{file_id}"; parameters: { path: { file_id: string } }; body: void; response: void };
  files_download: { method: "get"; path: "/api/v1/files/{file_id}/content"; parameters: { path: { file_id: string } }; body: void; response: Blob };
  files_get_document: { method: "get"; path: "/api/v1/files/{file_id}/document"; parameters: { path: { file_id: string } }; body: void; response: FilesDocumentOut };
  files_page_picture: { method: "get"; path: "/api/v1/files/{file_id}/pages/{number}"; parameters: { path: { file_id: string; number: number } }; body: void; response: Blob };
  workspaces_accept: { method: "post"; path: "/api/v1/invitations/accept"; parameters: { header: { "Idempotency-Key"?: string } }; body: WorkspacesAcceptIn; response: Record<string, string> };
  jobs_list_all: { method: "get"; path: "/api/v1/jobs"; parameters: { query: { cursor?: string | null; limit?: number } }; body: void; response: Page_JobOut };
  jobs_get_one: { method: "get"; path: "/api/v1/jobs/{job_id}"; parameters: { path: { job_id: string } }; body: void; response: JobOut };
  jobs_cancel: { method: "post"; path: "/api/v1/jobs/{job_id}/cancel"; parameters: { path: { job_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: JobOut };
  jobs_events: { method: "get"; path: "/api/v1/jobs/{job_id}/events"; parameters: { path: { job_id: string } }; body: void; response: string };
  letters_list_all: { method: "get"; path: "/api/v1/letters"; parameters: { query: { cv_id?: string | null; posting_id?: string | null; cursor?: string | null; limit?: number } }; body: void; response: Page_LetterSummary };
  letters_write: { method: "post"; path: "/api/v1/letters"; parameters: { header: { "Idempotency-Key"?: string } }; body: LetterIn; response: LetterOut };
  letters_ask_model: { method: "post"; path: "/api/v1/letters/work"; parameters: { header: { "Idempotency-Key"?: string } }; body: LetterIn; response: WorkOut };
  letters_get_one: { method: "get"; path: "/api/v1/letters/{letter_id}"; parameters: { path: { letter_id: string } }; body: void; response: LetterOut };
  letters_edit: { method: "patch"; path: "/api/v1/letters/{letter_id}"; parameters: { path: { letter_id: string }; header: { "if-match"?: string | null } }; body: LetterEdit; response: LetterOut };
  letters_delete: { method: "delete"; path: "/api/v1/letters/{letter_id}"; parameters: { path: { letter_id: string } }; body: void; response: void };
  letters_as_file: { method: "get"; path: "/api/v1/letters/{letter_id}/file"; parameters: { path: { letter_id: string }; query: { format?: PaperFormat } }; body: void; response: Blob | string };
  matching_ranking: { method: "get"; path: "/api/v1/matches"; parameters: { query: { posting_id?: string | null; cv_id?: string | null; cursor?: string | null; limit?: number } }; body: void; response: Page_MatchSummary };
  matching_match_pair: { method: "post"; path: "/api/v1/matches"; parameters: { header: { "Idempotency-Key"?: string } }; body: MatchIn; response: MatchOut };
  matching_best_cvs: { method: "get"; path: "/api/v1/matches/best/cvs/{posting_id}"; parameters: { path: { posting_id: string }; query: { shown?: "all" | "undecided" | "advance" | "hold" | "decline"; cursor?: string | null; limit?: number; years?: number | null; degree?: "secondary" | "vocational" | "associate" | "bachelor" | "master" | "doctorate" | null; language?: string | null; skill?: string | null; unknown?: boolean } }; body: void; response: RankedCvs };
  matching_best_postings: { method: "get"; path: "/api/v1/matches/best/postings/{cv_id}"; parameters: { path: { cv_id: string }; query: { cursor?: string | null; limit?: number } }; body: void; response: RankedPostings };
  matching_give_feedback: { method: "put"; path: "/api/v1/matches/feedback/{posting_id}/{cv_id}"; parameters: { path: { posting_id: string; cv_id: string } }; body: FeedbackIn; response: void };
  matching_rank: { method: "post"; path: "/api/v1/matches/rank"; parameters: { header: { "Idempotency-Key"?: string } }; body: RankIn; response: RankingStarted };
  matching_get_one: { method: "get"; path: "/api/v1/matches/{match_id}"; parameters: { path: { match_id: string } }; body: void; response: MatchOut };
  auth_me: { method: "get"; path: "/api/v1/me"; parameters: {  }; body: void; response: MeOut };
  privacy_erase: { method: "delete"; path: "/api/v1/me"; parameters: {  }; body: EraseIn; response: void };
  audit_list_activity: { method: "get"; path: "/api/v1/me/activity"; parameters: { query: { cursor?: string | null; limit?: number } }; body: void; response: Page_AuditEntryOut };
  auth_ask_for_address: { method: "post"; path: "/api/v1/me/email"; parameters: { header: { "Idempotency-Key"?: string } }; body: EmailIn; response: Accepted };
  privacy_list_exports: { method: "get"; path: "/api/v1/me/exports"; parameters: {  }; body: void; response: PrivacyExportOut[] };
  privacy_request_export: { method: "post"; path: "/api/v1/me/exports"; parameters: { header: { "Idempotency-Key"?: string } }; body: void; response: PrivacyExportOut };
  privacy_get_export: { method: "get"; path: "/api/v1/me/exports/{export_id}"; parameters: { path: { export_id: string } }; body: void; response: PrivacyExportOut };
  privacy_delete_export: { method: "delete"; path: "/api/v1/me/exports/{export_id}"; parameters: { path: { export_id: string } }; body: void; response: void };
  privacy_download_export: { method: "get"; path: "/api/v1/me/exports/{export_id}/content"; parameters: { path: { export_id: string } }; body: void; response: Blob };
  auth_change_password: { method: "post"; path: "/api/v1/me/password"; parameters: { header: { "Idempotency-Key"?: string } }; body: PasswordIn; response: void };
  auth_begin_second_factor: { method: "post"; path: "/api/v1/me/second-factor"; parameters: { header: { "Idempotency-Key"?: string } }; body: void; response: EnrolmentOut };
  auth_end_second_factor: { method: "delete"; path: "/api/v1/me/second-factor"; parameters: {  }; body: void; response: void };
  auth_confirm_second_factor: { method: "post"; path: "/api/v1/me/second-factor/confirm"; parameters: { header: { "Idempotency-Key"?: string } }; body: FirstCodeIn; response: RecoveryCodesOut };
  auth_list_sessions: { method: "get"; path: "/api/v1/me/sessions"; parameters: {  }; body: void; response: SessionOut[] };
  auth_end_other_sessions: { method: "delete"; path: "/api/v1/me/sessions"; parameters: {  }; body: void; response: void };
  auth_end_session: { method: "delete"; path: "/api/v1/me/sessions/{session_id}"; parameters: { path: { session_id: string } }; body: void; response: void };
  models_check: { method: "post"; path: "/api/v1/models/check"; parameters: { header: { "Idempotency-Key"?: string } }; body: ModelIn; response: CheckOut };
  models_get_model: { method: "get"; path: "/api/v1/models/settings"; parameters: {  }; body: void; response: ModelOut };
  models_put_model: { method: "put"; path: "/api/v1/models/settings"; parameters: { header: { "if-match"?: string | null } }; body: ModelSave; response: ModelSaved };
  models_delete_model: { method: "delete"; path: "/api/v1/models/settings"; parameters: {  }; body: void; response: void };
  models_usage: { method: "get"; path: "/api/v1/models/usage"; parameters: { query: { from?: string | null; to?: string | null; format?: UsageFormat } }; body: void; response: UsageOut | string };
  portfolio_bring_back: { method: "post"; path: "/api/v1/moderation/portfolios/{handle}/bring-back"; parameters: { path: { handle: string }; header: { "Idempotency-Key"?: string } }; body: BringBackIn; response: Moderated };
  portfolio_take_down: { method: "post"; path: "/api/v1/moderation/portfolios/{handle}/take-down"; parameters: { path: { handle: string }; header: { "Idempotency-Key"?: string } }; body: TakeDownIn; response: Moderated };
  portfolio_get_portfolio: { method: "get"; path: "/api/v1/portfolio"; parameters: {  }; body: void; response: PortfolioOut };
  portfolio_change_portfolio: { method: "put"; path: "/api/v1/portfolio"; parameters: { header: { "if-match"?: string | null } }; body: PortfolioIn; response: PortfolioOut };
  portfolio_export: { method: "get"; path: "/api/v1/portfolio/export"; parameters: {  }; body: void; response: Blob };
  portfolio_get_image: { method: "get"; path: "/api/v1/portfolio/images/{image_id}"; parameters: { path: { image_id: string }; query: { width?: number | null } }; body: void; response: Blob };
  portfolio_describe_image: { method: "patch"; path: "/api/v1/portfolio/images/{image_id}"; parameters: { path: { image_id: string } }; body: ImagePatch; response: ImageOut };
  portfolio_delete_image: { method: "delete"; path: "/api/v1/portfolio/images/{image_id}"; parameters: { path: { image_id: string } }; body: void; response: void };
  portfolio_import_cv: { method: "post"; path: "/api/v1/portfolio/import"; parameters: { header: { "Idempotency-Key"?: string } }; body: ImportIn; response: Imported };
  portfolio_list_items: { method: "get"; path: "/api/v1/portfolio/items"; parameters: { query: { kind?: Kind | null; cursor?: string | null; limit?: number } }; body: void; response: Page_ItemOut };
  portfolio_create_item: { method: "post"; path: "/api/v1/portfolio/items"; parameters: { header: { "Idempotency-Key"?: string } }; body: ItemIn; response: ItemDetail };
  portfolio_get_item: { method: "get"; path: "/api/v1/portfolio/items/{item_id}"; parameters: { path: { item_id: string } }; body: void; response: ItemDetail };
  portfolio_change_item: { method: "patch"; path: "/api/v1/portfolio/items/{item_id}"; parameters: { path: { item_id: string }; header: { "if-match"?: string | null } }; body: ItemPatch; response: ItemDetail };
  portfolio_delete_item: { method: "delete"; path: "/api/v1/portfolio/items/{item_id}"; parameters: { path: { item_id: string } }; body: void; response: void };
  portfolio_add_image: { method: "post"; path: "/api/v1/portfolio/items/{item_id}/images"; parameters: { path: { item_id: string }; header: { "Idempotency-Key"?: string } }; body: Body_portfolio_add_image; response: ImageOut };
  portfolio_publish_item: { method: "post"; path: "/api/v1/portfolio/items/{item_id}/publish"; parameters: { path: { item_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: PublishIn; response: ItemOut };
  portfolio_restore_item: { method: "post"; path: "/api/v1/portfolio/items/{item_id}/restore"; parameters: { path: { item_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: ItemOut };
  portfolio_unpublish_item: { method: "post"; path: "/api/v1/portfolio/items/{item_id}/unpublish"; parameters: { path: { item_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: void; response: ItemOut };
  portfolio_make_link: { method: "post"; path: "/api/v1/portfolio/link"; parameters: { header: { "Idempotency-Key"?: string } }; body: void; response: LinkOut };
  portfolio_revoke_link: { method: "delete"; path: "/api/v1/portfolio/link"; parameters: {  }; body: void; response: void };
  portfolio_put_in_order: { method: "put"; path: "/api/v1/portfolio/order"; parameters: {  }; body: OrderIn; response: void };
  postings_list_all: { method: "get"; path: "/api/v1/postings"; parameters: { query: { cursor?: string | null; limit?: number } }; body: void; response: Page_PostingOut };
  postings_create: { method: "post"; path: "/api/v1/postings"; parameters: { header: { "Idempotency-Key"?: string } }; body: PostingIn; response: PostingDetail };
  postings_get_one: { method: "get"; path: "/api/v1/postings/{posting_id}"; parameters: { path: { posting_id: string } }; body: void; response: PostingDetail };
  postings_change: { method: "patch"; path: "/api/v1/postings/{posting_id}"; parameters: { path: { posting_id: string }; header: { "if-match"?: string | null } }; body: PostingPatch; response: PostingDetail };
  postings_delete: { method: "delete"; path: "/api/v1/postings/{posting_id}"; parameters: { path: { posting_id: string } }; body: void; response: void };
  matching_start_batch: { method: "post"; path: "/api/v1/postings/{posting_id}/batches"; parameters: { path: { posting_id: string }; header: { "Idempotency-Key"?: string } }; body: Body_matching_start_batch; response: BatchOut };
  postings_export: { method: "get"; path: "/api/v1/postings/{posting_id}/job-posting"; parameters: { path: { posting_id: string } }; body: void; response: unknown };
  matching_export_ranking: { method: "get"; path: "/api/v1/postings/{posting_id}/ranking"; parameters: { path: { posting_id: string }; query: { format?: candidacy__features__matching__exports__ExportFormat } }; body: void; response: Blob | string };
  postings_change_requirement: { method: "patch"; path: "/api/v1/postings/{posting_id}/requirements/{number}"; parameters: { path: { posting_id: string; number: number }; header: { "if-match"?: string | null } }; body: RequirementPatch; response: PostingDetail };
  reviews_list_industries: { method: "get"; path: "/api/v1/reviews/industries"; parameters: {  }; body: void; response: IndustryOut[] };
  reviews_get_one: { method: "get"; path: "/api/v1/reviews/{review_id}"; parameters: { path: { review_id: string } }; body: void; response: ReviewOut };
  reviews_get_notes: { method: "get"; path: "/api/v1/reviews/{review_id}/notes"; parameters: { path: { review_id: string } }; body: void; response: NotesOut };
  reviews_read_with_model: { method: "post"; path: "/api/v1/reviews/{review_id}/notes"; parameters: { path: { review_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: ReadingOut };
  samples_list_all: { method: "get"; path: "/api/v1/samples"; parameters: {  }; body: void; response: SampleOut[] };
  samples_load: { method: "post"; path: "/api/v1/samples"; parameters: { header: { "Idempotency-Key"?: string } }; body: SampleIn; response: SampleOut };
  samples_remove: { method: "delete"; path: "/api/v1/samples/{kind}"; parameters: { path: { kind: SampleKind } }; body: void; response: void };
  search_search: { method: "get"; path: "/api/v1/search"; parameters: { query: { cursor?: string | null; limit?: number; q: string; kind?: string[] | null; since?: string | null; until?: string | null } }; body: void; response: SearchOut };
  search_ask: { method: "get"; path: "/api/v1/search/ask"; parameters: { query: { q: string; kind?: string[] | null; since?: string | null; until?: string | null } }; body: void; response: string };
  tailoring_list_all: { method: "get"; path: "/api/v1/tailorings"; parameters: { query: { cv_id?: string | null; posting_id?: string | null; cursor?: string | null; limit?: number } }; body: void; response: Page_TailoringSummary };
  tailoring_propose: { method: "post"; path: "/api/v1/tailorings"; parameters: { header: { "Idempotency-Key"?: string } }; body: TailoringIn; response: TailoringOut };
  tailoring_ask_model: { method: "post"; path: "/api/v1/tailorings/work"; parameters: { header: { "Idempotency-Key"?: string } }; body: TailoringWork; response: WorkOut };
  tailoring_get_one: { method: "get"; path: "/api/v1/tailorings/{tailoring_id}"; parameters: { path: { tailoring_id: string } }; body: void; response: TailoringOut };
  tailoring_delete: { method: "delete"; path: "/api/v1/tailorings/{tailoring_id}"; parameters: { path: { tailoring_id: string } }; body: void; response: void };
  tailoring_apply: { method: "post"; path: "/api/v1/tailorings/{tailoring_id}/apply"; parameters: { path: { tailoring_id: string }; header: { "Idempotency-Key"?: string } }; body: Decisions; response: TailoringOut };
  tailoring_prove: { method: "post"; path: "/api/v1/tailorings/{tailoring_id}/prove"; parameters: { path: { tailoring_id: string }; header: { "Idempotency-Key"?: string } }; body: Proof; response: TailoringOut };
  tailoring_remove_refused: { method: "delete"; path: "/api/v1/tailorings/{tailoring_id}/refused/{number}"; parameters: { path: { tailoring_id: string; number: number } }; body: void; response: TailoringOut };
  tailoring_undo: { method: "post"; path: "/api/v1/tailorings/{tailoring_id}/undo"; parameters: { path: { tailoring_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: TailoringOut };
  rendering_list_themes: { method: "get"; path: "/api/v1/themes"; parameters: {  }; body: void; response: ThemeOut[] };
  workspaces_list_mine: { method: "get"; path: "/api/v1/workspaces"; parameters: {  }; body: void; response: MyWorkspaceOut[] };
  workspaces_create: { method: "post"; path: "/api/v1/workspaces"; parameters: { header: { "Idempotency-Key"?: string } }; body: WorkspaceIn; response: WorkspaceOut };
  workspaces_get_one: { method: "get"; path: "/api/v1/workspaces/{workspace_id}"; parameters: { path: { workspace_id: string } }; body: void; response: WorkspaceOut };
  workspaces_change: { method: "patch"; path: "/api/v1/workspaces/{workspace_id}"; parameters: { path: { workspace_id: string }; header: { "if-match"?: string | null } }; body: WorkspacePatch; response: WorkspaceOut };
  workspaces_delete: { method: "delete"; path: "/api/v1/workspaces/{workspace_id}"; parameters: { path: { workspace_id: string } }; body: void; response: void };
  workspaces_list_invitations: { method: "get"; path: "/api/v1/workspaces/{workspace_id}/invitations"; parameters: { path: { workspace_id: string } }; body: void; response: InvitationOut[] };
  workspaces_invite: { method: "post"; path: "/api/v1/workspaces/{workspace_id}/invitations"; parameters: { path: { workspace_id: string }; header: { "Idempotency-Key"?: string } }; body: InvitationIn; response: InvitationMade };
  workspaces_withdraw: { method: "delete"; path: "/api/v1/workspaces/{workspace_id}/invitations/{invitation_id}"; parameters: { path: { invitation_id: string; workspace_id: string } }; body: void; response: void };
  workspaces_leave: { method: "post"; path: "/api/v1/workspaces/{workspace_id}/leave"; parameters: { path: { workspace_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: void };
  workspaces_list_members: { method: "get"; path: "/api/v1/workspaces/{workspace_id}/members"; parameters: { path: { workspace_id: string } }; body: void; response: MemberOut[] };
  workspaces_remove_members: { method: "post"; path: "/api/v1/workspaces/{workspace_id}/members/remove"; parameters: { path: { workspace_id: string }; header: { "Idempotency-Key"?: string } }; body: MembersIn; response: void };
  workspaces_change_member: { method: "patch"; path: "/api/v1/workspaces/{workspace_id}/members/{user_id}"; parameters: { path: { user_id: string; workspace_id: string } }; body: MemberPatch; response: void };
  workspaces_remove_member: { method: "delete"; path: "/api/v1/workspaces/{workspace_id}/members/{user_id}"; parameters: { path: { user_id: string; workspace_id: string } }; body: void; response: void };
  workspaces_switch: { method: "post"; path: "/api/v1/workspaces/{workspace_id}/switch"; parameters: { path: { workspace_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: void };
  workspaces_transfer: { method: "post"; path: "/api/v1/workspaces/{workspace_id}/transfer"; parameters: { path: { workspace_id: string }; header: { "Idempotency-Key"?: string } }; body: TransferIn; response: void };
  health_live: { method: "get"; path: "/health/live"; parameters: {  }; body: void; response: Record<string, string> };
  health_ready: { method: "get"; path: "/health/ready"; parameters: {  }; body: void; response: Record<string, string> };
}
