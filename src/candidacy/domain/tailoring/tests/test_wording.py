"""The guard on lines that are worded anew: families of verbs, ways of saying, and other languages."""

import pytest

from candidacy.domain.tailoring import ClaimKind, Facts, check, check_text, check_translation
from candidacy.domain.tailoring.guard.acts import acts_of, fields_of, said_by, supported
from candidacy.domain.tailoring.guard.forms import bases
from candidacy.domain.tailoring.guard.lexicon import tokens_of
from candidacy.domain.tailoring.guard.tongues import language_of
from candidacy.domain.tailoring.tests.samples import FACTS, TAXONOMY, TODAY, cv, reworded

PATH = "/work/0/highlights/0"


def facts_of(line: str, *others: str, ended: bool = True, position: str = "Clerk") -> Facts:
    """A CV of one role with these lines."""
    work = {"name": "Harbour Systems", "position": position, "startDate": "2018-03"}
    work |= {"endDate": "2021-06"} if ended else {}
    return Facts(cv({"work": [{**work, "highlights": [line, *others]}]}), TAXONOMY, TODAY)


def against(line: str, after: str, *others: str, position: str = "Clerk") -> set[ClaimKind]:
    facts = facts_of(line, *others, position=position)
    return {r.kind for r in check(reworded(PATH, after, facts), facts)}


HONEST = [
    ("Four-handed work at the chair", "Four-handed help at the chair"),
    ("Visited sites every two weeks", "Visited sites every second week"),
    ("Counted hares each spring", "Yearly spring count of hares"),
    ("Stood in for the buyer of paper", "Stood in for the paper buyer"),
    ("Mainly sold shoes", "Chiefly sold shoes"),
    ("Looked after 60 Linux servers", "Administered 60 Linux servers"),
    ("Kept parents informed", "Informed parents"),
    ("Visited 20 families each week", "Made weekly visits to 20 families"),
    ("Brought the waiting time down from 9 to 4 days", "Cut the waiting time from 9 to 4 days"),
    ("Took residents out for walks", "Accompanied residents on walks"),
    ("Made up to 300 coffees a day", "Prepared as many as 300 coffees daily"),
    ("Kept records for each dish", "Maintained records for every dish"),
    ("Checked the work per shift", "Checked the work each shift"),
    ("Planned routes for 30 lorries", "Scheduled routes for 30 trucks"),
    ("Supported the team on a night shift", "Assisted the team on a night shift"),
    ("Wasted less by planning the menu", "Reduced waste through planning the menu"),
    ("Drove six years without an accident", "Drove accident-free for six years"),
    ("Took part in a trial of a scheme", "Worked on a trial of a scheme"),
    ("Counted stock once a quarter", "Carried out quarterly stock counts"),
    ("Inspected sites in the north", "Performed inspections of sites in the north"),
    ("Wasted less by planning the menu", "Reduced waste"),
    ("Investigated plants", "Conducted research on plants"),
    ("Prepared for the pilot of a scheme", "Prepared for a pilot of a scheme"),
]
LIES = [
    ("Typed contracts from dictation", "Drafted contracts from dictation", ClaimKind.SKILL),
    ("Was second author of a paper", "Was first author of a paper", ClaimKind.SCOPE),
    ("Reported damage to the shift leader", "Reported damage as shift leader", ClaimKind.TITLE),
    ("Measured every tenth part", "Measured every part", ClaimKind.SCOPE),
    ("Treated patients after knee surgery", "Performed knee surgery on patients", ClaimKind.SCOPE),
    ("Treated patients after knee surgery", "Performed surgery", ClaimKind.SCOPE),
    ("Organised three readings in 2018", "Organised readings every year", ClaimKind.UNSUPPORTED),
    ("Take part in the rota", "Run the rota", ClaimKind.SCOPE),
    ("Studied for the adviser's exam", "Passed the adviser's exam", ClaimKind.TENSE),
    ("Put photos on the website", "Built the website with photos", ClaimKind.UNSUPPORTED),
    ("Ordered fish from the boats", "Negotiated fish from the boats", ClaimKind.UNSUPPORTED),
]


@pytest.mark.parametrize(("before", "after"), HONEST)
def test_agt_001_another_verb_of_the_same_family_passes(before: str, after: str) -> None:
    assert against(before, after) == set()


@pytest.mark.parametrize(("before", "after", "kind"), LIES)
def test_agt_002_a_verb_that_claims_more_is_refused(before: str, after: str, kind: ClaimKind) -> None:
    assert kind in against(before, after)


def test_what_another_line_says_was_done_is_not_done_here() -> None:
    found = against("Counted stock", "Designed stock", "Designed the catalogue")

    assert ClaimKind.UNSUPPORTED in found


def test_a_title_that_somebody_holds_may_be_named_with_a_word_of_the_line() -> None:
    assert (
        against("Taught a class of 26 children", "Class teacher of 26 children", position="Teacher") == set()
    )


def test_a_family_says_those_that_it_is_more_than() -> None:
    assert {"write", "make", "prepare", "record"} <= said_by("wrote", "en")
    assert "write" not in said_by("prepared", "en")


def test_routine_acts_of_one_field_stand_for_each_other_and_others_do_not() -> None:
    assert supported("inspected", "en", said_by("recorded", "en"), acts_of("recorded", "en"))
    assert supported("inspected", "en", frozenset(), frozenset())
    assert not supported("designed", "en", said_by("recorded", "en"), acts_of("recorded", "en"))
    assert not supported("baked", "en", said_by("sold", "en"), acts_of("sold", "en"))
    assert fields_of("check")
    assert not fields_of("lead")


def test_words_that_are_no_acts_belong_to_no_family() -> None:
    assert acts_of("xylophone", "en") == frozenset()


@pytest.mark.parametrize(
    ("form", "base", "language"),
    [
        ("wrote", "write", "en"),
        ("flagging", "flag", "en"),
        ("migration", "migrate", "en"),
        ("teas", "tea", "en"),
        ("rechnungen", "rechnung", "de"),
        ("factures", "facture", "fr"),
        ("facturas", "factura", "es"),
    ],
)
def test_forms_are_brought_back_to_what_they_share(form: str, base: str, language: str) -> None:
    assert base in bases(form, language)


def test_a_german_verb_that_stands_apart_is_one_word() -> None:
    plain = [token.plain for token in tokens_of("Leitete Auszubildende an", "de")]

    assert plain == ["anleitete", "auszubildende"]


def test_a_way_of_saying_within_another_is_one() -> None:
    assert [token.plain for token in tokens_of("set it up to date", "en")] == [
        "set",
        "it",
        "update",
    ]


def test_a_french_article_is_no_part_of_a_word() -> None:
    assert [token.plain for token in tokens_of("l'inventaire", "fr")] == ["inventaire"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bediente täglich rund 200 Kunden", "de"),
        ("Formé a dos nuevos compañeros", "es"),
        ("A formé le nouveau personnel", "fr"),
        ("Trained two new colleagues", "en"),
        ("Kubernetes", "en"),
    ],
)
def test_agt_003_the_language_of_a_line_is_known_by_its_words(text: str, language: str) -> None:
    assert language_of(text) == language


DE = "Mitarbeit an der Migration von 12 Diensten nach Kubernetes für die Kunden im Haus"
FR = "Participation à la migration de 12 services vers Kubernetes pour les clients de la maison"
ES = "Participación en la migración de 12 servicios a Kubernetes para los clientes de la casa"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (DE, "Unterstützte die Migration von zwölf Diensten nach Kubernetes"),
        (FR, "A participé à la migration de douze services vers Kubernetes"),
        (ES, "Participé en la migración de doce servicios a Kubernetes"),
        ("Prüfte die Rechnungen der Kunden und sorgte für das Büro", "Rechnungsprüfung für die Kunden"),
        ("Nahm die Fragen der Kunden am Telefon an", "Annahme der Fragen von Kunden bei Fragen am Telefon"),
    ],
)
def test_agt_004_honest_rewrites_in_other_languages_pass(before: str, after: str) -> None:
    assert against(before, after) == set()


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (DE, "Leitete die Migration von 12 Diensten nach Kubernetes", ClaimKind.SCOPE),
        (FR, "Direction de la migration de 12 services vers Kubernetes", ClaimKind.SCOPE),
        (ES, "Dirección de la migración de 12 servicios a Kubernetes", ClaimKind.SCOPE),
        (DE, "Mitarbeit als Bereichsleiter an der Migration von 12 Diensten", ClaimKind.TITLE),
        (DE, "Mitarbeit an der Migration von zwanzig Diensten nach Kubernetes", ClaimKind.NUMBER),
        (FR, "Participation à la migration de 12 services chez Siemens", ClaimKind.EMPLOYER),
        ("Vorbereitung der Zahlen für die Prüfung", "Durchführung der Prüfung der Zahlen", ClaimKind.SCOPE),
        ("Préparation des chiffres pour l'audit", "Réalisation de l'audit", ClaimKind.SCOPE),
    ],
)
def test_agt_004_lies_in_other_languages_are_refused(before: str, after: str, kind: ClaimKind) -> None:
    assert kind in against(before, after)


EN = facts_of(
    "Helped migrate 12 services to Kubernetes", "Answered questions of customers about invoices", ended=False
)


@pytest.mark.parametrize(
    "text",
    [
        "Beantwortete Fragen von Kunden zu Rechnungen",
        "A répondu aux questions des clients sur les factures",
        "Respondí a preguntas de los clientes sobre facturas",
    ],
)
def test_agt_005_a_translation_that_says_the_same_passes(text: str) -> None:
    assert check_text(text, EN, path="/work/0/highlights/1") == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Beantwortete 40 Fragen von Kunden zu Rechnungen", ClaimKind.NUMBER),
        ("Beantwortete Fragen von Kunden zu Rechnungen seit 2015", ClaimKind.DATE),
        ("Beantwortete weltweit Fragen von Kunden zu Rechnungen", ClaimKind.SCOPE),
        ("Leitete die Beantwortung der Fragen von Kunden", ClaimKind.SCOPE),
        ("Beantwortete als Filialleiter die Fragen von Kunden", ClaimKind.TITLE),
        ("Beantwortete als zertifizierter Mitarbeiter die Fragen der Kunden", ClaimKind.CERTIFICATE),
        ("Beantwortete Fragen von Kunden der Telekom auf Polnisch", ClaimKind.LANGUAGE_LEVEL),
        ("Beantwortete Fragen von Kunden zu Rechnungen mit Terraform", ClaimKind.SKILL),
        ("Beantwortete mit Master in Physik die Fragen der Kunden", ClaimKind.DEGREE),
        ("Beantwortete Fragen von Kunden der EnBW zu Rechnungen", ClaimKind.UNSUPPORTED),
        ("Die Kunst der Fuge und das Licht über dem Meer", ClaimKind.UNSUPPORTED),
    ],
)
def test_agt_005_a_translation_that_says_more_is_refused(text: str, kind: ClaimKind) -> None:
    assert kind in {r.kind for r in check_text(text, EN, path="/work/0/highlights/1")}


def test_agt_005_help_stays_help_in_a_translation() -> None:
    helped = "Unterstützte die Migration von zwölf Diensten nach Kubernetes"
    alone = "Migrierte zwölf Dienste nach Kubernetes für die Kunden"

    assert check_text(helped, EN, path=PATH) == ()
    assert {r.kind for r in check_text(alone, EN, path=PATH)} == {ClaimKind.SCOPE}


def test_agt_005_a_sentence_of_a_letter_claims_no_help_as_its_own() -> None:
    assert ClaimKind.SCOPE in {r.kind for r in check_text("Ich migrierte zwölf Dienste für die Kunden", EN)}


def test_agt_006_a_translation_is_held_against_the_text_it_is_of() -> None:
    source = "Checked about 20 invoices a day"

    assert check_translation("Prüfte täglich etwa 20 Rechnungen", source, EN, "de") == ()
    assert check_translation("Prüfte täglich 20 Rechnungen", source, EN, "de") != ()
    assert check_translation("Prüfte täglich über 30 Rechnungen", source, EN, "de") != ()


def test_agt_006_a_language_that_is_not_read_is_told_so() -> None:
    assert [r.kind for r in check_translation("Verificou faturas", "Checked invoices", EN, "pt")] == [
        ClaimKind.UNREAD
    ]


def test_agt_006_a_title_that_no_source_has_is_refused_in_english_too() -> None:
    facts = facts_of("Anleitung von Auszubildenden und Prüfung der Rechnungen für die Kunden")

    for title in ("Head nurse", "Director"):
        found = check_text(f"{title} who instructed the trainees and checked invoices", facts, path=PATH)
        assert ClaimKind.TITLE in {r.kind for r in found}


def test_agt_006_a_language_that_the_cv_states_may_be_named() -> None:
    found = check_text("Erklärte Software auf Deutsch mit Tests und Kubernetes für die Kunden", FACTS)

    assert ClaimKind.LANGUAGE_LEVEL not in {r.kind for r in found}
