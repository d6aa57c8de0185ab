"""Candidacy: a self-hosted career platform whose every number leads back to its source."""

import os

__version__ = "0.1.0"

# ONNX Runtime from 1.29 on reports to its maker as soon as it is imported, unless this was set before.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
