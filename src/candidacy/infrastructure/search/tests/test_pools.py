"""What the pools remember is counted."""

from candidacy.infrastructure.search import WorkspacePools


def test_ops_106_what_is_made_ready_once_is_found_from_then_on() -> None:
    looks: list[tuple[str, bool]] = []
    pools = WorkspacePools(looked=lambda *look: looks.append(look))
    made: list[int] = []

    def make() -> str:
        made.append(1)
        return "ready"

    found = [pools.remembered("posting", make) for _ in range(2)]
    pools.close()

    assert (found, len(made)) == (["ready", "ready"], 1)
    assert looks == [("prepared", False), ("prepared", True)]
