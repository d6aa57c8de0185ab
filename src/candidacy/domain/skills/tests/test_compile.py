"""The compiled seed, and the faults that compiling reports."""

import gzip
import json

import pytest

from candidacy.domain.skills.compile import DATA, BadSeed, compile_names, compile_seed, read_sources
from candidacy.domain.skills.concepts import ConceptKind
from candidacy.domain.skills.seed import load_seed, parse_seed
from candidacy.domain.skills.taxonomy import SKILL_KINDS

RECIPE = "run: python -m candidacy.domain.skills.compile"

GOOD = """
area: software
kind: knowledge
concepts:
  python: {label: Python, aliases: [CPython], broader: [languages], related: [go-language]}
  go-language: {label: Go, aliases: [Golang], broader: [languages], ambiguous: [Go]}
  languages: {label: Programming languages, kind: skill}
"""


def faults(concepts: str) -> str:
    with pytest.raises(BadSeed) as caught:
        compile_seed({"x.yaml": f"area: x\nkind: knowledge\nconcepts:\n  {concepts}\n"})
    return caught.value.message


def test_a_compiled_seed_reads_back_as_written() -> None:
    taxonomy = parse_seed(compile_seed({"software.yaml": GOOD}))

    go = taxonomy["candidacy:go-language"]
    assert (go.label, go.aliases, go.ambiguous) == ("Go", ("Golang",), ("Go",))
    assert go.broader == ("candidacy:languages",)


def test_the_version_follows_the_content() -> None:
    one = json.loads(compile_seed({"a.yaml": GOOD}))
    two = json.loads(compile_seed({"a.yaml": GOOD.replace("CPython", "Python 3")}))

    assert one["version"] != two["version"]


@pytest.mark.parametrize(
    ("concepts", "fault"),
    [
        ("a: {label: A, broader: [nowhere]}", "x.yaml: a: broader names an unknown concept nowhere"),
        ("a: {label: A, broader: [b]}\n  b: {label: B, broader: [a]}", "broader runs in a circle"),
        ("a: {label: One}\n  b: {label: Two, aliases: [one]}", "x.yaml: b: the name 'one' is also a's"),
        ("a: {label: '  '}", "x.yaml: a: needs a label"),
        ("a: {label: 7}", "x.yaml: a: needs a label"),
        ("a: {label: '!!'}", "x.yaml: a: '!!' holds no word"),
        ("a: {label: A}\n  a: {label: B}", "a stands twice"),
        ("a: {label: A, alias: [b]}", "x.yaml: a: unknown field alias"),
        ("a: {label: A, aliases: [no]}", "x.yaml: a: aliases is a list of texts"),
        ("a: {label: A, kind: talent}", "x.yaml: a: unknown kind talent"),
        ("A B: {label: A}", "a slug is lower-case words"),
        ("a: [", "x.yaml: is no valid YAML"),
    ],
)
def test_a_fault_names_its_file_and_slug(concepts: str, fault: str) -> None:
    assert fault in faults(concepts)


def test_a_slug_in_two_files_is_refused() -> None:
    with pytest.raises(BadSeed, match=r"b\.yaml: python: is already in a\.yaml"):
        compile_seed({"a.yaml": GOOD, "b.yaml": GOOD})


def test_the_committed_seed_is_what_the_sources_compile_to() -> None:
    compiled = compile_seed(read_sources())

    assert compiled == (DATA / "seed.json").read_text(encoding="utf-8"), RECIPE
    assert gzip.decompress(compile_names(compiled)) == gzip.decompress(
        (DATA / "names.json.gz").read_bytes()
    ), RECIPE


def test_the_seed_covers_skills_languages_and_occupations() -> None:
    seed = load_seed()

    assert len(seed.of_kind(*SKILL_KINDS)) >= 3000
    assert len(seed.of_kind(ConceptKind.OCCUPATION)) >= 500
    assert len(seed.of_kind(ConceptKind.LANGUAGE)) >= 80


def test_the_shipped_names_belong_to_the_shipped_concepts() -> None:
    seed = load_seed()

    names = seed.skill_names()

    assert names is not None
    assert names.concepts == len(seed.of_kind(*SKILL_KINDS))
