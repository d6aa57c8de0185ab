"""A run goes on where it was; of no other workspace is anything seen; nothing but plain values is kept."""

from typing import Any, TypedDict
from uuid import uuid4

import pytest
from sqlalchemy import text

from candidacy.infrastructure.checkpoints import Checkpoints
from candidacy.infrastructure.checkpoints.serializer import NotPlain, PlainSerializer
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.errors import NotFound


class State(TypedDict, total=False):
    steps: list[str]


class Work:
    """Two steps, of which the second fails as often as it is told."""

    def __init__(self, failures: int) -> None:
        self.failures, self.calls = failures, list[str]()

    async def first(self, _: State) -> dict[str, Any]:
        self.calls.append("first")
        return {"steps": ["first"]}

    async def second(self, state: State) -> dict[str, Any]:
        self.calls.append("second")
        if self.failures:
            self.failures -= 1
            raise RuntimeError("killed")
        return {"steps": [*state["steps"], "second"]}

    def graph(self, saver: Any) -> Any:
        from langgraph.graph import END, START, StateGraph

        graph: Any = StateGraph(State)
        graph.add_node("first", self.first)
        graph.add_node("second", self.second)
        graph.add_edge(START, "first")
        graph.add_edge("first", "second")
        graph.add_edge("second", END)
        return graph.compile(checkpointer=saver)


async def a_workspace(sessions: Sessions) -> str:
    workspace = str(uuid4())
    async with sessions.begin() as session:
        await session.execute(text("SELECT set_config('app.workspace', :id, true)"), {"id": workspace})
        await session.execute(
            text("INSERT INTO workspaces (id, name, kind) VALUES (:id, 'Ours', 'team')"), {"id": workspace}
        )
    return workspace


def thread(workspace: str) -> Any:
    return {"configurable": {"thread_id": f"{workspace}/{uuid4()}"}}


async def test_a_run_that_was_interrupted_repeats_no_step_that_was_done(sessionmaker: Sessions) -> None:
    work, config = Work(failures=1), thread(await a_workspace(sessionmaker))
    graph = work.graph(await Checkpoints(sessionmaker).open())
    with pytest.raises(RuntimeError):
        await graph.ainvoke({"steps": []}, config, durability="sync")

    again = work.graph(await Checkpoints(sessionmaker).open())
    result = await again.ainvoke(None, config, durability="sync")

    assert result == {"steps": ["first", "second"]}
    assert work.calls == ["first", "second", "second"]


async def test_a_thread_that_is_deleted_leaves_nothing(sessionmaker: Sessions) -> None:
    work, config = Work(failures=0), thread(await a_workspace(sessionmaker))
    saver = await Checkpoints(sessionmaker).open()
    await work.graph(saver).ainvoke({"steps": []}, config, durability="sync")

    await saver.adelete_thread(config["configurable"]["thread_id"])

    async with sessionmaker() as session:
        counts = [
            await session.scalar(text(f"SELECT count(*) FROM {name}"))
            for name in ("checkpoints", "checkpoint_blobs", "checkpoint_writes")
        ]
    assert counts == [0, 0, 0]


async def test_a_thread_of_another_workspace_is_not_seen(sessionmaker: Sessions) -> None:
    mine, theirs = await a_workspace(sessionmaker), await a_workspace(sessionmaker)
    config = thread(theirs)
    saver = await Checkpoints(sessionmaker).open()
    await Work(failures=0).graph(saver).ainvoke({"steps": []}, config, durability="sync")

    name = config["configurable"]["thread_id"].replace(theirs, mine)

    assert await saver.aget_tuple({"configurable": {"thread_id": name, "checkpoint_ns": ""}}) is None


async def test_a_thread_without_a_workspace_is_refused(sessionmaker: Sessions) -> None:
    saver = await Checkpoints(sessionmaker).open()

    with pytest.raises(NotFound):
        await saver.aget_tuple({"configurable": {"thread_id": "1", "checkpoint_ns": ""}})


async def test_rows_know_the_workspace_of_their_thread(sessionmaker: Sessions) -> None:
    workspace = await a_workspace(sessionmaker)
    saver = await Checkpoints(sessionmaker).open()
    await Work(failures=0).graph(saver).ainvoke({"steps": []}, thread(workspace), durability="sync")

    async with sessionmaker() as session:
        owners = await session.scalars(text("SELECT DISTINCT workspace_id::text FROM checkpoints"))
        assert list(owners) == [workspace]


def test_plain_values_come_back_as_they_were() -> None:
    serializer, value = PlainSerializer(), {"a": [1, 2.5, True, None, "ü"]}

    assert serializer.loads_typed(serializer.dumps_typed(value)) == value


@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes", {1: "a"}, uuid4(), [Sessions]])
def test_nothing_else_is_kept(value: object) -> None:
    with pytest.raises(NotPlain):
        PlainSerializer().dumps_typed(value)


@pytest.mark.parametrize("kind", ["msgpack", "pickle", "bytes", "null"])
def test_nothing_else_is_read_back(kind: str) -> None:
    with pytest.raises(NotPlain):
        PlainSerializer().loads_typed((kind, b"\x80\x05."))


def test_an_error_is_kept_by_its_name_alone() -> None:
    serializer = PlainSerializer()

    kept = serializer.loads_typed(serializer.dumps_typed(RuntimeError("the whole CV")))

    assert kept == {"error": "RuntimeError"}


def test_the_tables_are_those_of_the_installed_release() -> None:
    from langgraph.checkpoint.postgres.base import MIGRATIONS

    # Where a release adds one, our schema needs a revision with the same change.
    assert len(MIGRATIONS) == 10
