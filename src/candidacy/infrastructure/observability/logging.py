"""Structured logs: JSON lines on a server, readable lines on a terminal, never personal data.

Events are static snake_case; identifiers are keys. Document text, prompts, names, addresses and tokens are
never logged: keys that could carry them are dropped here as a last line of defence, and of an exception only
its kind and its place are told.
"""

import logging
import sys
import traceback
from collections.abc import Iterator
from typing import Any, Literal

import structlog
from pydantic import BaseModel, ConfigDict, Field
from structlog.typing import EventDict, Processor

from candidacy.infrastructure.observability.tracing import add_trace

PRIVATE_KEYS = frozenset(
    {
        "text",
        "body",
        "content",
        "email",
        "name",
        "phone",
        "password",
        "token",
        "cookie",
        "authorization",
        "prompt",
    }
)


class LoggingSettings(BaseModel):
    """How much is logged and in which form."""

    model_config = ConfigDict(frozen=True)

    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least severe level shown."
    )
    format: Literal["auto", "json", "console"] = Field(
        default="auto", description="auto: console on a terminal, else JSON."
    )


def drop_private(_: Any, __: str, event: EventDict) -> EventDict:
    """Replace the values of keys that could hold personal data."""
    return {key: "[private]" if key in PRIVATE_KEYS else value for key, value in event.items()}


def tell_where(_: Any, __: str, event: EventDict) -> EventDict:
    """Put the place an exception came from in its stead: what it says may be a piece of a document."""
    error = _error_of(event.pop("exc_info", None))
    if error is not None:
        event["exception"] = "\n".join(_places(error))
    return event


def _error_of(exc_info: object) -> BaseException | None:
    """The exception in any of the forms that logging takes."""
    if isinstance(exc_info, BaseException):
        return exc_info
    if isinstance(exc_info, tuple):
        return exc_info[1] if isinstance(exc_info[1], BaseException) else None
    return sys.exc_info()[1] if exc_info else None


def _places(error: BaseException) -> Iterator[str]:
    """Kind and frames of an exception and, first, of those it was raised from."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _places(before)
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"{frame.filename}:{frame.lineno} in {frame.name}"
    yield f"{type(error).__module__}.{type(error).__qualname__}"


def configure_logging(settings: LoggingSettings) -> None:
    """Send structlog's and the standard library's records to standard error in one form."""
    level = getattr(logging, settings.level.upper())
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        add_trace,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        drop_private,
        tell_where,
    ]
    renderer = _renderer(settings)
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    without_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[without_meta, renderer])
    )
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[handler], force=True)


def _renderer(settings: LoggingSettings) -> Processor:
    """Values are quoted on a terminal too, so that none can pass for a line of its own."""
    if settings.format == "json" or (settings.format == "auto" and not sys.stderr.isatty()):
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer(repr_native_str=True)
