"""What is taken from ESCO and O*NET downloads, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from candidacy.domain.skills import ConceptKind, Relation, find_skills, load_seed
from candidacy.domain.skills.importers import import_folder, load_taxonomy, read_taxonomy, write_taxonomy
from candidacy.domain.skills.importers.errors import BadTaxonomyFile, NothingToImport

BASE = "http://data.europa.eu/esco"
PYTHON = "http://data.europa.eu/esco/skill/p"
SKILLS = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,description\n"
    f'KnowledgeSkillCompetence,{PYTHON},knowledge,,Python,"CPython\nPython 3",,released,A language\n'
    f"KnowledgeSkillCompetence,{BASE}/skill/m,skill/competence,,manage staff,lead staff,,released,\n"
    f"KnowledgeSkillCompetence,{BASE}/skill/x,skill/competence,,gone,,,obsolete,\n"
)
JOINED = (
    "conceptUri,preferredLabel,skillType,altLabels,description\n"
    f'{PYTHON},Python,knowledge,CPython|Python 3,"A language, interpreted"\n'
)
BROADER = (
    "conceptType,conceptUri,broaderType,broaderUri\n"
    f"KnowledgeSkillCompetence,{PYTHON},SkillGroup,http://data.europa.eu/esco/skill/S5\n"
    f"KnowledgeSkillCompetence,{PYTHON},SkillGroup,http://data.europa.eu/esco/skill/nowhere\n"
)
GROUPS = (
    "conceptType,conceptUri,preferredLabel,altLabels,code\n"
    f"SkillGroup,{BASE}/skill/S5,working with computers,,S5\n"
)
OCCUPATIONS = (
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,code\n"
    'Occupation,http://data.europa.eu/esco/occupation/d,2512,software developer,"coder\nprogrammer",2512.4\n'
)
ISCO = (
    "conceptType,conceptUri,code,preferredLabel,altLabels\n"
    f"ISCOGroup,{BASE}/isco/C2512,2512,Software developers,\n"
)
ONET = {
    "Occupation Data.txt": (
        b"O*NET-SOC Code\tTitle\tDescription\n15-1252.00\tSoftware Developers\tThey develop.\n"
    ),
    "Alternate Titles.txt": (
        b"O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\n"
        b"15-1252.00\tApplication Developer\tn/a\t08\n"
    ),
    "Technology Skills.txt": (
        b"O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n"
        b"15-1252.00\tApache Kafka\t43230000\tEnterprise integration software\tY\tN\n"
    ),
    "Read Me.txt": b"O*NET 29.2 Database\nFebruary 2025 Release\n",
}


def esco(**files: str) -> dict[str, bytes]:
    return {f"{name}_en.csv": text.encode() for name, text in files.items()}


def test_esco_skills_keep_their_labels_types_and_groups() -> None:
    imported = import_folder(esco(skills=SKILLS, broaderRelationsSkillPillar=BROADER, skillGroups=GROUPS))

    python = next(c for c in imported.concepts if c.uri == PYTHON)
    assert (python.label, python.kind, python.aliases) == (
        "Python",
        ConceptKind.KNOWLEDGE,
        ("CPython", "Python 3"),
    )
    assert python.broader == ("http://data.europa.eu/esco/skill/S5",)


def test_obsolete_concepts_are_left_out() -> None:
    assert "gone" not in {c.label for c in import_folder(esco(skills=SKILLS)).concepts}


def test_the_joined_copy_reads_like_the_official_file() -> None:
    (python,) = import_folder(esco(joined=JOINED)).concepts

    assert python.aliases == ("CPython", "Python 3")


def test_occupations_stand_below_their_isco_group() -> None:
    imported = import_folder(esco(occupations=OCCUPATIONS, ISCOGroups=ISCO))

    developer = next(c for c in imported.concepts if c.label == "software developer")
    assert developer.broader == ("http://data.europa.eu/esco/isco/C2512",)
    assert {c.kind for c in imported.concepts} == {ConceptKind.OCCUPATION}


def test_onet_titles_technologies_and_version_are_read() -> None:
    imported = import_folder(ONET)

    concepts = {c.uri: c for c in imported.concepts}
    assert concepts["onet:15-1252.00"].aliases == ("Application Developer",)
    assert concepts["onet:technology/apache-kafka"].broader == ("onet:commodity/43230000",)
    assert imported.sources[0].version == "29.2"


def test_the_files_used_and_skipped_are_named() -> None:
    imported = import_folder(esco(skills=SKILLS) | {"notes.txt": b"hello", "empty.csv": b""})

    assert imported.used == {"skills_en.csv": "ESCO skills"}
    assert set(imported.skipped) == {"notes.txt", "empty.csv"}


def test_a_folder_of_other_files_is_refused() -> None:
    with pytest.raises(NothingToImport):
        import_folder({"cv.pdf": b"%PDF-1.7 ...", "data.csv": b"a,b\n1,2\n"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SKILLS[:-40], r"skills_en\.csv is incomplete or damaged: line 5 stops in the middle"),
        (
            SKILLS + 'KnowledgeSkillCompetence,u,knowledge,,"half a quo',
            r"skills_en\.csv is incomplete or damaged",
        ),
    ],
)
def test_a_half_file_is_refused_with_its_name(text: str, message: str) -> None:
    with pytest.raises(BadTaxonomyFile, match=message):
        import_folder(esco(skills=text))


def test_a_file_in_another_encoding_is_refused() -> None:
    with pytest.raises(BadTaxonomyFile, match=r"skills_en\.csv is not UTF-8 text"):
        import_folder({"skills_en.csv": SKILLS.encode() + "é".encode("latin-1")})


def test_relations_without_concepts_are_refused() -> None:
    with pytest.raises(BadTaxonomyFile, match=r"add skills_en\.csv"):
        import_folder(esco(broaderRelationsSkillPillar=BROADER))


def test_a_stored_taxonomy_reads_back_with_its_provenance(tmp_path: Path) -> None:
    imported = import_folder(esco(skills=SKILLS) | ONET)

    write_taxonomy(tmp_path / "t.json", imported, on=date(2026, 1, 2))
    stored = read_taxonomy(tmp_path / "t.json")

    assert tuple(stored.taxonomy) == imported.concepts
    assert (stored.sources, stored.imported_on) == (imported.sources, date(2026, 1, 2))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "other"}'])
def test_a_damaged_stored_taxonomy_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "t.json"
    path.write_text(content)

    with pytest.raises(BadTaxonomyFile):
        read_taxonomy(path)


def test_an_imported_concept_is_the_seed_concept_of_the_same_name(tmp_path: Path) -> None:
    write_taxonomy(tmp_path / "t.json", import_folder(esco(skills=SKILLS)), on=date(2026, 1, 2))

    taxonomy = load_taxonomy(tmp_path / "t.json")

    assert taxonomy.relation("candidacy:python", PYTHON) is Relation.EXACT


def test_imported_names_are_found_beside_those_of_the_seed(tmp_path: Path) -> None:
    write_taxonomy(tmp_path / "t.json", import_folder(esco(skills=SKILLS)), on=date(2026, 1, 2))

    found = find_skills("Leading staff with Python and Django", load_taxonomy(tmp_path / "t.json"))

    assert [m.uri for m in found] == [f"{BASE}/skill/m", "candidacy:python", "candidacy:django"]


def test_an_imported_taxonomy_can_be_used_by_itself(tmp_path: Path) -> None:
    write_taxonomy(tmp_path / "t.json", import_folder(esco(skills=SKILLS)), on=date(2026, 1, 2))

    found = find_skills("Leading staff with Python", read_taxonomy(tmp_path / "t.json").taxonomy)

    assert [m.uri for m in found] == [f"{BASE}/skill/m", PYTHON]


def test_without_an_import_the_seed_is_loaded(tmp_path: Path) -> None:
    assert load_taxonomy(tmp_path / "none.json") is load_seed()
