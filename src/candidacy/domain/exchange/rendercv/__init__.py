"""The YAML of RenderCV (https://rendercv.com), version 1 and after."""

from candidacy.domain.exchange.rendercv.loading import load_yaml
from candidacy.domain.exchange.rendercv.reader import is_rendercv, read_rendercv
from candidacy.domain.exchange.rendercv.writer import to_rendercv

__all__ = ["is_rendercv", "load_yaml", "read_rendercv", "to_rendercv"]
