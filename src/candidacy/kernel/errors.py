"""The error tree. A class's docstring is its default message, its ``code`` never changes.

::

    AppError                     500  something failed in a way we can explain
    |-- Invalid                  400  the request asks for something that cannot be
    |-- Unauthenticated          401  we do not know who asks
    |-- Forbidden                403  they see it but may not do that
    |-- NotFound                 404  it is not there, or not theirs to see
    |-- Conflict                 409  it clashes with what is stored
    |   `-- Stale                412  it was changed in the meantime
    |-- Gone                     410  it was there and is not any more
    |-- TooLarge                 413  it is more than we take
    |-- Unreadable               415  we cannot read this file
    |-- RateLimited              429  too often
    |-- UpstreamFailed           502  a service we rely on answered wrongly
    `-- Unavailable              503  we cannot do it now, try again

Status 422 belongs to payload validation alone. An error says what to do next.
"""

import inspect
from typing import ClassVar


class AppError(Exception):
    """Something failed in a way we can explain."""

    code: ClassVar[str] = "internal_error"
    status: ClassVar[int] = 500
    retry_after: int | None = None
    """Seconds after which it is worth to try again, where that is known."""

    def __init__(self, message: str | None = None, *, retry_after: int | None = None) -> None:
        super().__init__(message or inspect.cleandoc(type(self).__doc__ or ""))
        if retry_after is not None:
            self.retry_after = retry_after

    @property
    def message(self) -> str:
        return str(self.args[0])


class Invalid(AppError):
    """The request asks for something that cannot be."""

    code = "invalid"
    status = 400


class Unauthenticated(AppError):
    """Sign in first."""

    code = "unauthenticated"
    status = 401


class Forbidden(AppError):
    """Your role does not allow this. Ask an administrator of the workspace."""

    code = "forbidden"
    status = 403


class NotFound(AppError):
    """There is nothing here, or it is not yours to see."""

    code = "not_found"
    status = 404


class Conflict(AppError):
    """This clashes with what is stored."""

    code = "conflict"
    status = 409


class Stale(Conflict):
    """This was changed in the meantime. Load it again and repeat your change."""

    code = "stale"
    status = 412


class Gone(AppError):
    """This was here and has been removed."""

    code = "gone"
    status = 410


class TooLarge(AppError):
    """This is larger than the limit."""

    code = "too_large"
    status = 413


class Unreadable(AppError):
    """This file cannot be read."""

    code = "unreadable"
    status = 415


class RateLimited(AppError):
    """Too many requests. Wait a moment and try again."""

    code = "rate_limited"
    status = 429


class UpstreamFailed(AppError):
    """A service that this one relies on gave no usable answer."""

    code = "upstream_failed"
    status = 502


class Unavailable(AppError):
    """This cannot be done right now. Try again in a moment."""

    code = "unavailable"
    status = 503
