"""The JSON of Reactive Resume (https://rxresu.me), versions 3, 4 and 5."""

from candidacy.domain.exchange.reactive_resume.reader import is_reactive_resume, read_reactive_resume
from candidacy.domain.exchange.reactive_resume.writer import to_reactive_resume

__all__ = ["is_reactive_resume", "read_reactive_resume", "to_reactive_resume"]
