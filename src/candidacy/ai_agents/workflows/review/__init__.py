"""The review: two agents that read the CV, and what of it holds."""

from candidacy.ai_agents.workflows.review.graph import build_graph
from candidacy.ai_agents.workflows.review.reviewer import WorkflowReviewer

__all__ = ["WorkflowReviewer", "build_graph"]
