"""Structured logs: JSON lines on a server, readable lines on a terminal, never personal data.

Events are static snake_case; identifiers are keys. Document text, prompts, names, addresses and tokens are
never logged: keys that could carry them are dropped here as a last line of defence.
"""

import logging
import sys
from typing import Any, Literal

import structlog
from pydantic import BaseModel, ConfigDict, Field
from structlog.typing import EventDict

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


def configure_logging(settings: LoggingSettings) -> None:
    """Send structlog's and the standard library's records to standard error in one form."""
    as_json = settings.format == "json" or (settings.format == "auto" and not sys.stderr.isatty())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        drop_private,
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    )
    level = getattr(logging, settings.level.upper())
    structlog.configure(
        processors=[
            *shared,
            *([structlog.processors.format_exc_info] if as_json else []),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *([structlog.processors.format_exc_info] if as_json else []),
                renderer,
            ],
        )
    )
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[handler], force=True)
