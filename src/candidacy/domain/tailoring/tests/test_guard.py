import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidacy.domain.tailoring import Change, ClaimKind, Facts, Source, check, check_text
from candidacy.domain.tailoring.tests.samples import CV, FACTS, TAXONOMY, TODAY, cv, kinds, reworded

PYTHON, HELPED, APIS, CLUB = (f"/work/0/highlights/{n}" for n in range(4))
SERVED, MANAGED, PLANNED, TESTED, MENUS = (f"/work/1/highlights/{n}" for n in range(5))
SUMMARY = "/basics/summary"

LIES = [
    (PYTHON, "Built a Python service that reduced invoice processing time by 60%", ClaimKind.NUMBER),
    (PYTHON, "Built a Python service that reduced processing time of 40 invoices", ClaimKind.NUMBER),
    (APIS, "Designed REST APIs used by over 3 client teams", ClaimKind.NUMBER),
    (SERVED, "Served 200 customers a day", ClaimKind.NUMBER),
    (SERVED, "Served hundreds of customers a day", ClaimKind.NUMBER),
    (APIS, "Designed REST APIs that doubled the number of client teams", ClaimKind.NUMBER),
    (TESTED, "Tested tills for 21 weeks", ClaimKind.DATE),
    (APIS, "Designed REST APIs since 2015", ClaimKind.DATE),
    (APIS, "Designed REST APIs used by client teams for ten years", ClaimKind.DATE),
    (SUMMARY, "Software engineer with over 30 years of experience", ClaimKind.DATE),
    (SUMMARY, "Software engineer with 4 years of experience in Python", ClaimKind.DATE),
    (APIS, "At Bakers Lane, designed REST APIs", ClaimKind.EMPLOYER),
    (APIS, "Designed REST APIs for Siemens", ClaimKind.EMPLOYER),
    (APIS, "Designed REST APIs at Kubernetes", ClaimKind.EMPLOYER),
    (APIS, "As principal engineer, designed REST APIs", ClaimKind.TITLE),
    (APIS, "Designed REST APIs as an architect", ClaimKind.TITLE),
    (APIS, "As tech lead, designed REST APIs", ClaimKind.TITLE),
    (APIS, "Designed REST APIs as CTO", ClaimKind.TITLE),
    (APIS, "As VP of APIs, designed REST APIs", ClaimKind.TITLE),
    (MENUS, "Prepared menus as the head baker", ClaimKind.SCOPE),
    (SUMMARY, "Software engineer who migrated 12 legacy services to Kubernetes", ClaimKind.SCOPE),
    (SUMMARY, "Software engineer, head baker", ClaimKind.SCOPE),
    (SUMMARY, "Software engineer at Bakers Lane", ClaimKind.TITLE),
    (APIS, "Designed REST APIs with an MBA", ClaimKind.DEGREE),
    (APIS, "Graduate who designed REST APIs", ClaimKind.DEGREE),
    (APIS, "Designed REST APIs with Terraform", ClaimKind.SKILL),
    (APIS, "Designed REST APIs as a certified professional", ClaimKind.CERTIFICATE),
    (APIS, "Designed certified REST APIs under TOGAF9X", ClaimKind.CERTIFICATE),
    (APIS, "Designed REST APIs globally", ClaimKind.SCOPE),
    (HELPED, "Migrated 12 legacy services to Kubernetes", ClaimKind.SCOPE),
    (APIS, "Led the design of REST APIs used by 3 client teams", ClaimKind.SCOPE),
    (APIS, "Pioneered REST APIs used by 3 client teams", ClaimKind.SCOPE),
    (APIS, "Improved REST APIs used by 3 client teams", ClaimKind.SCOPE),
    (MANAGED, "Currently managed a budget of $1.2M", ClaimKind.TENSE),
    (MANAGED, "Manage a budget of $1.2M", ClaimKind.TENSE),
    (MANAGED, "Take care of a budget of $1.2M", ClaimKind.TENSE),
    (MANAGED, "Managing a budget of $1.2M", ClaimKind.TENSE),
    (APIS, "Designed REST APIs that 3 client teams will use", ClaimKind.TENSE),
    (APIS, "Design REST APIs used by 3 client teams", ClaimKind.TENSE),
    (PLANNED, "Completed the move to a new till", ClaimKind.TENSE),
    (SUMMARY, "Software engineer fluent in French", ClaimKind.LANGUAGE_LEVEL),
    (SUMMARY, "Software engineer who likes tests, German C2", ClaimKind.LANGUAGE_LEVEL),
    (APIS, "Designed REST APIs used by famous client teams", ClaimKind.UNSUPPORTED),
    (APIS, "Designed Acme-ready REST APIs", ClaimKind.UNSUPPORTED),
]

HONEST = [
    (PYTHON, "Developed a Python service that cut invoice processing time by 40 percent"),
    (PYTHON, "Cut invoice processing time by 40% by building a Python service"),
    (HELPED, "Supported the migration of twelve legacy services to Kubernetes"),
    (APIS, "Created REST APIs for three client teams"),
    (APIS, "REST-APIs used by 3 client teams"),
    (APIS, "Designed REST APIs in 2021"),
    (APIS, "At Harbour Systems, designed REST APIs"),
    (MENUS, "Prepared menus"),
    (CLUB, "Run the monthly book club"),
    (SERVED, "Served approximately 200 clients daily"),
    (MANAGED, "Led over 15 staff with a budget of $1,200,000"),
    (MANAGED, "Managed a budget of $1.2 million"),
    (PLANNED, "Planned the move to a new till"),
    (TESTED, "Tested tills for two weeks"),
    (TESTED, "Tested tills, from 94 to 21 minutes"),
    (SUMMARY, "Software engineer with over 5 years of experience"),
    (SUMMARY, "Software engineer at Harbour Systems who likes tests, BSc"),
    (SUMMARY, "Software engineer who knows Python, PostgreSQL and German"),
]


@pytest.mark.parametrize(("path", "after", "kind"), LIES, ids=[a for _, a, _ in LIES])
def test_a_claim_beyond_the_cv_is_refused_as_what_it_is(path: str, after: str, kind: ClaimKind) -> None:
    assert kind in kinds(path, after)


@pytest.mark.parametrize(("path", "after"), HONEST, ids=[a for _, a in HONEST])
def test_the_same_facts_in_other_words_pass(path: str, after: str) -> None:
    assert check(reworded(path, after), FACTS) == ()


@given(st.sampled_from(sorted(p for p in FACTS.values if "/highlights/" in p)))
def test_what_the_cv_says_passes_as_it_stands(path: str) -> None:
    said = FACTS.at(path)

    assert said is not None
    assert check(reworded(path, said), FACTS) == ()


@pytest.mark.parametrize(
    "path", ["/work/0/name", "/work/0/position", "/work/1/endDate", "/education/0/studyType", "/basics/name"]
)
def test_who_somebody_is_and_what_they_were_is_locked(path: str) -> None:
    assert kinds(path, "Somebody else") == {ClaimKind.LOCKED}


def test_a_line_that_is_another_by_now_is_stale() -> None:
    change = reworded(APIS, "Designed REST APIs").model_copy(update={"before": "Something else"})

    assert [r.kind for r in check(change, FACTS)] == [ClaimKind.STALE]


def test_a_place_that_is_none_is_stale() -> None:
    change = Change(path="/work/7/highlights/0", before="x", after="y", reason="")

    assert [r.kind for r in check(change, FACTS)] == [ClaimKind.STALE]


@pytest.mark.parametrize("after", ["", "  ", None, 7, ["a"]])
def test_a_text_becomes_nothing_but_a_text(after: object) -> None:
    assert [r.kind for r in check(reworded(APIS, after), FACTS)] == [ClaimKind.LOCKED]


def test_a_source_is_quoted_as_it_stands() -> None:
    wrong = Source(path=APIS, quote="Designed GraphQL APIs")
    change = reworded(APIS, "Designed REST APIs").model_copy(update={"sources": (wrong,)})

    assert [r.claim for r in check(change, FACTS)] == ["Designed GraphQL APIs"]


def test_a_line_rests_on_no_other_job() -> None:
    change = reworded(APIS, "Designed REST APIs", cited=MANAGED)

    assert [r.kind for r in check(change, FACTS)] == [ClaimKind.UNSUPPORTED]


def test_a_list_is_ordered_and_cut() -> None:
    path, before = "/work/0/highlights", CV["work"][0]["highlights"]
    change = Change(path=path, before=before, after=[before[2], before[0]], reason="")

    assert check(change, FACTS) == ()


def test_nothing_is_added_to_a_list() -> None:
    entries = CV["projects"]
    change = Change(path="/projects", before=entries, after=[*entries, {"name": "Mars rover"}], reason="")

    assert [r.kind for r in check(change, FACTS)] == [ClaimKind.UNSUPPORTED]


def test_a_list_stays_a_list() -> None:
    change = Change(path="/projects", before=CV["projects"], after="none", reason="")

    assert [r.kind for r in check(change, FACTS)] == [ClaimKind.LOCKED]


def test_a_skill_is_called_by_another_of_its_names() -> None:
    assert kinds("/skills/0/keywords/2", "PostgreSQL") == set()


@pytest.mark.parametrize("after", ["TypeScript", "PostgreSQL and Rust", "Something"])
def test_a_skill_becomes_no_other_skill(after: str) -> None:
    assert kinds("/skills/0/keywords/2", after) == {ClaimKind.SKILL}


def test_what_is_refused_says_why_and_how_to_prove_it() -> None:
    (found,) = check_text("Software engineer who knows Terraform", FACTS)

    assert found.claim == "Terraform"
    assert found.reason == "Nothing in this entry shows “Terraform”."
    assert found.proof.startswith("Add a line")


def test_a_title_goes_with_the_organisation_it_was_held_at() -> None:
    assert check_text("Store assistant at Bakers Lane", FACTS) == ()


def test_what_somebody_shows_elsewhere_may_be_said() -> None:
    facts = Facts(cv(), TAXONOMY, TODAY, more=["Deployed a blog with Terraform"])

    assert check_text("Software engineer who deployed a blog with Terraform", facts) == ()
    assert check_text("Software engineer who deployed a blog with Terraform", FACTS)


def test_a_language_keeps_a_level_that_the_cv_does_not_state() -> None:
    facts = Facts(cv(CV | {"languages": [{"language": "German"}]}), TAXONOMY, TODAY)

    assert check_text("Software engineer, German", facts) == ()
    assert next(r.kind for r in check_text("German B2", facts)) is ClaimKind.LANGUAGE_LEVEL


def test_a_skill_may_be_told_as_the_general_case_of_it() -> None:
    assert not [
        r for r in check_text("Software engineer who knows databases", FACTS) if r.kind is ClaimKind.SKILL
    ]


def facts_of(line: str) -> Facts:
    return Facts(
        cv({"work": [{"name": "Harbour", "position": "Engineer", "highlights": [line]}]}), TAXONOMY, TODAY
    )


def test_to_have_designed_something_is_not_to_have_led_it() -> None:
    facts = facts_of("Architected the checkout of the web shop")

    assert kinds(PYTHON, "Directed the checkout of the web shop", facts) == {ClaimKind.SCOPE}


def test_a_verb_that_ends_in_ss_is_the_same_in_the_past() -> None:
    facts = facts_of("Met parents twice a year to discuss progress")

    assert check(reworded(PYTHON, "Discussed progress with parents twice a year", facts), facts) == ()
