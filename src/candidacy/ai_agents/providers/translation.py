"""What the SDKs and the network raise, in our errors; the SDKs of both vendors are built alike."""

from collections.abc import Iterator
from typing import Any

import httpx2

from candidacy.ai_agents.errors import (
    ModelAnswerUnusable,
    ModelCallRefused,
    ModelKeyRefused,
    ModelRateLimited,
    ModelTimeout,
    ModelUnavailable,
    ModelUnknown,
)
from candidacy.kernel.errors import AppError

_LONGEST_WAIT = 86_400


def translated(exc: Exception) -> AppError:
    """Our error for one of an SDK."""
    chain = list(_chain(exc))
    own = next((one for one in chain if isinstance(one, AppError)), None)
    if own is not None:
        return own
    response = next((r for one in chain if (r := getattr(one, "response", None)) is not None), None)
    if response is not None and response.status_code >= 300:
        return _of_status(response)
    if any(isinstance(one, TimeoutError | httpx2.TimeoutException) for one in chain):
        return ModelTimeout()
    if any(isinstance(one, httpx2.ConnectError) for one in chain):
        return ModelUnavailable(
            "Nothing answers at the model's address. Check it in the model settings, or try again later."
        )
    if any(isinstance(one, OSError | httpx2.TransportError) for one in chain):
        return ModelUnavailable()
    return ModelAnswerUnusable()


def _chain(exc: BaseException) -> Iterator[BaseException]:
    """An exception and what it was raised from, or while."""
    seen: set[int] = set()
    one: BaseException | None = exc
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or one.__context__


def _of_status(response: Any) -> AppError:
    status, wait = response.status_code, _retry_after(response.headers)
    if status == 429:
        return ModelRateLimited(retry_after=wait)
    if status >= 500 or status in {408, 409}:
        return ModelUnavailable(
            f"The model's server answers {status}. Try again in a moment.", retry_after=wait
        )
    if status in {401, 403}:
        return ModelKeyRefused()
    if status == 404 or status < 400:
        return ModelUnknown()
    return ModelCallRefused(
        f"The provider does not take this request ({status}). Check the model settings, or choose another "
        "model."
    )


def _retry_after(headers: Any) -> int | None:
    """Whole seconds, rounded up; a date, which providers do not send, counts as none."""
    told = str(headers.get("retry-after", "")).strip()
    try:
        seconds = float(told)
    except ValueError:
        return None
    return min(-int(-seconds // 1), _LONGEST_WAIT) if seconds >= 0 else None
