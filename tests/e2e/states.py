"""Every page in every state that it can be in, and how a browser gets there."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page, expect

from tests.e2e.browsing import Watch
from tests.e2e.samples import (
    EMPTY_POSTING,
    HARD_TO_READ,
    MARKDOWN,
    NOT_A_PDF,
    POSTING,
    SUMMARY,
    TWO_COLUMNS,
    TYPED,
    picture,
)
from tests.e2e.serving import Server


@dataclass(frozen=True, slots=True)
class World:
    """What a state is made from; ``idle`` is a server on which no reading ever begins."""

    server: Server
    idle: Callable[[], Server]
    watch: Watch


State = Callable[[World], str]
"""Prepares the server; gives the address to open."""
STATES: dict[str, State] = {}


def state(prepare: State) -> State:
    STATES[prepare.__name__] = prepare
    return prepare


def _cv(world: World) -> str:
    server = world.server
    return server.once("cv", lambda: server.wait_until_read(server.upload("noor-haddad.pdf", TWO_COLUMNS)))


def _posting(world: World, text: str = POSTING) -> str:
    return world.server.once(text, lambda: _made(world, "postings", {"text": text}))


def _match(world: World, cv: str, posting: str) -> str:
    pair = {"cv_id": cv, "posting_id": posting}
    return world.server.once(cv + posting, lambda: _made(world, "matches", pair))


def _typed(world: World) -> str:
    return world.server.once("typed", lambda: _made(world, "cvs", TYPED))


def _made(world: World, kind: str, payload: object) -> str:
    return str(world.server.post(f"/api/v1/{kind}", payload)["id"])


@state
def home_for_the_first_time(world: World) -> str:
    world.server.wipe()
    return "/"


@state
def home_with_matches(world: World) -> str:
    _match(world, _cv(world), _posting(world))
    return "/"


@state
def no_cvs(world: World) -> str:
    world.server.wipe()
    return "/cvs"


@state
def cvs(world: World) -> str:
    _cv(world)
    return "/cvs"


@state
def cv_beside_its_document(world: World) -> str:
    return f"/cvs/{_cv(world)}"


@state
def cv_that_was_typed_in(world: World) -> str:
    return f"/cvs/{_typed(world)}"


@state
def cv_with_values_to_check(world: World) -> str:
    server = world.server
    read = server.once("hard", lambda: server.wait_until_read(server.upload("hard.pdf", HARD_TO_READ)))
    return f"/cvs/{read}"


@state
def themes_to_download(world: World) -> str:
    return f"/cvs/{_cv(world)}/export?theme=columns"


def _edited(world: World) -> str:
    """A CV of three versions, whose values are partly unsure."""

    def make() -> str:
        server = world.server
        cv = server.wait_until_read(server.upload("edited.pdf", TWO_COLUMNS))
        for label in ("Data engineer", "Senior data engineer"):
            changes = {"changes": [{"path": "/basics/label", "value": label}]}
            server.api.patch(f"/api/v1/cvs/{cv}/values", json=changes).raise_for_status()
        return cv

    return world.server.once("edited", make)


@state
def cv_with_versions(world: World) -> str:
    return f"/cvs/{_edited(world)}?done=saved"


@state
def old_version_of_a_cv(world: World) -> str:
    return f"/cvs/{_edited(world)}/v/1"


@state
def two_versions_compared(world: World) -> str:
    return f"/cvs/{_edited(world)}/compare?from=1&to=3"


@state
def two_versions_that_say_the_same(world: World) -> str:
    return f"/cvs/{_edited(world)}/compare?from=2&to=2"


@state
def review(world: World) -> str:
    return f"/cvs/{_cv(world)}/review"


@state
def review_of_a_cv_that_was_typed_in(world: World) -> str:
    cv = _typed(world)
    world.server.post(f"/api/v1/cvs/{cv}/reviews", {"industry": "software"})
    return f"/cvs/{cv}/review?industry=software"


@state
def review_that_was_not_made_yet(world: World) -> str:
    return f"/cvs/{_typed(world)}/review?industry=sales"


@state
def no_postings(world: World) -> str:
    world.server.wipe()
    return "/postings"


@state
def postings(world: World) -> str:
    _posting(world)
    return "/postings"


@state
def posting(world: World) -> str:
    return f"/postings/{_posting(world)}"


@state
def posting_without_requirements(world: World) -> str:
    return f"/postings/{_posting(world, EMPTY_POSTING)}"


@state
def match(world: World) -> str:
    return f"/matches/{_match(world, _cv(world), _posting(world))}"


@state
def match_of_a_cv_that_was_typed_in(world: World) -> str:
    return f"/matches/{_match(world, _typed(world), _posting(world))}"


@state
def match_that_is_out_of_date(world: World) -> str:
    posting = _made(world, "postings", {"text": POSTING})
    match = _made(world, "matches", {"cv_id": _typed(world), "posting_id": posting})
    changed = world.server.api.patch(f"/api/v1/postings/{posting}/requirements/0", json={"weight": 2})
    changed.raise_for_status()
    return f"/matches/{match}"


@state
def match_without_requirements(world: World) -> str:
    return f"/matches/{_match(world, _typed(world), _posting(world, EMPTY_POSTING))}"


@state
def nothing_ranked(world: World) -> str:
    return f"/postings/{_made(world, 'postings', {'text': POSTING})}/ranking"


@state
def ranking(world: World) -> str:
    posting = _posting(world)
    _match(world, _cv(world), posting)
    return f"/postings/{posting}/ranking"


@state
def cvs_compared(world: World) -> str:
    posting, people = _posting(world), (_cv(world), _typed(world))
    for cv in people:
        _match(world, cv, posting)
    return f"/postings/{posting}/compare?cv={people[0]}&cv={people[1]}"


@state
def batch(world: World) -> str:
    def make() -> str:
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("noor-haddad.pdf", TWO_COLUMNS)
            file.writestr("broken.pdf", NOT_A_PDF)
        path = f"/api/v1/postings/{_posting(world)}/batches"
        answer = world.server.api.post(path, files={"file": ("cvs.zip", archive.getvalue())})
        answer.raise_for_status()
        # The page loads itself again when the batch ends, which must not happen while it is looked at.
        world.server.wait_for_job(answer.json()["job_id"])
        return str(answer.json()["id"])

    return f"/batches/{world.server.once('batch', make)}"


@state
def tailoring(world: World) -> str:
    pair = {"cv_id": _cv(world), "posting_id": _posting(world)}
    return f"/tailorings/{world.server.once('tailoring', lambda: _made(world, 'tailorings', pair))}"


def _pair(world: World) -> dict[str, str]:
    return {"cv_id": _cv(world), "posting_id": _posting(world)}


@state
def tailoring_with_a_refused_claim(world: World) -> str:
    def make() -> str:
        lie = {"path": "/work/0/highlights/0", "after": "Led 300 people who built 30 pipelines"}
        return _made(world, "tailorings", {**_pair(world), "changes": [lie]})

    return f"/tailorings/{world.server.once('refused', make)}"


@state
def tailoring_with_a_question(world: World) -> str:
    def make() -> str:
        beyond = "Developed 30 regional pipelines in Apache Airflow that load 4 TB a day"
        asked = {"path": "/work/0/highlights/0", "after": beyond}
        return _made(world, "tailorings", {**_pair(world), "changes": [asked]})

    return f"/tailorings/{world.server.once('asked', make)}"


@state
def tailorings(world: World) -> str:
    tailoring(world)
    return "/tailorings"


@state
def no_tailorings(world: World) -> str:
    world.server.wipe()
    return "/tailorings"


@state
def letter_to_write(world: World) -> str:
    ids = _pair(world)
    return f"/cvs/{ids['cv_id']}/letter/{ids['posting_id']}"


@state
def letter(world: World) -> str:
    return f"/letters/{world.server.once('letter', lambda: _made(world, 'letters', _pair(world)))}"


@state
def letters(world: World) -> str:
    letter(world)
    return "/letters"


@state
def no_letters(world: World) -> str:
    world.server.wipe()
    return "/letters"


@state
def interview(world: World) -> str:
    ids = _pair(world)
    return f"/cvs/{ids['cv_id']}/interview/{ids['posting_id']}"


@state
def wording(world: World) -> str:
    return f"/cvs/{_cv(world)}/write"


@state
def wording_of_a_cv_without_lines(world: World) -> str:
    return f"/cvs/{_typed(world)}/write"


def _tracked(world: World) -> str:
    """An application with one of everything, among others in other stages."""

    def make() -> str:
        server = world.server
        stages = {s["name"]: s["id"] for s in server.api.get("/api/v1/application-stages").json()}
        for number, stage in enumerate(("Saved", "Applied", "Interview", "Offer", "Rejected", "Withdrawn")):
            given = {"title": f"Job {number}", "organization": "Northwind", "stage_id": stages[stage]}
            server.post("/api/v1/applications", {**given, "source": "Job board", "tags": ["remote"]})
        app = _made(world, "applications", {"posting_id": _posting(world), "notes": "# Call\n\n- **Ann**"})
        at = f"/api/v1/applications/{app}"
        times = {"due_at": "2026-01-02T09:00", "remind_at": "2026-01-02T08:00", "zone": "Europe/Berlin"}
        server.post(f"{at}/tasks", {"title": "Write to Ann", **times})
        server.post(f"{at}/interviews", {"title": "Talk", "starts_at": "2026-12-01T10:00", "place": "Room 1"})
        server.post(f"{at}/contacts", {"name": "Ann Chovy", "role": "Recruiter", "email": "ann@x.example"})
        server.post(f"{at}/send", {"cv_id": _cv(world), "letter": "Dear Ann"})
        return app

    return world.server.once("tracked", make)


@state
def tracker_with_nothing_in_it(world: World) -> str:
    world.server.wipe()
    return "/tracker"


@state
def tracker_board(world: World) -> str:
    _tracked(world)
    return "/tracker"


@state
def tracker_table(world: World) -> str:
    _tracked(world)
    return "/tracker?view=table"


@state
def tracker_funnel(world: World) -> str:
    _tracked(world)
    return "/tracker?view=funnel"


@state
def application(world: World) -> str:
    return f"/tracker/{_tracked(world)}"


@state
def stages_of_the_board(world: World) -> str:
    return "/tracker/stages"


@state
def job_to_save(world: World) -> str:
    return "/tracker/save"


@state
def table_to_import(world: World) -> str:
    def make() -> str:
        table = b"Title,Company,Status,Salary\nCook,Inn,Applied,much\nBaker,Bun,Mars,\nCook,Inn,Applied,\n"
        answer = world.server.api.post("/api/v1/application-imports", files={"file": ("jobs.csv", table)})
        answer.raise_for_status()
        return str(answer.json()["id"])

    return f"/tracker/import/{world.server.once('import', make)}"


@state
def imports(world: World) -> str:
    table_to_import(world)
    return "/tracker/import"


@state
def mails(world: World) -> str:
    _tracked(world)
    text = "From: HR <hr@x.example>\nSubject: Job 1 at Northwind\n\nWe would like to speak with you."
    world.server.once("mail", lambda: _made(world, "application-mails", {"text": text}))
    return "/tracker/mail"


@state
def calendar_address(world: World) -> str:
    return "/tracker/calendar"


@state
def cv_without_the_person(world: World) -> str:
    return f"/cvs/{_cv(world)}/masked"


@state
def decision(world: World) -> str:
    _match(world, _cv(world), _posting(world))
    return f"/cvs/{_cv(world)}/decide/{_posting(world)}"


@state
def decision_that_a_person_made(world: World) -> str:
    cv, posting = _typed(world), _posting(world)
    given = {"verdict": "hold", "reason": "Waiting for a reference"}
    path = f"/api/v1/cvs/{cv}/decisions/{posting}"
    world.server.once("decided", lambda: str(world.server.post(path, given)["verdict"]))
    return f"/cvs/{cv}/decide/{posting}"


@state
def those_on_hold(world: World) -> str:
    decision_that_a_person_made(world)
    return f"/postings/{_posting(world)}/ranking?shown=hold"


@state
def ranking_that_nobody_passes(world: World) -> str:
    _cv(world)
    return f"/postings/{_posting(world)}/ranking?years=50&unknown=false"


@state
def groups_to_compare(world: World) -> str:
    return "/workspace/audit/groups"


@state
def audit_log(world: World) -> str:
    _match(world, _cv(world), _posting(world))
    return "/workspace/audit"


@state
def audit_log_without_what_is_sought(world: World) -> str:
    return "/workspace/audit?to=2000-01-01"


@state
def search_before_anything_is_sought(world: World) -> str:
    return "/search"


@state
def search_results(world: World) -> str:
    _cv(world)
    _posting(world)
    world.server.wait_for_jobs()
    return "/search?q=data+engineer"


@state
def search_without_results(world: World) -> str:
    _cv(world)
    return "/search?q=zanzibarsubmarine"


@state
def search_of_an_unknown_kind(world: World) -> str:
    world.watch.expect_error_status("/search")
    return "/search?q=engineer&kind=submarine"


@state
def answer_of_passages(world: World) -> str:
    _cv(world)
    world.server.wait_for_jobs()
    return "/search/ask?q=Who+is+a+data+engineer%3F"


@state
def question_that_nothing_answers(world: World) -> str:
    _cv(world)
    world.server.wait_for_jobs()
    return "/search/ask?q=Which+submarine+is+yellow%3F"


@state
def security_activity(world: World) -> str:
    return "/account/activity"


def _model(world: World) -> str:
    """A model where nobody listens, kept in any case."""

    def make() -> str:
        given = {"provider": "openai_compatible", "model": "nobody", "base_url": "http://127.0.0.1:9/v1"}
        kept = world.server.api.put("/api/v1/models/settings", json={**given, "save_anyway": True})
        return str(kept.raise_for_status().json()["settings"]["version"])

    return world.server.once("model", make)


@state
def no_model(world: World) -> str:
    world.server.api.delete("/api/v1/models/settings")
    world.server.kept.pop("model", None)
    return "/workspace/models"


@state
def model_that_does_not_answer(world: World) -> str:
    _model(world)
    return "/workspace/models?done=saved-untested"


@state
def use_of_models(world: World) -> str:
    _model(world)
    return "/workspace/models/usage"


@state
def no_use_of_models(world: World) -> str:
    return "/workspace/models/usage?from=2001-01-01&to=2001-01-31"


@state
def use_of_models_by_all(world: World) -> str:
    _model(world)
    return "/admin/models/usage"


@state
def administration(world: World) -> str:
    return "/admin"


@state
def administration_of_jobs(world: World) -> str:
    return "/admin/jobs"


@state
def administration_of_people(world: World) -> str:
    return "/admin/people"


@state
def administration_of_workspaces(world: World) -> str:
    return "/admin/workspaces"


@state
def administration_of_a_suspended_workspace(world: World) -> str:
    def suspend() -> str:
        made = str(world.server.post("/api/v1/workspaces", {"name": "Suspended team"})["id"])
        said = {"because": "The invoice is open."}
        world.server.api.post(f"/api/v1/admin/workspaces/{made}/suspend", json=said)
        return made

    world.server.once("suspended workspace", suspend)
    return "/admin/workspaces"


@state
def security_log(world: World) -> str:
    return "/admin/audit"


@state
def prompts(world: World) -> str:
    return "/admin/prompts"


@state
def prompt(world: World) -> str:
    return "/admin/prompts/review.structure"


@state
def prompt_in_an_experiment(world: World) -> str:
    arms = {"arms": [{"name": "old", "version": 1}, {"name": "new", "version": 1}]}
    # One of a prompt runs at a time: the second is refused, and the first still there.
    world.server.api.post("/api/v1/admin/prompts/check.hello/experiments", json=arms)
    return "/admin/prompts/check.hello"


@state
def help_contents(world: World) -> str:
    return "/help"


@state
def help_page(world: World) -> str:
    return "/help/how-to/use-the-python-client"


@state
def help_found(world: World) -> str:
    return "/help?q=key"


@state
def no_notifications(world: World) -> str:
    world.server.api.put("/api/v1/notifications/read")
    return "/notifications?unread=true"


@state
def notifications(world: World) -> str:
    def make() -> str:
        file = world.server.upload("broken.pdf", NOT_A_PDF)
        world.server.wait_until(file, "failed")
        return file

    world.server.once("failed", make)
    return "/notifications"


@state
def samples(world: World) -> str:
    world.server.wipe()
    return "/samples"


@state
def samples_that_are_loaded(world: World) -> str:
    world.server.once(
        "samples", lambda: str(world.server.post("/api/v1/samples", {"kind": "recruiter"})["kind"])
    )
    return "/samples?done=loaded"


@state
def not_found(world: World) -> str:
    world.watch.expect_error_status("/cvs/01890000-0000-7000-8000-000000000000")
    return "/cvs/01890000-0000-7000-8000-000000000000"


@state
def reading_in_progress(world: World) -> str:
    idle = world.idle()
    return f"{idle.url}/start/{idle.upload('waiting.pdf', TWO_COLUMNS)}"


@state
def reading_cancelled(world: World) -> str:
    idle = world.idle()
    file = idle.upload("cancelled.pdf", TWO_COLUMNS)
    idle.post(f"/api/v1/jobs/{idle.get(f'/api/v1/files/{file}')['job_id']}/cancel", None)
    return f"{idle.url}/start/{file}"


@state
def reading_failed(world: World) -> str:
    file = world.server.upload("broken.pdf", NOT_A_PDF)
    world.server.wait_until(file, "failed")
    return f"/start/{file}"


@state
def components(world: World) -> str:
    return "/dev/components"


def _work(world: World) -> str:
    """A project with a picture on a public portfolio, a post, and a certification that expires."""

    def make() -> str:
        server = world.server
        path = "/api/v1/portfolio/items"
        project = {"kind": "project", "title": "Pipelines for parcels", "summary": SUMMARY, "body": MARKDOWN}
        item = str(server.post(path, project | {"tags": ["Python", "PostgreSQL"], "as_evidence": True})["id"])
        files = {"file": ("picture.png", picture())}
        server.api.post(f"{path}/{item}/images", files=files, data={"alt": "A map"}).raise_for_status()
        server.post(f"{path}/{item}/publish", {})
        post = server.post(path, {"kind": "post", "title": "On queues", "body": "Short."})["id"]
        server.post(f"{path}/{post}/publish", {})
        dates = {"starts_on": "2020-01-01", "ends_on": "2021-01-01"}
        server.post(path, {"kind": "certification", "title": "Cloud architect", "issuer": "Acme", **dates})
        profile: dict[str, Any] = {
            "handle": "noor",
            "name": "Noor Haddad",
            "headline": "Data engineer",
            "visibility": "public",
        }
        sections = {"project": "public", "post": "public", "about": "public", "experience": "public"}
        profile |= {
            "answers": True,
            "about": "I build **pipelines**.",
            "cv_id": _cv(world),
            "sections": sections,
        }
        server.api.put("/api/v1/portfolio", json=profile).raise_for_status()
        return item

    return world.server.once("work", make)


@state
def portfolio_with_nothing_in_it(world: World) -> str:
    world.server.wipe()
    return "/portfolio"


@state
def portfolio(world: World) -> str:
    _work(world)
    return "/portfolio"


@state
def portfolio_after_a_deletion(world: World) -> str:
    return f"/portfolio?done=deleted&item={_work(world)}"


@state
def new_certification(world: World) -> str:
    del world
    return "/portfolio/new?kind=certification"


@state
def item_of_a_portfolio(world: World) -> str:
    return f"/portfolio/items/{_work(world)}?done=saved"


@state
def item_as_visitors_will_see_it(world: World) -> str:
    return f"/portfolio/items/{_work(world)}/preview"


@state
def profile_of_a_portfolio(world: World) -> str:
    _work(world)
    return "/portfolio/profile?done=saved"


@state
def portfolio_as_a_visitor_sees_it(world: World) -> str:
    _work(world)
    return "/p/noor"


@state
def item_as_a_visitor_sees_it(world: World) -> str:
    _work(world)
    return "/p/noor/pipelines-for-parcels"


@state
def question_of_a_visitor(world: World) -> str:
    _work(world)
    return "/ask/p/noor?q=Who+builds+pipelines%3F"


@state
def question_of_a_visitor_that_nothing_answers(world: World) -> str:
    _work(world)
    return "/ask/p/noor?q=Submarines%3F"


@state
def nothing_published(world: World) -> str:
    world.watch.expect_error_status("/p/nobody-here")
    return "/p/nobody-here"


async def open_state(page: Page, address: str) -> None:
    """Open a page and unfold all that can be, so that nothing of it is hidden from the test."""
    await page.goto(address)
    await unfold(page)


async def unfold(page: Page) -> None:
    await expect(page.locator("h1")).to_be_visible()
    await page.locator("details").evaluate_all("all => all.forEach((one) => one.setAttribute('open', ''))")
