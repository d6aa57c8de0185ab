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
    """One agent after the other, each call kept before the next; then the aggregator."""
    from langgraph.graph import END, START, StateGraph

    graph: Any = StateGraph(ReviewState)
    last = START
    for agent in AGENTS:
        graph.add_node(agent, Reading(agent, client, request, progress))
        graph.add_edge(last, agent)
        last = agent
    graph.add_node("aggregate", Aggregator(request, progress))
    graph.add_edge(last, "aggregate")
    graph.add_edge("aggregate", END)
    return graph.compile(checkpointer=saver)  # type: ignore[no-any-return] # Its types are those of the state.
