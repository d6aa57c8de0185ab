"""Words outside the catalogs are found, and nothing that is somebody's own."""

from tests.crawling.words import Known, untranslated

NOBODY = Known(())


def test_a_text_outside_brackets_is_found_once() -> None:
    assert untranslated("<p>Bare</p><p>⟦Said⟧</p><p>Bare</p>", NOBODY) == ["Bare"]


def test_a_message_with_markup_in_it_is_one() -> None:
    assert untranslated("<p>⟦Ask <a>in your account</a> again⟧ bare</p>", NOBODY) == ["bare"]


def test_what_is_heard_alone_is_looked_at_too() -> None:
    page = '<title>⟦Page⟧ · Candidacy</title><button aria-label="Bare" title="⟦Said⟧">+</button>'

    assert untranslated(page, NOBODY) == ["Bare"]


def test_code_and_dates_and_numbers_are_the_same_in_every_language() -> None:
    page = "<code>serve now</code><time>22 Nov 2026, 08:05</time> UTC 71.5 <script>let words</script>"

    assert untranslated(page, NOBODY) == []


def test_what_somebody_wrote_is_known_whole_in_parts_and_as_an_excerpt() -> None:
    known = Known(["Ada Lovelace", "Led the rebuild of a payment platform for three years."])

    page = "<p>ada lovelace · 2020</p><p>…the rebuild of a payment platform for…</p><p>Ada wrote</p>"

    assert untranslated(page, known) == ["Ada wrote"]


def test_what_somebody_wrote_is_known_with_marks_in_its_middle() -> None:
    known = Known(["- Experience with Python, such as services for many people"])

    page = "<li>Experience with <mark>Python</mark>, such as <b>services</b> for many people</li><p>such</p>"

    assert untranslated(page, known) == ["such"]


def test_two_things_of_theirs_side_by_side_are_known() -> None:
    assert untranslated("<p>English C1</p><p>English only</p>", Known(["English", "C1"])) == ["English only"]


def test_what_says_that_it_is_in_another_language_or_in_none_is_passed_over() -> None:
    page = (
        '<html lang="en-XA"><p lang="en" title="Bare">Tell us</p><p translate="no">{{line}}</p>'
        '<p lang="en-XA">Bare here</p><section lang="de"><button aria-label="Los">Los</button></section>'
    )

    assert untranslated(page, NOBODY) == ["Bare here"]


def test_sizes_and_durations_are_passed_over_as_the_filters_write_them_alone() -> None:
    page = "<p>37.4 kB</p><p>0 bytes</p><p>12 mins</p><p>37.4 KB</p>"

    assert untranslated(page, NOBODY) == ["37.4 KB"]
