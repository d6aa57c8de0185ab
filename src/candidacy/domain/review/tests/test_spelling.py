import pytest

from candidacy.domain.review.spelling import english, english_share, misspellings


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("responsable", "responsible"),
        ("managment", "management"),
        ("developement", "development"),
        ("acheived", "achieved"),
        ("recieved", "received"),
        ("seperate", "separate"),
        ("comunication", "communication"),
        ("profesional", "professional"),
        ("enviroment", "environment"),
        ("sucessful", "successful"),
        ("organisaton", "organisation"),
        ("custmer", "customer"),
        ("analisis", "analysis"),
        ("stratergy", "strategy"),
        ("costumer", "customer"),
        ("manageing", "managing"),
        ("occuring", "occurring"),
        ("taem", "team"),
        ("teh", "the"),
    ],
)
def test_a_misspelt_word_is_found_with_the_right_one(wrong: str, right: str) -> None:
    found = misspellings([f"Worked closely with the {wrong} on many things"])

    assert [(m.word, m.suggestion) for m in found] == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "Deployed Kubernetes and Terraform with kubectl, numpy and pytest on nginx",
        "Led workshops at Siemens, Accenture and Kühne with Chukwuemeka and Priyanka",
        "Organised colour programmes at the centre and analyzed the organization's behavior",
        "Built microservices, onboarding runbooks, dashboards and chatbots for stakeholders",
        "Prepared intraoral x-rays, phlebotomy and chairside sterilisation",
        "Verantwortlich für die Einführung neuer Prozesse und die Schulung der Mitarbeiter",
        "Responsável pela gestão da equipe comercial e pelo controle de qualidade",
        "Wrote to ines@exampel.org, see www.exampel.org/abuot and fix_teh_bug.py",
        "Served entrees and résumés at the café, took communiqués and was the tasker of the team",
        "iPhone, JavaScript, GitHub, PostgreSQL, eBay, mTLS and OAuth2",
    ],
)
def test_names_terms_and_other_languages_are_left_alone(text: str) -> None:
    assert misspellings([text]) == []


def test_lost_spaces_are_no_misspellings() -> None:
    assert misspellings(["Ran atraining for staffin the north ofcourse with acompany and astate body"]) == []


def test_one_lost_letter_is_one_though_it_looks_like_a_lost_space() -> None:
    assert [m.suggestion for m in misspellings(["Opened an acount for each of the clients"])] == ["account"]


def test_a_misspelling_points_at_its_own_letters() -> None:
    (found,) = misspellings(["Nothing here", "Implemented a new managment system"])

    assert (found.index, found.start, found.end) == (1, 18, 27)


def test_a_capital_at_the_start_of_a_sentence_hides_no_misspelling() -> None:
    assert [m.suggestion for m in misspellings(["Implimented a new system for the whole company"])] == [
        "implemented"
    ]


def test_a_word_that_the_cv_names_elsewhere_is_right() -> None:
    assert misspellings(["Moved the accounts to custmer last year"], frozenset({"custmer"})) == []


def test_a_word_that_stands_often_is_the_writers_own_term() -> None:
    assert misspellings(["The lattise holds the other lattise and a lattise joins every lattise"]) == []


def test_the_share_of_english_words_tells_languages_apart() -> None:
    english_text = ["managed the budget of the northern region and trained new colleagues"]
    german_text = ["leitete das Budget der Region und schulte neue Kollegen im sicheren Umgang mit Maschinen"]

    assert english_share(english_text) > 0.9
    assert english_share(german_text) < 0.5


def test_the_word_list_is_read_once() -> None:
    assert english() is english()
