"""The graph of a tailoring."""

from typing import TYPE_CHECKING, Any

from candidacy.ai_agents.client import ModelClient
from candidacy.ai_agents.interface import Progress, TailorRequest
from candidacy.ai_agents.workflows.tailoring.nodes import Proposing, Revising, Verifying
from candidacy.ai_agents.workflows.tailoring.state import TailoringState
from candidacy.domain.skills import Taxonomy

if TYPE_CHECKING:
    from candidacy.ai_agents.workflows.running import Graph, Saver


def build_graph(
    client: ModelClient,
    request: TailorRequest,
    taxonomy: Taxonomy,
    progress: Progress | None,
    saver: "Saver | None",
) -> "Graph":
    """Propose, verify; where something was refused, revise once and verify that."""
    from langgraph.graph import END, START, StateGraph

    graph: Any = StateGraph(TailoringState)
    graph.add_node("propose", Proposing(client, request, progress))
    graph.add_node("verify", Verifying(request, taxonomy, progress, of="proposed"))
    graph.add_node("revise", Revising(client, request, progress))
    graph.add_node("verify_again", Verifying(request, taxonomy, progress, of="revised"))
    graph.add_edge(START, "propose")
    graph.add_edge("propose", "verify")
    graph.add_conditional_edges("verify", _next, {"revise": "revise", END: END})
    graph.add_edge("revise", "verify_again")
    graph.add_edge("verify_again", END)
    return graph.compile(checkpointer=saver)  # type: ignore[no-any-return] # Its types are those of the state.


def _next(state: TailoringState) -> str:
    from langgraph.graph import END

    return "revise" if state["refused"] else END
