"""The graph of a review."""

from typing import TYPE_CHECKING, Any

from candidacy.ai_agents.client import ModelClient
from candidacy.ai_agents.interface import Progress, ReviewRequest
from candidacy.ai_agents.workflows.review.nodes import AGENTS, Aggregator, Reading
from candidacy.ai_agents.workflows.review.state import ReviewState

if TYPE_CHECKING:
    from candidacy.ai_agents.workflows.running import Graph, Saver


def build_graph(
    client: ModelClient, request: ReviewRequest, progress: Progress | None, saver: "Saver | None"
) -> "Graph":
    """Both agents at once, then the aggregator."""
    from langgraph.graph import END, START, StateGraph

    graph: Any = StateGraph(ReviewState)
    graph.add_node("aggregate", Aggregator(request, progress))
    for agent in AGENTS:
        graph.add_node(agent, Reading(agent, client, request, progress))
        graph.add_edge(START, agent)
    graph.add_edge(list(AGENTS), "aggregate")
    graph.add_edge("aggregate", END)
    return graph.compile(checkpointer=saver)  # type: ignore[no-any-return] # Its types are those of the state.
