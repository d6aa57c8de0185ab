"""Prompts as data: templates with versions, their rendering, and experiments on them."""

from candidacy.ai_agents.prompts.library import Library, library
from candidacy.ai_agents.prompts.rendering import fenced, render
from candidacy.ai_agents.prompts.samples import samples_of
from candidacy.ai_agents.prompts.template import BadPrompt, PromptTemplate, Rendered, parse_prompt

__all__ = [
    "BadPrompt",
    "Library",
    "PromptTemplate",
    "Rendered",
    "fenced",
    "library",
    "parse_prompt",
    "render",
    "samples_of",
]
