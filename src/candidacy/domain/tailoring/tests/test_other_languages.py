"""CVs in German, French and Spanish have the same three outcomes as English ones."""

from typing import Any

import pytest

from candidacy.domain.resume import SourcedResume
from candidacy.domain.resume.json_resume import load_resume
from candidacy.domain.tailoring import Facts, Verdict, verdict_of
from candidacy.domain.tailoring.guard import check_text
from candidacy.domain.tailoring.tests.samples import TAXONOMY, TODAY

PATH = "/work/0/highlights/0"
POSITIONS = {"de": "Sachbearbeiterin im Innendienst", "fr": "Assistante de gestion", "es": "Oficial de 2.ª"}
FILLERS = {
    "de": "Ablage und Post für die Abteilung mit den Kollegen im Haus",
    "fr": "Classement et courrier pour le service dans la maison",
    "es": "Archivo y correo para la empresa en la oficina",
}


def verdict(language: str, before: str, after: str, *, ended: bool = True, path: str = PATH) -> Verdict:
    work: dict[str, Any] = {"name": "Lerche", "position": POSITIONS[language], "startDate": "2018-03"}
    work |= {"endDate": "2021-06"} if ended else {}
    work |= {"highlights": [before, FILLERS[language]]}
    resume = load_resume({"basics": {"name": "Ada Field"}, "work": [work]})
    facts = Facts(SourcedResume(resume=resume), TAXONOMY, TODAY)
    assert facts.language == language
    return verdict_of(check_text(after, facts, path=path))


PASSED = [
    ("de", "Pflege von sechs Gärten im Team von 6 Leuten", "Pflegte in einem 6er-Team sechs Gärten"),
    ("de", "Leitete Auszubildende und Praktikanten im Lager an", "Anleitung von Praktikanten im Lager"),
    ("de", "Behebung von Fehlern und Einbau von Türen", "Behob Fehler und baute Türen ein"),
    ("de", "Bestandsabgleich von 50 auf 18 Minuten verkürzt", "Abgleich des Bestands: 18 statt 50 Minuten"),
    ("de", "Übernahm den 2nd-Level-Support im Haus", "Second-Level-Support im Haus"),
    (
        "de",
        "Lieferte 2019 Waren mit über 30 Fahrern aus",
        "2019 Auslieferung von Waren mit mehr als 30 Fahrern",
    ),
    ("de", "Half beim Waschen und bei der Ausgabe der Essen", "Unterstützung beim Waschen und Essensausgabe"),
    ("fr", "Accueil d'environ 250 clients par jour", "Près de 250 clients accueillis quotidiennement"),
    ("fr", "Commande auprès de deux fournisseurs par mois", "Chaque mois, commande chez 2 fournisseurs"),
    ("fr", "Plantation d'une haie de 120 mètres pour un client", "Plantait pour un client une haie de 120 m"),
    ("fr", "Service d'une vingtaine de tables avec la patronne", "Une vingtaine de tables avec la patronne"),
    ("fr", "Inventaire des stocks chaque mois", "Inventaire des stocks tous les mois"),
    ("fr", "Tri du linge et des draps", "Je triais le linge et les draps"),
    (
        "es",
        "Colocación de unas 60 luces con un compañero",
        "Coloqué alrededor de sesenta luces con un compañero",
    ),
    ("es", "Clases en 2.º de ESO para treinta y dos alumnos", "Clases a 32 alumnos de segundo de ESO"),
    (
        "es",
        "Imparto clases y todos los meses reúno a las familias",
        "Cada mes me reúno con familias; imparto clases",
    ),
]
ASKED = [
    (
        "de",
        "Lieferte 2300 Kisten an Kunden aus",
        "Auslieferung von zweitausenddreihundert Kisten an Gaststätten",
    ),
    ("de", "Sortierte Briefe der Filiale", "Sortierte Briefe der Filiale am Schalter"),
    ("de", "Bestellung von Gemüse bei drei Lieferanten", "Verhandlung mit drei Lieferanten von Gemüse"),
    ("de", "Entladung von zwei bis drei Lkw am Tag", "Entladung von drei Lkw am Tag"),
    ("de", "Lieferte bis zu 30 Kisten an Kunden aus", "Lieferte 30 Kisten an Kunden aus"),
    ("de", "Kassierte an zwei Tagen pro Woche im Laden", "Kassierte täglich im Laden"),
    ("de", "Testete eine App vor der Veröffentlichung", "Testete und veröffentlichte eine App"),
    ("de", "Unterlagen für den Steuerberater im Büro", "Steuerberatung und Unterlagen im Büro"),
    ("de", "Übersetzte gelegentlich Briefe der Kunden", "Übersetzte Briefe der Kunden"),
    ("de", "Zubereitung von Speisen mit einem Helfer", "Zubereitung von Speisen"),
    ("de", "Pflege von Gärten, zurzeit nicht im Winter", "Pflege von Gärten"),
    ("de", "Prüfte Waren bei Bedarf im Lager", "Prüfte Waren im Lager bei Kunden"),
    ("fr", "Préparation des repas, choix laissé au client", "Préparation et choix des repas"),
    ("es", "Miembro de la comisión que redactó el plan", "Redacté el plan de la comisión"),
    ("es", "Archivo de los partes de trabajo del taller", "Gestioné los trabajos del taller"),
]
REFUSED = [
    ("de", "drafted", "Erstellte Entwürfe der Karte, die nicht umgesetzt wurden", "Erstellte die Karte"),
    ("fr", "number", "Recettes de 40 plats et 12 cartons de sauces", "Recettes de plats et 40 cartons"),
    ("de", "number", "Lieferte 30 Kisten an Kunden aus", "Lieferte 300 Kisten an Kunden aus"),
    (
        "de",
        "number",
        "Lieferte bis zu 30 Kisten an Kunden aus",
        "Lieferte mindestens 30 Kisten an Kunden aus",
    ),
    ("de", "number", "Lieferte 30 Kisten mit 2 Fahrern aus", "Lieferte 30 Kisten mit 30 Fahrern aus"),
    ("de", "number", "Lieferte 40 Kisten mit 3 Fahrern aus", "Lieferte 3 Kisten mit Fahrern aus"),
    ("de", "period", "Kassierte drei Tage im Laden", "Kassierte drei Wochen im Laden"),
    ("de", "period", "Bestellung von Gemüse, wöchentlich", "Bestellung von Gemüse, täglich"),
    ("de", "year", "Lieferte 2019 Waren an Kunden aus", "Lieferte 2015 Waren an Kunden aus"),
    ("de", "present", "Entladung von zwei Lkw am Tag", "Entlade zwei Lkw am Tag"),
    ("de", "present", "Ausgabe der Essen an der Theke", "Verwalte die Ausgabe der Essen an der Theke"),
    ("de", "present", "Pflege der Kundendaten im Büro", "Im Büro pflege ich die Kundendaten"),
    ("de", "employer", "Beantwortung der Fragen von Kunden", "Beantwortung der Fragen von Kunden bei Lidl"),
    ("de", "employer", "Ausgabe der Essen an der Theke", "Ausgabe der Essen an der Theke im Hotel Adlon"),
    ("de", "skill", "Kontrolle der Keller nach Liste", "Kontrolle der Keller nach Liste mit Testo Saveris"),
    ("de", "skill", "Pflege der Daten im Büro", "Pflege der Daten im Büro mit Photoshop"),
    ("de", "skill", "Pflege der Daten im Büro", "Pflege der Daten im Büro mit SAP"),
    ("de", "title", "Meldete Fehler dem Schichtleiter", "Meldete als Schichtleiter Fehler"),
    ("de", "title", "Pflege der Daten im Büro", "Als leitende Disponentin Pflege der Daten im Büro"),
    ("de", "title", "Melde Fehler an den Disponenten im Lager", "Disponent: meldete Fehler im Lager"),
    (
        "de",
        "lead",
        "Mitarbeit an der Einführung einer Software",
        "Projektleitung bei der Mitarbeit an einer Software",
    ),
    ("de", "help", "Half bei der Einführung einer Software", "Einführung einer Software"),
    ("de", "mostly new", "Pflege der Daten im Büro", "Daten, Sinfonien, Raketen und Paläste"),
    ("fr", "present", "Tri du linge et des draps", "Je trie le linge et les draps"),
    ("fr", "alone", "Tri du linge et des draps", "Tri du linge et des draps en toute autonomie"),
    ("fr", "title", "Aide au chef de rayon pour le tri", "Chef de rayon, aide pour le tri"),
    ("fr", "scope", "Tri du linge et des draps", "Tri de tout le linge et des draps"),
    ("es", "present", "Montaje de la terraza y las mesas", "Monto la terraza y las mesas"),
    ("es", "present", "Clases de refuerzo para niños", "Doy clases de refuerzo para niños"),
    ("es", "rank", "Instalación de luces en pisos", "Como oficial de 1.ª, instalación de luces en pisos"),
    ("es", "result", "Limpieza de pisos para clientes", "Mejora de la limpieza de pisos para clientes"),
    ("es", "denied", "Propuse un menú que el dueño no aceptó", "Propuse un menú que el dueño aceptó"),
]


@pytest.mark.parametrize(("language", "before", "after"), PASSED)
def test_the_same_in_other_words_passes(language: str, before: str, after: str) -> None:
    assert verdict(language, before, after) is Verdict.SUPPORTED


@pytest.mark.parametrize(("language", "before", "after"), ASKED)
def test_what_is_merely_not_shown_is_asked(language: str, before: str, after: str) -> None:
    assert verdict(language, before, after) is Verdict.ASK


@pytest.mark.parametrize(("language", "why", "before", "after"), REFUSED)
def test_what_speaks_against_the_line_is_refused(language: str, why: str, before: str, after: str) -> None:
    assert verdict(language, before, after) is Verdict.REFUSE, why


def test_a_role_that_goes_on_is_told_in_the_present() -> None:
    assert verdict("de", "Entladung von zwei Lkw am Tag", "Entlade zwei Lkw am Tag", ended=False) is (
        Verdict.SUPPORTED
    )


def test_a_summary_says_what_the_whole_cv_says() -> None:
    assert verdict("de", "Half bei der Pflege der Daten", "Pflege der Daten", path="/basics/summary") is (
        Verdict.SUPPORTED
    )


def test_a_year_of_the_entry_may_be_told() -> None:
    assert verdict("es", "Limpieza de pisos para clientes", "Limpieza de pisos en 2018") is Verdict.SUPPORTED
