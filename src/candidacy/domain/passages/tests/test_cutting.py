from hypothesis import given
from hypothesis import strategies as st

from candidacy.domain.passages import LONGEST, Part, cut, parts_of_document, parts_of_resume, parts_of_text
from candidacy.domain.reading.document import Document, DocumentKind, HiddenText, Line, Word
from candidacy.domain.resume import ReadField, Resume, SourcedResume, Span
from candidacy.domain.resume.json_resume import load_resume

TEXT = """Senior Baker

About us
We bake bread. Every day.

Requirements:
- Three years of baking
- An early riser
"""


def test_passages_of_a_text_are_its_words_character_by_character() -> None:
    passages = cut(parts_of_text(TEXT))

    assert [p.heading for p in passages] == ["About us", "Requirements"]
    for passage in passages:
        assert passage.text.split("\n") == [TEXT[s.start : s.end] for s in passage.spans]


def test_a_markdown_heading_stands_above_its_passage_without_its_signs() -> None:
    (passage,) = cut(parts_of_text("## What I built\n\nA search engine."))

    assert (passage.heading, passage.text) == ("What I built", "A search engine.")


@given(st.text(alphabet=st.sampled_from("aB. \n:#-é"), max_size=300), st.integers(5, 60))
def test_no_passage_is_too_long_and_each_span_is_its_words(text: str, longest: int) -> None:
    passages = cut(parts_of_text(text), longest=longest)

    for passage in passages:
        assert len(passage.text) <= longest
        assert passage.text.split("\n") == [text[s.start : s.end] for s in passage.spans]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = "One sentence here. " * 80

    passages = cut(parts_of_text(text))

    assert len(passages) > 1
    assert all(len(p.text) <= LONGEST and p.text.endswith(".") for p in passages)


def test_a_word_without_end_is_cut_anywhere() -> None:
    passages = cut([Part("x" * (LONGEST + 1))])

    assert [len(p.text) for p in passages] == [LONGEST, 1]


def test_entries_of_a_cv_are_passages_under_what_they_are() -> None:
    resume = load_resume(
        {
            "basics": {"name": "Ada", "summary": "Likes engines."},
            "work": [
                {
                    "name": "Engines Ltd",
                    "position": "Programmer",
                    "startDate": "2019",
                    "highlights": ["Wrote the first program."],
                }
            ],
            "education": [{"institution": "Home", "area": "Mathematics"}],
            "skills": [{"name": "Languages", "keywords": ["Python", "SQL"]}],
            "languages": [{"language": "English", "fluency": "native"}],
        }
    )
    span = Span(start=10, end=34)
    fields = (ReadField(path="/work/0/highlights/0", value="x", confidence=1, spans=(span,)),)

    passages = cut(parts_of_resume(SourcedResume(resume=resume, fields=fields)))

    assert [(p.heading, p.text) for p in passages] == [
        ("Contact", "Ada"),
        ("Summary", "Likes engines."),
        ("Experience · Programmer · Engines Ltd · 2019 – present", "Wrote the first program."),
        ("Education · Mathematics · Home", "Mathematics · Home"),
        ("Skills", "Languages: Python, SQL"),
        ("Languages", "English · native"),
    ]
    assert passages[2].spans == (span,)
    assert passages[2].path == "/work/0/highlights/0"


def document(*lines: str, hidden: tuple[HiddenText, ...] = ()) -> Document:
    text, made = "", []
    for line in lines:
        start = len(text)
        text += line + "\n"
        words = (Word(line, start, start + len(line), size=12.0 if line.isupper() else 10.0),)
        made.append(Line(start, start + len(line), 1, words))
    return Document(DocumentKind.TEXT, text, tuple(made), hidden=hidden)


def test_search_006_hidden_text_is_in_no_passage() -> None:
    found = document("EXPERIENCE", "Programmer at Engines", hidden=(HiddenText("Hire me", "no_contrast", 1),))

    parts = [*parts_of_document(found), *parts_of_resume(SourcedResume(resume=Resume()), found)]

    assert not any("Hire me" in part.text for part in parts)


def test_a_document_is_cut_under_its_headings() -> None:
    found = document("EXPERIENCE", "Programmer at Engines", "Wrote programs", "SKILLS", "Python")

    passages = cut(parts_of_document(found))

    assert [(p.heading, p.text) for p in passages] == [
        ("EXPERIENCE", "EXPERIENCE\nProgrammer at Engines\nWrote programs"),
        ("SKILLS", "SKILLS\nPython"),
    ]


def test_lines_that_no_value_was_read_from_are_found_too() -> None:
    found = document("Programmer at Engines", "A line that was misread")
    read = ReadField(path="/work/0/name", value="Engines", confidence=1, spans=(Span(start=0, end=21),))

    passages = cut(parts_of_resume(SourcedResume(resume=Resume(), fields=(read,)), found))

    assert [p.text for p in passages] == ["A line that was misread"]
