"""Rendering in processes of their own, with limits of time and memory."""

from candidacy.infrastructure.rendering.process import RenderProcesses
from candidacy.infrastructure.rendering.settings import RenderSettings

__all__ = ["RenderProcesses", "RenderSettings"]
