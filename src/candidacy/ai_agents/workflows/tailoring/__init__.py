"""Tailoring: propose, hold against the CV, try once more, and leave the decision to the person."""

from candidacy.ai_agents.workflows.tailoring.graph import build_graph
from candidacy.ai_agents.workflows.tailoring.tailor import WorkflowTailor

__all__ = ["WorkflowTailor", "build_graph"]
