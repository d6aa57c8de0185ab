import gzip
from pathlib import Path

from candidacy.domain.review.words.compile import compiled, main


def test_the_level_of_a_word_decides_its_rank() -> None:
    common, known, valid = compiled([("team", 10), ("abacus", 50), ("aalii", 70)], set(), set())

    assert (common, known, valid) == ({"team"}, {"abacus"}, {"aalii"})


def test_an_error_of_the_wild_is_not_taken_over() -> None:
    *_, valid = compiled([("equipment", 10)], {"runbook"}, {"equiptment", "webhooks", "equipments"})

    assert valid == {"runbook", "webhooks", "equipments"}


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    scowl = tmp_path / "scowl"
    scowl.mkdir()
    (scowl / "english-words.10").write_text("team\nteam's\ncafé\n", encoding="utf-8")
    (scowl / "american-proper-names.50").write_text("Leeds\n", encoding="utf-8")
    extra = tmp_path / "extra.txt"
    extra.write_text("kubectl # a tool\n", encoding="utf-8")

    main(tmp_path / "one.gz", scowl, [extra])
    main(tmp_path / "two.gz", scowl, [extra])

    lines = gzip.decompress((tmp_path / "one.gz").read_bytes()).decode().split("\n")
    assert lines[:2] == ["cafe team", ""]
    assert {"leeds", "kubectl"} <= set(lines[2].split())
    assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "two.gz").read_bytes()
