"""Workflows as LangGraph graphs: each model call is a step, so that a resumed run pays for none twice."""
