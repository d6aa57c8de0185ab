// Made by `python -m candidacy.entrypoints.reference` of the OpenAPI document.

export interface Accepted {
  detail: string;
}
export interface AcceptedOut {
  cv_id: string;
  version: number;
}
export interface ActionOut {
  kind: "task" | "interview" | "follow_up";
  application_id: string;
  title: string;
  organization: string;
  what: string;
  at: string;
  zone: string;
  is_late: boolean;
}
export interface ActivateIn {
  version: number;
}
export interface Answer {
  confirmed: boolean;
  words?: string[];
}
export interface AnswerIn {
  application_id?: string | null;
  stage_id?: string | null;
}
export interface ApiKeyIn {
  name: string;
  scopes: Permission[];
  expires_in_days?: number;
}
export interface ApiKeyMade {
  id: string;
  name: string;
  prefix: string;
  workspace_id: string;
  scopes: Permission[];
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
  key: string;
}
export interface ApiKeyOut {
  id: string;
  name: string;
  prefix: string;
  workspace_id: string;
  scopes: Permission[];
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
}
export interface ApplicationDetail {
  id: string;
  title: string;
  organization: string;
  stage_id: string;
  stage: string;
  category: Category;
  moved_at: string;
  applied_at: string | null;
  archived_at: string | null;
  url: string;
  location: string;
  source: string;
  tags: string[];
  salary: SalaryOut | null;
  posting_id: string | null;
  cv_id: string | null;
  cv_title: string | null;
  cv_number: number | null;
  match: MatchThen | null;
  version: number;
  created_at: string;
  updated_at: string;
  notes: string;
  posting: Record<string, unknown> | null;
  contacts: ContactOut[];
  tasks: TaskOut[];
  interviews: InterviewOut[];
  documents: ApplicationsDocumentOut[];
}
export interface ApplicationIn {
  title?: string;
  organization?: string;
  stage_id?: string | null;
  posting_id?: string | null;
  posting?: PostingSource | null;
  url?: string;
  location?: string;
  source?: string;
  tags?: string[];
  notes?: string;
  salary?: SalaryIn | null;
}
export interface ApplicationOut {
  id: string;
  title: string;
  organization: string;
  stage_id: string;
  stage: string;
  category: Category;
  moved_at: string;
  applied_at: string | null;
  archived_at: string | null;
  url: string;
  location: string;
  source: string;
  tags: string[];
  salary: SalaryOut | null;
  posting_id: string | null;
  cv_id: string | null;
  cv_title: string | null;
  cv_number: number | null;
  match: MatchThen | null;
  version: number;
  created_at: string;
  updated_at: string;
}
export interface ApplicationPatch {
  title?: string | null;
  organization?: string | null;
  url?: string | null;
  location?: string | null;
  source?: string | null;
  tags?: string[] | null;
  notes?: string | null;
  salary?: SalaryIn | null;
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
  name: string;
  version: number;
  weight: number;
  accepted: IntervalOut;
  quotes_verified: IntervalOut;
  latency_ms: IntervalOut;
  cost_micros: IntervalOut;
  against_first: IntervalOut | null;
}
export interface AuditEntryOut {
  id: string;
  at: string;
  category: "security" | "decision";
  kind: string;
  title: string;
  actor: string | null;
  actor_name?: string | null;
  subject: string | null;
  detail: Record<string, unknown>;
  workspace_id: string | null;
  request_id: string | null;
}
export interface BackupState {
  made_at: string;
  file: string;
  bytes: number;
  checked_at: string | null;
}
export interface BatchFailure {
  name: string;
  code: string | null;
  message: string | null;
}
export interface BatchOut {
  id: string;
  posting_id: string;
  name: string;
  job_id: string | null;
  total: number | null;
  done: number;
  failed: number;
  failures: BatchFailure[];
  created_at: string;
}
export interface BoardColumn {
  stage: StageOut;
  count: number;
  items: ApplicationOut[];
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
  file: string;
  alt?: string;
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
  kind?: "second_factor";
  challenge: string;
}
export interface ChangeIn {
  path: string;
  after: string;
  reason?: string;
}
export interface ChangeOut {
  path: string;
  before: string | null;
  after: string | null;
}
export interface ChangesIn {
  changes: ValueIn[];
}
export interface Chapter {
  name: string;
  title: string;
  questions: Question[];
}
export interface CheckOut {
  usable: boolean;
  code: string | null;
  message: string;
  latency_ms: number;
}
export interface CodeIn {
  challenge: string;
  code: string;
}
export interface ConfirmIn {
  password?: string | null;
  code?: string | null;
}
export interface ContactIn {
  name: string;
  role?: string;
  email?: string;
  phone?: string;
  note?: string;
}
export interface ContactOut {
  name: string;
  role?: string;
  email?: string;
  phone?: string;
  note?: string;
  id: string;
}
export interface CvContent {
  candidate_name: string;
  skills: string[];
  experience_years: number;
  resume?: Record<string, unknown> | null;
}
export interface CvDetail {
  id: string;
  title: string;
  candidate_name: string;
  skills: string[];
  experience_years: number;
  version: number;
  version_id: string;
  origin: string;
  file_id: string | null;
  created_at: string;
  updated_at: string;
  resume: Record<string, unknown>;
  fields: (Record<string, unknown>)[];
}
export interface CvImported {
  id: string;
  title: string;
  candidate_name: string;
  skills: string[];
  experience_years: number;
  version: number;
  version_id: string;
  origin: string;
  file_id: string | null;
  created_at: string;
  updated_at: string;
  format: string;
  lost: LostOut[];
}
export interface CvIn {
  candidate_name: string;
  skills: string[];
  experience_years: number;
  resume?: Record<string, unknown> | null;
  title?: string | null;
}
export interface CvOut {
  id: string;
  title: string;
  candidate_name: string;
  skills: string[];
  experience_years: number;
  version: number;
  version_id: string;
  origin: string;
  file_id: string | null;
  created_at: string;
  updated_at: string;
}
export interface CvPatch {
  title: string;
}
export interface Decisions {
  digest: string;
  accepted: number[];
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
  id: string;
  kind: string;
  at: string;
  before_stage: string | null;
  after_stage: string | null;
  before: string | null;
  after: string | null;
  undone_at: string | null;
  note: string;
  author_id: string | null;
}
export interface ExperimentIn {
  arms: Arm[];
  stop?: StopRule;
}
export interface ExperimentOut {
  id: string;
  prompt: string;
  verdict: string;
  said: string;
  arms: ArmOut[];
  started_at: string;
  ended_at: string | null;
  ended_because: string | null;
}
export interface FailedJob {
  id: string;
  workspace_id: string;
  kind: string;
  code: string | null;
  message: string | null;
  attempts: number;
  at: string | null;
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
  pointer: string;
  message: string;
  code: string;
}
export interface FileOut {
  id: string;
  name: string;
  purpose: Purpose;
  size: number;
  sha256: string;
  status: string;
  kind: string | null;
  error_code: string | null;
  error_message: string | null;
  job_id: string | null;
  created_at: string;
}
export interface FirstCodeIn {
  code: string;
}
export interface FlowOut {
  source: Category;
  target: Category;
  count: number;
}
export interface FragmentOut {
  text: string;
  hit: boolean;
}
export interface Gap {
  text: string;
  gain: number;
}
export interface GroupAudit {
  applicants: number;
  selected: number | null;
  median_score: number | null;
  breakdowns: Breakdown[];
}
export interface GroupRates {
  name: string[];
  applicants: number;
  share: number;
  small: boolean;
  selected?: number | null;
  selection_rate?: number | null;
  selection_ratio?: number | null;
  above_median?: number | null;
  scoring_rate?: number | null;
  scoring_ratio?: number | null;
  below_four_fifths?: boolean;
}
export interface HiddenOut {
  text: string;
  mechanism: string;
  page: number;
  box: Box | null;
}
export interface HintsIn {
  language?: string;
}
export interface HintsOut {
  cv_id: string;
  cv_version_id: string;
  cv_number: number;
  posting_id: string;
  posting_version: number;
  language: string;
  model: string;
  questions: (Record<string, unknown>)[];
  quotes_verified: number;
  quotes_dropped: number;
  dropped: number;
  refused: (Record<string, unknown>)[];
  made: (Record<string, unknown>)[];
  created_at: string;
}
export interface HitOut {
  kind: string;
  source_id: string;
  title: string;
  url: string;
  dated: string;
  score: number;
  passages: PassageOut[];
}
export interface ImageOut {
  id: string;
  item_id: string;
  alt: string;
  width: number;
  height: number;
  widths: number[];
}
export interface ImagePatch {
  alt: string;
}
export interface ImportIn {
  cv_id: string;
}
export interface ImportOut {
  id: string;
  name: string;
  status: "draft" | "done" | "undone";
  layout: string | null;
  encoding: string | null;
  delimiter: string | null;
  columns: string[];
  mapping: Record<string, number>;
  day_first: boolean | null;
  rows: RowOut[];
  ready: number;
  made: number | null;
  kept?: number | null;
}
export type Importance = "must" | "nice";
export interface Imported {
  items: ItemOut[];
  skipped: number;
}
export interface IndexOut {
  model: string;
  target: string | null;
  progress: number | null;
  by_words_alone: boolean;
}
export interface IndustryOut {
  id: string;
  title: string;
}
export interface InsightsOut {
  total: number;
  nodes: NodeOut[];
  flows: FlowOut[];
  stays: StayOut[];
  by_source: RateOut[];
  by_cv: RateOut[];
  by_band: RateOut[];
}
export interface IntervalOut {
  n: number;
  value: number | null;
  low: number | null;
  high: number | null;
}
export interface InterviewIn {
  title?: string;
  zone?: string;
  starts_at: string;
  ends_at?: string | null;
  place?: string;
  url?: string;
  note?: string;
}
export interface InterviewOut {
  id: string;
  title: string;
  zone: string;
  starts_at: string;
  ends_at: string;
  place: string;
  url: string;
  note: string;
  version: number;
}
export interface InvitationIn {
  email: string;
  role?: "admin" | "editor" | "viewer";
}
export interface InvitationMade {
  id: string;
  email: string;
  role: Role;
  expires_at: string;
  created_at: string;
  token: string;
}
export interface InvitationOut {
  id: string;
  email: string;
  role: Role;
  expires_at: string;
  created_at: string;
}
export interface ItemDetail {
  id: string;
  kind: Kind;
  slug: string;
  title: string;
  summary: string;
  tags: string[];
  url: string;
  issuer: string;
  starts_on: string | null;
  ends_on: string | null;
  position: number;
  state: string;
  published_at: string | null;
  as_evidence: boolean;
  taken_down_at: string | null;
  taken_down_reason: string | null;
  version: number;
  created_at: string;
  updated_at: string;
  body: string;
  html: string;
  images: ImageOut[];
}
export interface ItemIn {
  kind: Kind;
  title: string;
  slug?: string | null;
  summary?: string;
  body?: string;
  tags?: string[];
  url?: string;
  issuer?: string;
  starts_on?: string | null;
  ends_on?: string | null;
  as_evidence?: boolean;
}
export interface ItemOut {
  id: string;
  kind: Kind;
  slug: string;
  title: string;
  summary: string;
  tags: string[];
  url: string;
  issuer: string;
  starts_on: string | null;
  ends_on: string | null;
  position: number;
  state: string;
  published_at: string | null;
  as_evidence: boolean;
  taken_down_at: string | null;
  taken_down_reason: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}
export interface ItemPatch {
  title?: string | null;
  slug?: string | null;
  summary?: string | null;
  body?: string | null;
  tags?: string[] | null;
  url?: string | null;
  issuer?: string | null;
  starts_on?: string | null;
  ends_on?: string | null;
  as_evidence?: boolean | null;
}
export interface JobIn {
  workspace_id: string;
}
export interface JobOut {
  id: string;
  kind: string;
  subject_id: string | null;
  status: JobStatus;
  progress: number;
  message: string | null;
  error_code: string | null;
  error_message: string | null;
  result: Record<string, unknown> | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}
export type JobStatus = "queued" | "running" | "succeeded" | "failed" | "cancelled";
export interface JobsOverview {
  waiting: WaitingKind[];
  later: number;
  running: RunningJob[];
  next: WaitingJob[];
  failed: FailedJob[];
}
export type Kind = "project" | "post" | "certification";
export interface LetterEdit {
  subject: string;
  text: string;
}
export interface LetterIn {
  cv_id: string;
  posting_id: string;
  kind?: LetterKind;
  language?: string;
  tone?: candidacy__domain__tailoring__letters__schema__Tone;
}
export type LetterKind = "letter" | "note";
export interface LetterOut {
  id: string;
  cv_id: string;
  cv_version_id: string;
  cv_number: number;
  posting_id: string;
  posting_version: number;
  kind: LetterKind;
  language: string;
  tone: Tone_Output;
  subject: string;
  edited: boolean;
  made: (Record<string, unknown>)[] | null;
  problem: string | null;
  version: number;
  created_at: string;
  updated_at: string;
  text: string;
  paragraphs: ((Record<string, unknown>)[])[];
  questions: (Record<string, unknown>)[];
  refused: (Record<string, unknown>)[];
}
export interface LetterSummary {
  id: string;
  cv_id: string;
  cv_version_id: string;
  cv_number: number;
  posting_id: string;
  posting_version: number;
  kind: LetterKind;
  language: string;
  tone: Tone_Output;
  subject: string;
  edited: boolean;
  made: (Record<string, unknown>)[] | null;
  problem: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}
export interface Line {
  path: string;
  text: string;
  tips?: Tip[];
}
export interface LineOut {
  start: number;
  end: number;
  page: number | null;
  box: Box | null;
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
  id: string;
  status: "open" | "moved" | "noted" | "dismissed";
  subject: string;
  sender: string;
  sent_at: string | null;
  excerpt: string;
  application_id: string | null;
  move_to: string | null;
  meaning: Category | null;
  confidence: number;
  because: string;
}
export interface MappingIn {
  mapping: Record<string, number>;
  day_first?: boolean | null;
}
export interface MarkIn {
  read?: boolean;
}
export interface MaskedCv {
  cv_id: string;
  called: string;
  resume: Record<string, unknown>;
}
export interface MatchIn {
  cv_id: string;
  posting_id: string;
}
export interface MatchOut {
  id: string;
  cv_id: string;
  cv_version_id: string;
  posting_id: string;
  posting_version: number;
  score: number;
  band: string;
  match: Record<string, unknown>;
  updated_at: string;
}
export interface MatchSummary {
  id: string;
  cv_id: string;
  cv_title: string;
  candidate_name: string;
  posting_id: string;
  posting_title: string;
  score: number;
  band: string;
  formula: string;
  updated_at: string;
}
export interface MatchThen {
  score: number;
  band: string;
  formula: string;
}
export interface MeOut {
  id: string;
  email: string | null;
  display_name: string;
  second_factor: boolean;
  superuser: boolean;
  workspace_id: string;
  role: Role;
  permissions: Permission[];
}
export interface MemberOut {
  user_id: string;
  display_name: string;
  email: string | null;
  role: Role;
  state: MembershipState;
  created_at: string;
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
  provider: "openai" | "anthropic" | "openai_compatible";
  model: string;
  base_url?: string | null;
  api_key?: string | null;
  monthly_tokens?: number | null;
  monthly_cost?: number | string | null;
  concurrency?: number;
  input_price?: number | string;
  output_price?: number | string;
}
export interface ModelOut {
  source: "workspace" | "installation" | null;
  provider: string | null;
  model: string | null;
  own: OwnModelOut | null;
  used: UsedOut;
  currency: string;
}
export interface ModelSave {
  provider: "openai" | "anthropic" | "openai_compatible";
  model: string;
  base_url?: string | null;
  api_key?: string | null;
  monthly_tokens?: number | null;
  monthly_cost?: number | string | null;
  concurrency?: number;
  input_price?: number | string;
  output_price?: number | string;
  save_anyway?: boolean;
}
export interface ModelSaved {
  settings: OwnModelOut;
  check: CheckOut;
}
export interface Moderated {
  handle: string;
  slug: string | null;
  taken_down: boolean;
}
export interface MoveIn {
  stage_id: string;
  note?: string;
}
export interface MyWorkspaceOut {
  id: string;
  name: string;
  kind: "personal" | "team";
  role: Role;
  state: MembershipState;
  current: boolean;
}
export interface NodeOut {
  category: Category;
  count: number;
  there: number;
}
export interface NotesOut {
  review_id: string;
  model: string;
  observations: (Record<string, unknown>)[];
  quotes_verified: number;
  quotes_dropped: number;
  dropped: number;
  degraded: (Record<string, unknown>)[];
  made: (Record<string, unknown>)[];
  created_at: string;
}
export interface NotificationOut {
  id: string;
  kind: "done" | "failed" | "reminder";
  title: string;
  detail: string;
  path: string;
  read_at: string | null;
  created_at: string;
}
export interface OrderIn {
  kind: Kind;
  item_ids: string[];
}
export interface Overview {
  version: string;
  parts: Part[];
  waiting: WaitingKind[];
  database_bytes: number;
  files: number;
  file_bytes: number;
  backup: BackupState | null;
  secrets: SecretsState;
}
export interface OwnModelOut {
  provider: "openai" | "anthropic" | "openai_compatible";
  model: string;
  base_url: string | null;
  key_hint: string | null;
  has_key: boolean;
  monthly_tokens: number | null;
  monthly_cost: string | null;
  concurrency: number;
  input_price: string;
  output_price: string;
  tested_at: string | null;
  tested: string | null;
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
export interface Page_NotificationOut {
  items: NotificationOut[];
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
export interface Page_WorkspaceUse {
  items: WorkspaceUse[];
  next_cursor?: string | null;
}
export type Paper = "a4" | "letter";
export type PaperFormat = "pdf" | "docx" | "txt";
export interface Part {
  name: string;
  state: "ok" | "off" | "failing";
  said: string;
}
export interface PartOut {
  name: string;
  what: string;
  id: string;
  path: string;
}
export interface PassageOut {
  id: string;
  heading: string;
  text: string;
  snippet: FragmentOut[];
  path: string;
  spans: Span[];
  score: number;
}
export interface PasswordIn {
  current_password: string;
  new_password: string;
}
export type Period = "year" | "month" | "week" | "day" | "hour";
export type Permission = "files:read" | "files:write" | "cvs:read" | "cvs:write" | "postings:read" | "postings:write" | "reviews:read" | "reviews:write" | "matches:read" | "matches:write" | "portfolio:read" | "portfolio:write" | "applications:read" | "applications:write" | "jobs:read" | "jobs:write" | "workspace:read" | "workspace:write" | "workspace:export" | "workspace:transfer" | "workspace:delete" | "members:read" | "members:write" | "audit:read" | "search:read" | "models:read" | "models:write";
export interface PortfolioIn {
  handle?: string | null;
  name?: string;
  headline?: string;
  about?: string;
  links?: LinkIn[];
  visibility?: Visibility;
  indexable?: boolean;
  answers?: boolean;
  language?: "en" | "de" | "es" | "fr" | null;
  sections?: Record<string, Visibility>;
  cv_id?: string | null;
  take_cv_again?: boolean;
}
export interface PortfolioOut {
  handle: string | null;
  name: string;
  headline: string;
  about: string;
  links: (Record<string, unknown>)[];
  visibility: Visibility;
  indexable: boolean;
  answers: boolean;
  language: string;
  sections: Record<string, Visibility>;
  cv_id: string | null;
  cv_number: number | null;
  has_link: boolean;
  address: string | null;
  taken_down_at: string | null;
  taken_down_reason: string | null;
  version: number;
}
export interface PostingDetail {
  id: string;
  title: string;
  organization: string | null;
  version: number;
  file_id: string | null;
  created_at: string;
  updated_at: string;
  text: string;
  location: string | null;
  remote: boolean | null;
  employment_type: string | null;
  language: string | null;
  requirements: Requirement[];
}
export interface PostingIn {
  text?: string | null;
  job_posting?: Record<string, unknown> | null;
  url?: string | null;
  title?: string | null;
  organization?: string | null;
}
export interface PostingOut {
  id: string;
  title: string;
  organization: string | null;
  version: number;
  file_id: string | null;
  created_at: string;
  updated_at: string;
}
export interface PostingPatch {
  title?: string | null;
  organization?: string | null;
}
export interface PostingSource {
  text?: string;
  html?: string;
  job_posting?: Record<string, unknown> | null;
  url?: string;
}
export interface Preparation {
  language: string;
  chapters: Chapter[];
}
export interface Problem {
  type?: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id: string;
  errors?: FieldProblem[] | null;
}
export interface PromptOut {
  id: string;
  title: string;
  purpose: string;
  versions: number[];
  active: number;
  experiment_id: string | null;
  texts: PromptVersionOut[];
}
export interface PromptSummary {
  id: string;
  title: string;
  purpose: string;
  versions: number[];
  active: number;
  experiment_id: string | null;
}
export interface PromptVersionOut {
  version: number;
  digest: string;
  system: string;
  user: string;
  variables: Record<string, string>;
  samples: Record<string, string>;
  answer_schema: Record<string, unknown> | null;
  change: string;
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
  text: string;
  about?: string;
  status?: Status | null;
  prompts?: string[];
  sources?: Source[];
}
export interface RankIn {
  posting_id?: string | null;
  cv_id?: string | null;
}
export interface RankedCv {
  place: number;
  cv_id: string;
  cv_title: string;
  candidate_name: string;
  rank_score: number;
  score: number;
  feedback: number;
  relevant: boolean | null;
  band: string;
  must_haves: number;
  must_haves_met: number;
  main_gap: Gap | null;
  match_id: string | null;
  verdict: "advance" | "hold" | "decline" | null;
}
export interface RankedCvs {
  items: RankedCv[];
  next_cursor: string | null;
  considered: number;
  waiting: number;
  formula: string;
  masked: boolean;
  decided: Record<string, number>;
}
export interface RankedPosting {
  place: number;
  posting_id: string;
  title: string;
  organization: string | null;
  score: number;
  band: string;
  must_haves: number;
  must_haves_met: number;
  main_gap: Gap | null;
}
export interface RankedPostings {
  items: RankedPosting[];
  next_cursor: string | null;
  considered: number;
  formula: string;
}
export interface RankingStarted {
  job_id: string;
  ranking: string;
}
export interface RateOut {
  name: string;
  n: number;
  answered: number;
  interviewed: number;
  answer_rate: number | null;
  interview_rate: number | null;
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
  email: string;
  password: string;
  display_name: string;
}
export interface Requirement {
  text: string;
  kind: RequirementKind;
  importance: Importance;
  skill_uris?: string[];
  years?: number | null;
  level?: string | null;
  languages?: string[];
  start?: number;
  end?: number;
  weight?: number;
}
export type RequirementKind = "skill" | "experience" | "education" | "language" | "licence" | "location" | "duty";
export interface RequirementPatch {
  importance?: Importance | null;
  weight?: number | null;
}
export interface ResetIn {
  token: string;
  password: string;
}
export interface ReviewIn {
  industry?: string;
}
export interface ReviewOut {
  id: string;
  cv_id: string;
  cv_version_id: string;
  rubric: string;
  industry: string;
  overall_score: number;
  created_at: string;
  review: Record<string, unknown>;
}
export interface ReviewSummary {
  id: string;
  cv_id: string;
  cv_version_id: string;
  rubric: string;
  industry: string;
  overall_score: number;
  created_at: string;
}
export type Role = "viewer" | "editor" | "admin" | "owner";
export interface RowOut {
  number: number;
  title: string;
  organization: string;
  stage: string;
  category: Category;
  url: string;
  saved_on: string | null;
  applied_on: string | null;
  duplicate: string | null;
  errors: CellProblemOut[];
  warnings: CellProblemOut[];
}
export interface RunningJob {
  id: string;
  workspace_id: string;
  kind: string;
  queue: string;
  since: string | null;
  worker: number | null;
  worker_heard_of: string | null;
  stopping: boolean;
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
  items: HitOut[];
  next_cursor?: string | null;
  index: IndexOut;
}
export interface SecretsState {
  secrets: number;
  total?: number;
  seen?: number;
  renewed?: number;
  unreadable?: number;
  removable_at?: string | null;
}
export type Section = "about" | "links" | "project" | "post" | "certification" | "experience" | "education" | "skills";
export interface SendIn {
  cv_id: string;
  number?: number | null;
  theme?: string;
  paper?: Paper;
  letter?: string;
}
export interface SessionOut {
  id: string;
  device: string;
  ip: string;
  started_at: string;
  last_used_at: string;
  expires_at: string;
  current: boolean;
}
export interface SkillOut {
  uri: string;
  label: string;
  text: string;
  quote: string;
  path: string;
  spans: Span[];
  months: number;
}
export interface Source {
  path: string;
  quote: string;
  spans?: Span[];
  title?: string;
  address?: string;
}
export interface Span {
  start: number;
  end: number;
  page?: number | null;
  box?: Box | null;
}
export interface StageIn {
  name: string;
  category: Category;
}
export interface StageOrder {
  stage_ids: string[];
}
export interface StageOut {
  id: string;
  name: string;
  category: Category;
  position: number;
  archived_at: string | null;
}
export interface StagePatch {
  name?: string | null;
  archived?: boolean | null;
}
export interface StandingOut {
  cv_id: string;
  posting_id: string;
  decider: "human" | "machine";
  verdict: "advance" | "hold" | "decline" | null;
  reason: string | null;
  decided_by: string | null;
  decided_by_name: string | null;
  decided_at: string | null;
  score: number | null;
  band: string | null;
  formula: string | null;
}
export type Status = "met" | "partial" | "missing" | "unknown";
export interface StayOut {
  category: Category;
  n: number;
  days: number | null;
}
export interface StopRule {
  enough?: number;
  most?: number;
  harm?: number;
}
export interface SuggestIn {
  path: string;
  task?: WritingTask;
  tone?: candidacy__ai_agents__interface__told__Tone;
  language?: string;
  posting_id?: string | null;
  instead_of?: string[];
}
export interface SuspensionIn {
  because?: string;
}
export interface TailoringIn {
  cv_id: string;
  posting_id: string;
  changes?: ChangeIn[] | null;
  pages?: number | null;
}
export interface TailoringOut {
  id: string;
  cv_id: string;
  cv_version_id: string;
  cv_number: number;
  posting_id: string;
  posting_version: number;
  digest: string;
  most_pages: number | null;
  accepted: number[] | null;
  applied_number: number | null;
  undone_number: number | null;
  made: (Record<string, unknown>)[] | null;
  problem: string | null;
  created_at: string;
  updated_at: string;
  match_before: number;
  match_after: number;
  pages_before: number | null;
  pages_after: number | null;
  changes: (Record<string, unknown>)[];
  questions: (Record<string, unknown>)[];
  refused: (Record<string, unknown>)[];
}
export interface TailoringSummary {
  id: string;
  cv_id: string;
  cv_version_id: string;
  cv_number: number;
  posting_id: string;
  posting_version: number;
  digest: string;
  most_pages: number | null;
  accepted: number[] | null;
  applied_number: number | null;
  undone_number: number | null;
  made: (Record<string, unknown>)[] | null;
  problem: string | null;
  created_at: string;
  updated_at: string;
}
export interface TailoringWork {
  cv_id: string;
  posting_id: string;
  pages?: number | null;
}
export interface TakeDownIn {
  slug?: string | null;
  reason: string;
}
export interface TaskIn {
  title: string;
  zone?: string;
  due_at?: string | null;
  remind_at?: string | null;
}
export interface TaskOut {
  id: string;
  title: string;
  zone: string;
  due_at: string | null;
  remind_at: string | null;
  reminded_at: string | null;
  done_at: string | null;
}
export interface TaskPatch {
  title?: string | null;
  zone?: string | null;
  due_at?: string | null;
  remind_at?: string | null;
  done?: boolean | null;
}
export interface ThemeOut {
  name: string;
  title: string;
  description: string;
  default: boolean;
}
export interface Tip {
  kind: TipKind;
  title: string;
  advice: string;
  start: number;
  end: number;
}
export type TipKind = "weak_opening" | "no_figure" | "too_long" | "too_short" | "passive" | "first_person" | "buzzword" | "tense" | "mixed_tense";
export interface TokenIn {
  token: string;
}
export interface TokensOut {
  kind?: "tokens";
  access_token: string;
  refresh_token: string;
  token_type?: "Bearer";
  expires_in: number;
}
export type Tone_Output = "formal" | "warm" | "direct";
export interface TransferIn {
  user_id: string;
}
export interface TriedOut {
  output: string;
  input_tokens: number;
  output_tokens: number;
  cost: string;
  latency_ms: number;
  model: string;
}
export interface TryIn {
  version: number;
  variables: Record<string, string>;
}
export interface UnreadOut {
  unread: number;
}
export type UsageFormat = "json" | "csv";
export interface UsageOut {
  since: string;
  until: string;
  currency: string;
  calls: number;
  tokens: number;
  cost: string;
  items: UseOut[];
}
export interface UseOut {
  day: string;
  purpose: string;
  model: string;
  prompt: string;
  prompt_version: number;
  calls: number;
  failed: number;
  input_tokens: number;
  output_tokens: number;
  cost: string;
  mean_latency_ms: number;
}
export interface UsedOut {
  month: string;
  tokens: number;
  cost: string;
}
export interface ValueIn {
  path: string;
  value: Record<string, unknown> | unknown[] | string | null;
}
export interface VerdictIn {
  verdict: "advance" | "hold" | "decline";
  reason: string;
}
export interface VersionOut {
  id: string;
  number: number;
  origin: string;
  author_id: string | null;
  restored_from: number | null;
  confirmed: (Record<string, unknown>)[] | null;
  candidate_name: string;
  skills: string[];
  experience_years: number;
  created_at: string;
}
export type Visibility = "public" | "unlisted" | "private";
export interface WaitingJob {
  id: string;
  workspace_id: string;
  kind: string;
  queue: string;
  since: string | null;
}
export interface WaitingKind {
  kind: string;
  depth: number;
  oldest_seconds: number;
}
export interface WorkOut {
  job_id: string;
}
export interface WorkspaceIn {
  name: string;
}
export interface WorkspaceOut {
  id: string;
  name: string;
  kind: "personal" | "team";
  mask_candidates: boolean;
  retention_days: number | null;
  version: number;
  created_at: string;
}
export interface WorkspacePatch {
  name?: string | null;
  mask_candidates?: boolean | null;
  retention_days?: number | null;
}
export interface WorkspaceUse {
  id: string;
  name: string;
  kind: string;
  members: number;
  created_at: string;
  suspended_at: string | null;
  suspended_because: string | null;
  files: number;
  bytes: number;
}
export type WritingTask = "improve" | "quantify" | "shorten" | "tone" | "translate" | "summary";
export type candidacy__ai_agents__interface__told__Tone = "neutral" | "warm" | "confident" | "formal";
export type candidacy__domain__tailoring__letters__schema__Tone = "formal" | "warm" | "direct";
export type candidacy__features__applications__exports__ExportFormat = "csv" | "json";
export interface ApplicationsDocumentOut {
  id: string;
  kind: "cv" | "letter";
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  cv_title: string | null;
  cv_number: number | null;
  theme: string | null;
  sent_at: string;
}
export interface CvsExportOut {
  format: string;
  label: string;
  media_type: string;
  lost: LostOut[];
}
export interface FilesDocumentOut {
  kind: string;
  pages: number;
  words: number;
  language: string | null;
  text: string;
  lines: LineOut[];
  hidden: HiddenOut[];
  warnings: string[];
}
export type candidacy__features__matching__exports__ExportFormat = "csv" | "xlsx" | "pdf";
export interface PrivacyExportOut {
  id: string;
  status: string;
  progress: number;
  message: string | null;
  job_id: string | null;
  size: number | null;
  requested_at: string;
  expires_at: string;
}
export interface WorkspacesAcceptIn {
  token: string;
}
export interface WritingAcceptIn {
  path: string;
  before?: string;
  text: string;
  own_words?: boolean;
  confirmed?: string[];
  call_id?: string | null;
}
export interface Operations {
  health_live: { method: "get"; path: "/health/live"; parameters: {  }; body: void; response: Record<string, string> };
  health_ready: { method: "get"; path: "/health/ready"; parameters: {  }; body: void; response: Record<string, string> };
  auth_register: { method: "post"; path: "/api/v1/auth/register"; parameters: {  }; body: RegisterIn; response: Accepted };
  auth_verify: { method: "post"; path: "/api/v1/auth/verify"; parameters: {  }; body: TokenIn; response: TokensOut };
  auth_login: { method: "post"; path: "/api/v1/auth/login"; parameters: {  }; body: LoginIn; response: TokensOut | ChallengeOut };
  auth_login_code: { method: "post"; path: "/api/v1/auth/login/code"; parameters: {  }; body: CodeIn; response: TokensOut };
  auth_refresh: { method: "post"; path: "/api/v1/auth/refresh"; parameters: {  }; body: RefreshIn; response: TokensOut };
  auth_logout: { method: "post"; path: "/api/v1/auth/logout"; parameters: { header: { "Idempotency-Key"?: string } }; body: void; response: void };
  auth_forgot_password: { method: "post"; path: "/api/v1/auth/forgot-password"; parameters: {  }; body: EmailIn; response: Accepted };
  auth_reset_password: { method: "post"; path: "/api/v1/auth/reset-password"; parameters: {  }; body: ResetIn; response: void };
  auth_confirm: { method: "post"; path: "/api/v1/auth/confirm"; parameters: { header: { "Idempotency-Key"?: string } }; body: ConfirmIn; response: void };
  auth_ask_for_address: { method: "post"; path: "/api/v1/me/email"; parameters: { header: { "Idempotency-Key"?: string } }; body: EmailIn; response: Accepted };
  auth_change_address: { method: "post"; path: "/api/v1/auth/change-email"; parameters: {  }; body: TokenIn; response: void };
  auth_me: { method: "get"; path: "/api/v1/me"; parameters: {  }; body: void; response: MeOut };
  privacy_erase: { method: "delete"; path: "/api/v1/me"; parameters: {  }; body: EraseIn; response: void };
  auth_change_password: { method: "post"; path: "/api/v1/me/password"; parameters: { header: { "Idempotency-Key"?: string } }; body: PasswordIn; response: void };
  auth_list_sessions: { method: "get"; path: "/api/v1/me/sessions"; parameters: {  }; body: void; response: SessionOut[] };
  auth_end_other_sessions: { method: "delete"; path: "/api/v1/me/sessions"; parameters: {  }; body: void; response: void };
  auth_end_session: { method: "delete"; path: "/api/v1/me/sessions/{session_id}"; parameters: { path: { session_id: string } }; body: void; response: void };
  auth_begin_second_factor: { method: "post"; path: "/api/v1/me/second-factor"; parameters: { header: { "Idempotency-Key"?: string } }; body: void; response: EnrolmentOut };
  auth_end_second_factor: { method: "delete"; path: "/api/v1/me/second-factor"; parameters: {  }; body: void; response: void };
  auth_confirm_second_factor: { method: "post"; path: "/api/v1/me/second-factor/confirm"; parameters: { header: { "Idempotency-Key"?: string } }; body: FirstCodeIn; response: RecoveryCodesOut };
  auth_list_api_keys: { method: "get"; path: "/api/v1/api-keys"; parameters: {  }; body: void; response: ApiKeyOut[] };
  auth_create_api_key: { method: "post"; path: "/api/v1/api-keys"; parameters: { header: { "Idempotency-Key"?: string } }; body: ApiKeyIn; response: ApiKeyMade };
  auth_revoke_api_key: { method: "delete"; path: "/api/v1/api-keys/{key_id}"; parameters: { path: { key_id: string } }; body: void; response: void };
  jobs_list_all: { method: "get"; path: "/api/v1/jobs"; parameters: { query: { cursor?: string | null; limit?: number } }; body: void; response: Page_JobOut };
  jobs_get_one: { method: "get"; path: "/api/v1/jobs/{job_id}"; parameters: { path: { job_id: string } }; body: void; response: JobOut };
  jobs_cancel: { method: "post"; path: "/api/v1/jobs/{job_id}/cancel"; parameters: { path: { job_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: JobOut };
  jobs_events: { method: "get"; path: "/api/v1/jobs/{job_id}/events"; parameters: { path: { job_id: string } }; body: void; response: string };
  files_list_all: { method: "get"; path: "/api/v1/files"; parameters: { query: { cursor?: string | null; limit?: number } }; body: void; response: Page_FileOut };
  files_upload: { method: "post"; path: "/api/v1/files"; parameters: { header: { "Idempotency-Key"?: string } }; body: Body_files_upload; response: FileOut };
  files_get_one: { method: "get"; path: "/api/v1/files/{file_id}"; parameters: { path: { file_id: string } }; body: void; response: FileOut };
  files_delete: { method: "delete"; path: "/api/v1/files/{file_id}"; parameters: { path: { file_id: string } }; body: void; response: void };
  files_get_document: { method: "get"; path: "/api/v1/files/{file_id}/document"; parameters: { path: { file_id: string } }; body: void; response: FilesDocumentOut };
  files_download: { method: "get"; path: "/api/v1/files/{file_id}/content"; parameters: { path: { file_id: string } }; body: void; response: Blob };
  files_page_picture: { method: "get"; path: "/api/v1/files/{file_id}/pages/{number}"; parameters: { path: { file_id: string; number: number } }; body: void; response: Blob };
  cvs_list_all: { method: "get"; path: "/api/v1/cvs"; parameters: { query: { cursor?: string | null; limit?: number } }; body: void; response: Page_CvOut };
  cvs_create: { method: "post"; path: "/api/v1/cvs"; parameters: { header: { "Idempotency-Key"?: string } }; body: CvIn; response: CvOut };
  cvs_import_file: { method: "post"; path: "/api/v1/cvs/import"; parameters: { header: { "Idempotency-Key"?: string } }; body: Body_cvs_import_file | Record<string, unknown>; response: CvImported };
  cvs_get_one: { method: "get"; path: "/api/v1/cvs/{cv_id}"; parameters: { path: { cv_id: string } }; body: void; response: CvDetail };
  cvs_rename: { method: "patch"; path: "/api/v1/cvs/{cv_id}"; parameters: { path: { cv_id: string } }; body: CvPatch; response: CvOut };
  cvs_delete: { method: "delete"; path: "/api/v1/cvs/{cv_id}"; parameters: { path: { cv_id: string } }; body: void; response: void };
  cvs_list_versions: { method: "get"; path: "/api/v1/cvs/{cv_id}/versions"; parameters: { path: { cv_id: string } }; body: void; response: VersionOut[] };
  cvs_add_version: { method: "post"; path: "/api/v1/cvs/{cv_id}/versions"; parameters: { path: { cv_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: CvContent; response: CvOut };
  cvs_change_values: { method: "patch"; path: "/api/v1/cvs/{cv_id}/values"; parameters: { path: { cv_id: string }; header: { "if-match"?: string | null } }; body: ChangesIn; response: CvOut };
  cvs_get_version: { method: "get"; path: "/api/v1/cvs/{cv_id}/versions/{number}"; parameters: { path: { cv_id: string; number: number } }; body: void; response: unknown };
  cvs_restore: { method: "post"; path: "/api/v1/cvs/{cv_id}/versions/{number}/restore"; parameters: { path: { cv_id: string; number: number }; header: { "Idempotency-Key"?: string } }; body: void; response: CvOut };
  cvs_diff: { method: "get"; path: "/api/v1/cvs/{cv_id}/diff"; parameters: { path: { cv_id: string }; query: { before: number; after: number } }; body: void; response: ChangeOut[] };
  cvs_export: { method: "get"; path: "/api/v1/cvs/{cv_id}/export"; parameters: { path: { cv_id: string }; query: { format?: string; theme?: string; paper?: Paper } }; body: void; response: unknown | Blob | string };
  cvs_list_exports: { method: "get"; path: "/api/v1/cvs/{cv_id}/exports"; parameters: { path: { cv_id: string } }; body: void; response: CvsExportOut[] };
  cvs_list_skills: { method: "get"; path: "/api/v1/cvs/{cv_id}/skills"; parameters: { path: { cv_id: string } }; body: void; response: SkillOut[] };
  rendering_list_themes: { method: "get"; path: "/api/v1/themes"; parameters: {  }; body: void; response: ThemeOut[] };
  rendering_preview: { method: "get"; path: "/api/v1/cvs/{cv_id}/preview"; parameters: { path: { cv_id: string }; query: { theme?: string; paper?: Paper } }; body: void; response: Blob };
  postings_list_all: { method: "get"; path: "/api/v1/postings"; parameters: { query: { cursor?: string | null; limit?: number } }; body: void; response: Page_PostingOut };
  postings_create: { method: "post"; path: "/api/v1/postings"; parameters: { header: { "Idempotency-Key"?: string } }; body: PostingIn; response: PostingDetail };
  postings_get_one: { method: "get"; path: "/api/v1/postings/{posting_id}"; parameters: { path: { posting_id: string } }; body: void; response: PostingDetail };
  postings_change: { method: "patch"; path: "/api/v1/postings/{posting_id}"; parameters: { path: { posting_id: string }; header: { "if-match"?: string | null } }; body: PostingPatch; response: PostingDetail };
  postings_delete: { method: "delete"; path: "/api/v1/postings/{posting_id}"; parameters: { path: { posting_id: string } }; body: void; response: void };
  postings_change_requirement: { method: "patch"; path: "/api/v1/postings/{posting_id}/requirements/{number}"; parameters: { path: { posting_id: string; number: number }; header: { "if-match"?: string | null } }; body: RequirementPatch; response: PostingDetail };
  postings_export: { method: "get"; path: "/api/v1/postings/{posting_id}/job-posting"; parameters: { path: { posting_id: string } }; body: void; response: unknown };
  reviews_list_industries: { method: "get"; path: "/api/v1/reviews/industries"; parameters: {  }; body: void; response: IndustryOut[] };
  reviews_history: { method: "get"; path: "/api/v1/cvs/{cv_id}/reviews"; parameters: { path: { cv_id: string } }; body: void; response: ReviewSummary[] };
  reviews_start: { method: "post"; path: "/api/v1/cvs/{cv_id}/reviews"; parameters: { path: { cv_id: string }; header: { "Idempotency-Key"?: string } }; body: ReviewIn; response: ReviewOut };
  reviews_get_one: { method: "get"; path: "/api/v1/reviews/{review_id}"; parameters: { path: { review_id: string } }; body: void; response: ReviewOut };
  reviews_get_notes: { method: "get"; path: "/api/v1/reviews/{review_id}/notes"; parameters: { path: { review_id: string } }; body: void; response: NotesOut };
  reviews_read_with_model: { method: "post"; path: "/api/v1/reviews/{review_id}/notes"; parameters: { path: { review_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: ReadingOut };
  matching_ranking: { method: "get"; path: "/api/v1/matches"; parameters: { query: { posting_id?: string | null; cv_id?: string | null; cursor?: string | null; limit?: number } }; body: void; response: Page_MatchSummary };
  matching_match_pair: { method: "post"; path: "/api/v1/matches"; parameters: { header: { "Idempotency-Key"?: string } }; body: MatchIn; response: MatchOut };
  matching_rank: { method: "post"; path: "/api/v1/matches/rank"; parameters: { header: { "Idempotency-Key"?: string } }; body: RankIn; response: RankingStarted };
  matching_best_cvs: { method: "get"; path: "/api/v1/matches/best/cvs/{posting_id}"; parameters: { path: { posting_id: string }; query: { shown?: "all" | "undecided" | "advance" | "hold" | "decline"; cursor?: string | null; limit?: number; years?: number | null; degree?: "secondary" | "vocational" | "associate" | "bachelor" | "master" | "doctorate" | null; language?: string | null; skill?: string | null; unknown?: boolean } }; body: void; response: RankedCvs };
  matching_best_postings: { method: "get"; path: "/api/v1/matches/best/postings/{cv_id}"; parameters: { path: { cv_id: string }; query: { cursor?: string | null; limit?: number } }; body: void; response: RankedPostings };
  matching_give_feedback: { method: "put"; path: "/api/v1/matches/feedback/{posting_id}/{cv_id}"; parameters: { path: { posting_id: string; cv_id: string } }; body: FeedbackIn; response: void };
  matching_get_one: { method: "get"; path: "/api/v1/matches/{match_id}"; parameters: { path: { match_id: string } }; body: void; response: MatchOut };
  matching_start_batch: { method: "post"; path: "/api/v1/postings/{posting_id}/batches"; parameters: { path: { posting_id: string }; header: { "Idempotency-Key"?: string } }; body: Body_matching_start_batch; response: BatchOut };
  matching_export_ranking: { method: "get"; path: "/api/v1/postings/{posting_id}/ranking"; parameters: { path: { posting_id: string }; query: { format?: candidacy__features__matching__exports__ExportFormat } }; body: void; response: string | Blob };
  matching_get_batch: { method: "get"; path: "/api/v1/batches/{batch_id}"; parameters: { path: { batch_id: string } }; body: void; response: BatchOut };
  matching_get_masked_cv: { method: "get"; path: "/api/v1/cvs/{cv_id}/masked"; parameters: { path: { cv_id: string } }; body: void; response: MaskedCv };
  matching_get_standing: { method: "get"; path: "/api/v1/cvs/{cv_id}/decisions/{posting_id}"; parameters: { path: { cv_id: string; posting_id: string } }; body: void; response: StandingOut };
  matching_decide: { method: "post"; path: "/api/v1/cvs/{cv_id}/decisions/{posting_id}"; parameters: { path: { cv_id: string; posting_id: string }; header: { "Idempotency-Key"?: string } }; body: VerdictIn; response: StandingOut };
  matching_take_back: { method: "delete"; path: "/api/v1/cvs/{cv_id}/decisions/{posting_id}"; parameters: { path: { cv_id: string; posting_id: string } }; body: void; response: void };
  tailoring_list_all: { method: "get"; path: "/api/v1/tailorings"; parameters: { query: { cv_id?: string | null; posting_id?: string | null; cursor?: string | null; limit?: number } }; body: void; response: Page_TailoringSummary };
  tailoring_propose: { method: "post"; path: "/api/v1/tailorings"; parameters: { header: { "Idempotency-Key"?: string } }; body: TailoringIn; response: TailoringOut };
  tailoring_ask_model: { method: "post"; path: "/api/v1/tailorings/work"; parameters: { header: { "Idempotency-Key"?: string } }; body: TailoringWork; response: WorkOut };
  tailoring_get_one: { method: "get"; path: "/api/v1/tailorings/{tailoring_id}"; parameters: { path: { tailoring_id: string } }; body: void; response: TailoringOut };
  tailoring_delete: { method: "delete"; path: "/api/v1/tailorings/{tailoring_id}"; parameters: { path: { tailoring_id: string } }; body: void; response: void };
  tailoring_apply: { method: "post"; path: "/api/v1/tailorings/{tailoring_id}/apply"; parameters: { path: { tailoring_id: string }; header: { "Idempotency-Key"?: string } }; body: Decisions; response: TailoringOut };
  tailoring_undo: { method: "post"; path: "/api/v1/tailorings/{tailoring_id}/undo"; parameters: { path: { tailoring_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: TailoringOut };
  tailoring_answer: { method: "post"; path: "/api/v1/tailorings/{tailoring_id}/questions/{question}"; parameters: { path: { tailoring_id: string; question: string }; header: { "Idempotency-Key"?: string } }; body: Answer; response: TailoringOut };
  tailoring_remove_refused: { method: "delete"; path: "/api/v1/tailorings/{tailoring_id}/refused/{number}"; parameters: { path: { tailoring_id: string; number: number } }; body: void; response: TailoringOut };
  tailoring_prove: { method: "post"; path: "/api/v1/tailorings/{tailoring_id}/prove"; parameters: { path: { tailoring_id: string }; header: { "Idempotency-Key"?: string } }; body: Proof; response: TailoringOut };
  letters_list_all: { method: "get"; path: "/api/v1/letters"; parameters: { query: { cv_id?: string | null; posting_id?: string | null; cursor?: string | null; limit?: number } }; body: void; response: Page_LetterSummary };
  letters_write: { method: "post"; path: "/api/v1/letters"; parameters: { header: { "Idempotency-Key"?: string } }; body: LetterIn; response: LetterOut };
  letters_ask_model: { method: "post"; path: "/api/v1/letters/work"; parameters: { header: { "Idempotency-Key"?: string } }; body: LetterIn; response: WorkOut };
  letters_get_one: { method: "get"; path: "/api/v1/letters/{letter_id}"; parameters: { path: { letter_id: string } }; body: void; response: LetterOut };
  letters_edit: { method: "patch"; path: "/api/v1/letters/{letter_id}"; parameters: { path: { letter_id: string }; header: { "if-match"?: string | null } }; body: LetterEdit; response: LetterOut };
  letters_delete: { method: "delete"; path: "/api/v1/letters/{letter_id}"; parameters: { path: { letter_id: string } }; body: void; response: void };
  letters_answer: { method: "post"; path: "/api/v1/letters/{letter_id}/questions/{question}"; parameters: { path: { letter_id: string; question: string }; header: { "Idempotency-Key"?: string } }; body: Answer; response: LetterOut };
  letters_as_file: { method: "get"; path: "/api/v1/letters/{letter_id}/file"; parameters: { path: { letter_id: string }; query: { format?: PaperFormat } }; body: void; response: Blob | string };
  interviews_prepare: { method: "get"; path: "/api/v1/cvs/{cv_id}/interviews/{posting_id}"; parameters: { path: { cv_id: string; posting_id: string }; query: { language?: string } }; body: void; response: Preparation };
  interviews_as_file: { method: "get"; path: "/api/v1/cvs/{cv_id}/interviews/{posting_id}/file"; parameters: { path: { cv_id: string; posting_id: string }; query: { language?: string; format?: PaperFormat } }; body: void; response: Blob | string };
  interviews_get_hints: { method: "get"; path: "/api/v1/cvs/{cv_id}/interviews/{posting_id}/hints"; parameters: { path: { cv_id: string; posting_id: string }; query: { language?: string } }; body: void; response: HintsOut };
  interviews_ask_model: { method: "post"; path: "/api/v1/cvs/{cv_id}/interviews/{posting_id}/hints"; parameters: { path: { cv_id: string; posting_id: string }; header: { "Idempotency-Key"?: string } }; body: HintsIn; response: WorkOut };
  search_search: { method: "get"; path: "/api/v1/search"; parameters: { query: { cursor?: string | null; limit?: number; q: string; kind?: string[] | null; since?: string | null; until?: string | null } }; body: void; response: SearchOut };
  search_ask: { method: "get"; path: "/api/v1/search/ask"; parameters: { query: { q: string; kind?: string[] | null; since?: string | null; until?: string | null } }; body: void; response: string };
  writing_tips: { method: "get"; path: "/api/v1/cvs/{cv_id}/tips"; parameters: { path: { cv_id: string } }; body: void; response: LineSet };
  writing_accept: { method: "post"; path: "/api/v1/cvs/{cv_id}/suggestions/accept"; parameters: { path: { cv_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: WritingAcceptIn; response: AcceptedOut };
  writing_suggest: { method: "post"; path: "/api/v1/cvs/{cv_id}/suggestions/events"; parameters: { path: { cv_id: string }; header: { "Idempotency-Key"?: string } }; body: SuggestIn; response: string };
  portfolio_get_portfolio: { method: "get"; path: "/api/v1/portfolio"; parameters: {  }; body: void; response: PortfolioOut };
  portfolio_change_portfolio: { method: "put"; path: "/api/v1/portfolio"; parameters: { header: { "if-match"?: string | null } }; body: PortfolioIn; response: PortfolioOut };
  portfolio_make_link: { method: "post"; path: "/api/v1/portfolio/link"; parameters: { header: { "Idempotency-Key"?: string } }; body: void; response: LinkOut };
  portfolio_revoke_link: { method: "delete"; path: "/api/v1/portfolio/link"; parameters: {  }; body: void; response: void };
  portfolio_list_items: { method: "get"; path: "/api/v1/portfolio/items"; parameters: { query: { kind?: Kind | null; cursor?: string | null; limit?: number } }; body: void; response: Page_ItemOut };
  portfolio_create_item: { method: "post"; path: "/api/v1/portfolio/items"; parameters: { header: { "Idempotency-Key"?: string } }; body: ItemIn; response: ItemDetail };
  portfolio_get_item: { method: "get"; path: "/api/v1/portfolio/items/{item_id}"; parameters: { path: { item_id: string } }; body: void; response: ItemDetail };
  portfolio_change_item: { method: "patch"; path: "/api/v1/portfolio/items/{item_id}"; parameters: { path: { item_id: string }; header: { "if-match"?: string | null } }; body: ItemPatch; response: ItemDetail };
  portfolio_delete_item: { method: "delete"; path: "/api/v1/portfolio/items/{item_id}"; parameters: { path: { item_id: string } }; body: void; response: void };
  portfolio_restore_item: { method: "post"; path: "/api/v1/portfolio/items/{item_id}/restore"; parameters: { path: { item_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: ItemOut };
  portfolio_publish_item: { method: "post"; path: "/api/v1/portfolio/items/{item_id}/publish"; parameters: { path: { item_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: PublishIn; response: ItemOut };
  portfolio_unpublish_item: { method: "post"; path: "/api/v1/portfolio/items/{item_id}/unpublish"; parameters: { path: { item_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: void; response: ItemOut };
  portfolio_put_in_order: { method: "put"; path: "/api/v1/portfolio/order"; parameters: {  }; body: OrderIn; response: void };
  portfolio_add_image: { method: "post"; path: "/api/v1/portfolio/items/{item_id}/images"; parameters: { path: { item_id: string }; header: { "Idempotency-Key"?: string } }; body: Body_portfolio_add_image; response: ImageOut };
  portfolio_get_image: { method: "get"; path: "/api/v1/portfolio/images/{image_id}"; parameters: { path: { image_id: string }; query: { width?: number | null } }; body: void; response: Blob };
  portfolio_describe_image: { method: "patch"; path: "/api/v1/portfolio/images/{image_id}"; parameters: { path: { image_id: string } }; body: ImagePatch; response: ImageOut };
  portfolio_delete_image: { method: "delete"; path: "/api/v1/portfolio/images/{image_id}"; parameters: { path: { image_id: string } }; body: void; response: void };
  portfolio_import_cv: { method: "post"; path: "/api/v1/portfolio/import"; parameters: { header: { "Idempotency-Key"?: string } }; body: ImportIn; response: Imported };
  portfolio_export: { method: "get"; path: "/api/v1/portfolio/export"; parameters: {  }; body: void; response: Blob };
  portfolio_take_down: { method: "post"; path: "/api/v1/moderation/portfolios/{handle}/take-down"; parameters: { path: { handle: string }; header: { "Idempotency-Key"?: string } }; body: TakeDownIn; response: Moderated };
  portfolio_bring_back: { method: "post"; path: "/api/v1/moderation/portfolios/{handle}/bring-back"; parameters: { path: { handle: string }; header: { "Idempotency-Key"?: string } }; body: BringBackIn; response: Moderated };
  applications_list_all: { method: "get"; path: "/api/v1/applications"; parameters: { query: { cursor?: string | null; limit?: number; q?: string; tag?: string; source?: string; stage_id?: string | null; cv_id?: string | null; archived?: boolean } }; body: void; response: Page_ApplicationOut };
  applications_create: { method: "post"; path: "/api/v1/applications"; parameters: { header: { "Idempotency-Key"?: string } }; body: ApplicationIn; response: ApplicationOut };
  applications_show_board: { method: "get"; path: "/api/v1/applications/board"; parameters: { query: { q?: string; tag?: string; source?: string; stage_id?: string | null; cv_id?: string | null; archived?: boolean } }; body: void; response: BoardOut };
  applications_show_insights: { method: "get"; path: "/api/v1/applications/insights"; parameters: { query: { q?: string; tag?: string; source?: string; stage_id?: string | null; cv_id?: string | null; archived?: boolean } }; body: void; response: InsightsOut };
  applications_list_actions: { method: "get"; path: "/api/v1/applications/today"; parameters: {  }; body: void; response: ActionOut[] };
  applications_export: { method: "get"; path: "/api/v1/applications/export"; parameters: { query: { format?: candidacy__features__applications__exports__ExportFormat; q?: string; tag?: string; source?: string; stage_id?: string | null; cv_id?: string | null; archived?: boolean } }; body: void; response: string | unknown };
  applications_list_stages: { method: "get"; path: "/api/v1/application-stages"; parameters: {  }; body: void; response: StageOut[] };
  applications_add_stage: { method: "post"; path: "/api/v1/application-stages"; parameters: { header: { "Idempotency-Key"?: string } }; body: StageIn; response: StageOut };
  applications_order_stages: { method: "put"; path: "/api/v1/application-stages/order"; parameters: {  }; body: StageOrder; response: StageOut[] };
  applications_change_stage: { method: "patch"; path: "/api/v1/application-stages/{stage_id}"; parameters: { path: { stage_id: string } }; body: StagePatch; response: StageOut };
  applications_start_import: { method: "post"; path: "/api/v1/application-imports"; parameters: { header: { "Idempotency-Key"?: string } }; body: Body_applications_start_import; response: ImportOut };
  applications_get_import: { method: "get"; path: "/api/v1/application-imports/{import_id}"; parameters: { path: { import_id: string } }; body: void; response: ImportOut };
  applications_set_mapping: { method: "put"; path: "/api/v1/application-imports/{import_id}/mapping"; parameters: { path: { import_id: string } }; body: MappingIn; response: ImportOut };
  applications_apply_import: { method: "post"; path: "/api/v1/application-imports/{import_id}/apply"; parameters: { path: { import_id: string }; header: { "Idempotency-Key"?: string } }; body: ApplyIn; response: ImportOut };
  applications_undo_import: { method: "post"; path: "/api/v1/application-imports/{import_id}/undo"; parameters: { path: { import_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: ImportOut };
  applications_list_mails: { method: "get"; path: "/api/v1/application-mails"; parameters: { query: { cursor?: string | null; limit?: number } }; body: void; response: Page_MailOut };
  applications_paste_mail: { method: "post"; path: "/api/v1/application-mails"; parameters: { header: { "Idempotency-Key"?: string } }; body: MailIn; response: MailOut };
  applications_upload_mail: { method: "post"; path: "/api/v1/application-mails/file"; parameters: { header: { "Idempotency-Key"?: string } }; body: Body_applications_upload_mail; response: MailOut };
  applications_accept_mail: { method: "post"; path: "/api/v1/application-mails/{mail_id}/accept"; parameters: { path: { mail_id: string }; header: { "Idempotency-Key"?: string } }; body: AnswerIn; response: MailOut };
  applications_dismiss_mail: { method: "post"; path: "/api/v1/application-mails/{mail_id}/dismiss"; parameters: { path: { mail_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: MailOut };
  applications_get_feed: { method: "get"; path: "/api/v1/calendar-feed"; parameters: {  }; body: void; response: FeedState };
  applications_renew_feed: { method: "post"; path: "/api/v1/calendar-feed"; parameters: { header: { "Idempotency-Key"?: string } }; body: void; response: FeedOut };
  applications_revoke_feed: { method: "delete"; path: "/api/v1/calendar-feed"; parameters: {  }; body: void; response: void };
  applications_get_one: { method: "get"; path: "/api/v1/applications/{application_id}"; parameters: { path: { application_id: string } }; body: void; response: ApplicationDetail };
  applications_change: { method: "patch"; path: "/api/v1/applications/{application_id}"; parameters: { path: { application_id: string }; header: { "if-match"?: string | null } }; body: ApplicationPatch; response: ApplicationOut };
  applications_delete: { method: "delete"; path: "/api/v1/applications/{application_id}"; parameters: { path: { application_id: string } }; body: void; response: void };
  applications_move: { method: "post"; path: "/api/v1/applications/{application_id}/move"; parameters: { path: { application_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: MoveIn; response: ApplicationOut };
  applications_undo: { method: "post"; path: "/api/v1/applications/{application_id}/undo"; parameters: { path: { application_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: void; response: ApplicationOut };
  applications_archive: { method: "post"; path: "/api/v1/applications/{application_id}/archive"; parameters: { path: { application_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: void; response: ApplicationOut };
  applications_restore: { method: "post"; path: "/api/v1/applications/{application_id}/restore"; parameters: { path: { application_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: void; response: ApplicationOut };
  applications_list_events: { method: "get"; path: "/api/v1/applications/{application_id}/events"; parameters: { path: { application_id: string } }; body: void; response: EventOut[] };
  applications_send: { method: "post"; path: "/api/v1/applications/{application_id}/send"; parameters: { path: { application_id: string }; header: { "if-match"?: string | null; "Idempotency-Key"?: string } }; body: SendIn; response: ApplicationOut };
  applications_get_document: { method: "get"; path: "/api/v1/applications/{application_id}/documents/{document_id}"; parameters: { path: { application_id: string; document_id: string } }; body: void; response: Blob | string };
  applications_add_contact: { method: "post"; path: "/api/v1/applications/{application_id}/contacts"; parameters: { path: { application_id: string }; header: { "Idempotency-Key"?: string } }; body: ContactIn; response: ContactOut };
  applications_change_contact: { method: "put"; path: "/api/v1/applications/{application_id}/contacts/{contact_id}"; parameters: { path: { application_id: string; contact_id: string } }; body: ContactIn; response: ContactOut };
  applications_delete_contact: { method: "delete"; path: "/api/v1/applications/{application_id}/contacts/{contact_id}"; parameters: { path: { application_id: string; contact_id: string } }; body: void; response: void };
  applications_add_task: { method: "post"; path: "/api/v1/applications/{application_id}/tasks"; parameters: { path: { application_id: string }; header: { "Idempotency-Key"?: string } }; body: TaskIn; response: TaskOut };
  applications_change_task: { method: "patch"; path: "/api/v1/applications/{application_id}/tasks/{task_id}"; parameters: { path: { application_id: string; task_id: string } }; body: TaskPatch; response: TaskOut };
  applications_delete_task: { method: "delete"; path: "/api/v1/applications/{application_id}/tasks/{task_id}"; parameters: { path: { application_id: string; task_id: string } }; body: void; response: void };
  applications_add_interview: { method: "post"; path: "/api/v1/applications/{application_id}/interviews"; parameters: { path: { application_id: string }; header: { "Idempotency-Key"?: string } }; body: InterviewIn; response: InterviewOut };
  applications_change_interview: { method: "put"; path: "/api/v1/applications/{application_id}/interviews/{interview_id}"; parameters: { path: { application_id: string; interview_id: string } }; body: InterviewIn; response: InterviewOut };
  applications_delete_interview: { method: "delete"; path: "/api/v1/applications/{application_id}/interviews/{interview_id}"; parameters: { path: { application_id: string; interview_id: string } }; body: void; response: void };
  applications_get_interview_calendar: { method: "get"; path: "/api/v1/applications/{application_id}/interviews/{interview_id}/calendar"; parameters: { path: { application_id: string; interview_id: string } }; body: void; response: string };
  notifications_list_all: { method: "get"; path: "/api/v1/notifications"; parameters: { query: { unread?: boolean; cursor?: string | null; limit?: number } }; body: void; response: Page_NotificationOut };
  notifications_count_unread: { method: "get"; path: "/api/v1/notifications/unread"; parameters: {  }; body: void; response: UnreadOut };
  notifications_mark: { method: "put"; path: "/api/v1/notifications/{notification_id}/read"; parameters: { path: { notification_id: string } }; body: MarkIn; response: NotificationOut };
  notifications_mark_all: { method: "put"; path: "/api/v1/notifications/read"; parameters: {  }; body: void; response: void };
  samples_list_all: { method: "get"; path: "/api/v1/samples"; parameters: {  }; body: void; response: SampleOut[] };
  samples_load: { method: "post"; path: "/api/v1/samples"; parameters: { header: { "Idempotency-Key"?: string } }; body: SampleIn; response: SampleOut };
  samples_remove: { method: "delete"; path: "/api/v1/samples/{kind}"; parameters: { path: { kind: SampleKind } }; body: void; response: void };
  workspaces_list_mine: { method: "get"; path: "/api/v1/workspaces"; parameters: {  }; body: void; response: MyWorkspaceOut[] };
  workspaces_create: { method: "post"; path: "/api/v1/workspaces"; parameters: { header: { "Idempotency-Key"?: string } }; body: WorkspaceIn; response: WorkspaceOut };
  workspaces_switch: { method: "post"; path: "/api/v1/workspaces/{workspace_id}/switch"; parameters: { path: { workspace_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: void };
  workspaces_get_one: { method: "get"; path: "/api/v1/workspaces/{workspace_id}"; parameters: { path: { workspace_id: string } }; body: void; response: WorkspaceOut };
  workspaces_change: { method: "patch"; path: "/api/v1/workspaces/{workspace_id}"; parameters: { path: { workspace_id: string }; header: { "if-match"?: string | null } }; body: WorkspacePatch; response: WorkspaceOut };
  workspaces_delete: { method: "delete"; path: "/api/v1/workspaces/{workspace_id}"; parameters: { path: { workspace_id: string } }; body: void; response: void };
  workspaces_leave: { method: "post"; path: "/api/v1/workspaces/{workspace_id}/leave"; parameters: { path: { workspace_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: void };
  workspaces_transfer: { method: "post"; path: "/api/v1/workspaces/{workspace_id}/transfer"; parameters: { path: { workspace_id: string }; header: { "Idempotency-Key"?: string } }; body: TransferIn; response: void };
  workspaces_list_members: { method: "get"; path: "/api/v1/workspaces/{workspace_id}/members"; parameters: { path: { workspace_id: string } }; body: void; response: MemberOut[] };
  workspaces_change_member: { method: "patch"; path: "/api/v1/workspaces/{workspace_id}/members/{user_id}"; parameters: { path: { user_id: string; workspace_id: string } }; body: MemberPatch; response: void };
  workspaces_remove_member: { method: "delete"; path: "/api/v1/workspaces/{workspace_id}/members/{user_id}"; parameters: { path: { user_id: string; workspace_id: string } }; body: void; response: void };
  workspaces_remove_members: { method: "post"; path: "/api/v1/workspaces/{workspace_id}/members/remove"; parameters: { path: { workspace_id: string }; header: { "Idempotency-Key"?: string } }; body: MembersIn; response: void };
  workspaces_list_invitations: { method: "get"; path: "/api/v1/workspaces/{workspace_id}/invitations"; parameters: { path: { workspace_id: string } }; body: void; response: InvitationOut[] };
  workspaces_invite: { method: "post"; path: "/api/v1/workspaces/{workspace_id}/invitations"; parameters: { path: { workspace_id: string }; header: { "Idempotency-Key"?: string } }; body: InvitationIn; response: InvitationMade };
  workspaces_withdraw: { method: "delete"; path: "/api/v1/workspaces/{workspace_id}/invitations/{invitation_id}"; parameters: { path: { invitation_id: string; workspace_id: string } }; body: void; response: void };
  workspaces_accept: { method: "post"; path: "/api/v1/invitations/accept"; parameters: { header: { "Idempotency-Key"?: string } }; body: WorkspacesAcceptIn; response: Record<string, string> };
  models_get_model: { method: "get"; path: "/api/v1/models/settings"; parameters: {  }; body: void; response: ModelOut };
  models_put_model: { method: "put"; path: "/api/v1/models/settings"; parameters: { header: { "if-match"?: string | null } }; body: ModelSave; response: ModelSaved };
  models_delete_model: { method: "delete"; path: "/api/v1/models/settings"; parameters: {  }; body: void; response: void };
  models_check: { method: "post"; path: "/api/v1/models/check"; parameters: { header: { "Idempotency-Key"?: string } }; body: ModelIn; response: CheckOut };
  models_usage: { method: "get"; path: "/api/v1/models/usage"; parameters: { query: { from?: string | null; to?: string | null; format?: UsageFormat } }; body: void; response: UsageOut | string };
  models_usage_of_all: { method: "get"; path: "/api/v1/admin/models/usage"; parameters: { query: { from?: string | null; to?: string | null; format?: UsageFormat } }; body: void; response: UsageOut | string };
  models_list_prompts: { method: "get"; path: "/api/v1/admin/prompts"; parameters: {  }; body: void; response: PromptSummary[] };
  models_get_prompt: { method: "get"; path: "/api/v1/admin/prompts/{prompt_id}"; parameters: { path: { prompt_id: string } }; body: void; response: PromptOut };
  models_activate: { method: "put"; path: "/api/v1/admin/prompts/{prompt_id}/active"; parameters: { path: { prompt_id: string } }; body: ActivateIn; response: PromptOut };
  models_try_version: { method: "post"; path: "/api/v1/admin/prompts/{prompt_id}/try"; parameters: { path: { prompt_id: string }; header: { "Idempotency-Key"?: string } }; body: TryIn; response: TriedOut };
  models_list_experiments: { method: "get"; path: "/api/v1/admin/prompts/{prompt_id}/experiments"; parameters: { path: { prompt_id: string } }; body: void; response: ExperimentOut[] };
  models_start_experiment: { method: "post"; path: "/api/v1/admin/prompts/{prompt_id}/experiments"; parameters: { path: { prompt_id: string }; header: { "Idempotency-Key"?: string } }; body: ExperimentIn; response: ExperimentOut };
  models_get_experiment: { method: "get"; path: "/api/v1/admin/experiments/{experiment_id}"; parameters: { path: { experiment_id: string } }; body: void; response: ExperimentOut };
  models_stop_experiment: { method: "post"; path: "/api/v1/admin/experiments/{experiment_id}/stop"; parameters: { path: { experiment_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: ExperimentOut };
  admin_overview: { method: "get"; path: "/api/v1/admin/overview"; parameters: {  }; body: void; response: Overview };
  admin_jobs: { method: "get"; path: "/api/v1/admin/jobs"; parameters: {  }; body: void; response: JobsOverview };
  admin_cancel_job: { method: "post"; path: "/api/v1/admin/jobs/{job_id}/cancel"; parameters: { path: { job_id: string }; header: { "Idempotency-Key"?: string } }; body: JobIn; response: void };
  admin_retry_job: { method: "post"; path: "/api/v1/admin/jobs/{job_id}/retry"; parameters: { path: { job_id: string }; header: { "Idempotency-Key"?: string } }; body: JobIn; response: void };
  admin_list_workspaces: { method: "get"; path: "/api/v1/admin/workspaces"; parameters: { query: { cursor?: string | null; limit?: number } }; body: void; response: Page_WorkspaceUse };
  admin_suspend_workspace: { method: "post"; path: "/api/v1/admin/workspaces/{workspace_id}/suspend"; parameters: { path: { workspace_id: string }; header: { "Idempotency-Key"?: string } }; body: SuspensionIn; response: void };
  admin_resume_workspace: { method: "post"; path: "/api/v1/admin/workspaces/{workspace_id}/resume"; parameters: { path: { workspace_id: string }; header: { "Idempotency-Key"?: string } }; body: void; response: void };
  audit_list_entries: { method: "get"; path: "/api/v1/audit"; parameters: { query: { cursor?: string | null; limit?: number; category?: "security" | "decision" | null; kind?: string | null; actor?: string | null; subject?: string | null; from?: string | null; to?: string | null } }; body: void; response: Page_AuditEntryOut };
  audit_export_entries: { method: "get"; path: "/api/v1/audit/export"; parameters: { query: { category?: "security" | "decision" | null; kind?: string | null; actor?: string | null; subject?: string | null; from?: string | null; to?: string | null } }; body: void; response: unknown };
  audit_list_activity: { method: "get"; path: "/api/v1/me/activity"; parameters: { query: { cursor?: string | null; limit?: number } }; body: void; response: Page_AuditEntryOut };
  audit_audit_of_groups: { method: "post"; path: "/api/v1/audit/groups"; parameters: { query: { column?: string[] | null }; header: { "Idempotency-Key"?: string } }; body: Body_audit_audit_of_groups; response: GroupAudit };
  privacy_list_exports: { method: "get"; path: "/api/v1/me/exports"; parameters: {  }; body: void; response: PrivacyExportOut[] };
  privacy_request_export: { method: "post"; path: "/api/v1/me/exports"; parameters: { header: { "Idempotency-Key"?: string } }; body: void; response: PrivacyExportOut };
  privacy_get_export: { method: "get"; path: "/api/v1/me/exports/{export_id}"; parameters: { path: { export_id: string } }; body: void; response: PrivacyExportOut };
  privacy_delete_export: { method: "delete"; path: "/api/v1/me/exports/{export_id}"; parameters: { path: { export_id: string } }; body: void; response: void };
  privacy_download_export: { method: "get"; path: "/api/v1/me/exports/{export_id}/content"; parameters: { path: { export_id: string } }; body: void; response: Blob };
}
