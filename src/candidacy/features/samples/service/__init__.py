"""Samples: their words, and loading and removing them."""

from candidacy.features.samples.service.samples import Means, SampleService, may_load

__all__ = ["Means", "SampleService", "may_load"]
