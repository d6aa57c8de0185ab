"""Where workflows keep what they have done, so that an interrupted one goes on."""

from candidacy.infrastructure.checkpoints.checkpoints import Checkpoints

__all__ = ["Checkpoints"]
