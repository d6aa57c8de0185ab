"""One call whose answer is kept until its result is stored, so that a killed worker pays for it once."""

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypedDict

from pydantic import TypeAdapter

from candidacy.ai_agents.client import Answer, ModelClient
from candidacy.ai_agents.interface import Made, Thread
from candidacy.ai_agents.workflows.running import Runner

if TYPE_CHECKING:
    from candidacy.ai_agents.workflows.running import Graph, Saver

_MADE = TypeAdapter(Made)


class AskState(TypedDict, total=False):
    """What was asked, as a digest, and the answer: values of JSON alone."""

    inputs: str
    value: Any
    made: dict[str, Any]


async def ask_once(
    client: ModelClient,
    runner: Runner,
    prompt_id: str,
    variables: Mapping[str, str],
    thread: Thread | None,
) -> Answer:
    """The answer to a prompt; within a thread the one that is kept, where the same was asked before.

    Raises the errors of ``ai_agents.errors``.
    """
    if thread is None or runner.open_saver is None:
        return await client.ask(prompt_id, variables)

    async def ask(_: AskState) -> dict[str, Any]:
        answer = await client.ask(prompt_id, variables)
        return {"value": answer.value, "made": _MADE.dump_python(answer.made, mode="json")}

    def build(saver: "Saver | None") -> "Graph":
        from langgraph.graph import END, START, StateGraph

        graph: Any = StateGraph(AskState)
        graph.add_node("ask", ask)
        graph.add_edge(START, "ask")
        graph.add_edge("ask", END)
        return graph.compile(checkpointer=saver)  # type: ignore[no-any-return] # Its types are those of the state.

    digest = hashlib.sha256(json.dumps([prompt_id, dict(variables)], sort_keys=True).encode()).hexdigest()
    state = await runner.run(build, {"inputs": digest}, thread)
    return Answer(state["value"], _MADE.validate_python(state["made"]))
