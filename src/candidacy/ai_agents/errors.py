"""How a call of a model can end badly.

::

    UpstreamFailed 502
    |-- ModelAnswerUnusable          no JSON, the wrong shape, a tool nobody offered; one repair turn is spent
    |   |-- ModelAnswerCut           the stream ended, or the answer met its limit, before it was whole
    |   `-- ModelAnswerTooLarge      more bytes than are taken
    |-- ModelRefused                 the model declined, by its own rules
    |-- ModelKeyRefused              the provider does not know the key, or does not let it do this
    |-- ModelUnknown                 the provider has no such model, or nothing of the kind at the address
    `-- ModelCallRefused             the provider does not take what was asked
    Unavailable 503
    |-- ModelUnavailable             refused, reset, 5xx
    |-- ModelTimeout                 nothing whole within the deadline of the call
    |-- CircuitOpen                  it failed again and again, and rests for a moment
    `-- NoModel                      none is configured
    RateLimited 429
    |-- ModelRateLimited             the provider says too often
    `-- BudgetExceeded               the workspace has spent what it may
    Invalid 400
    |-- PromptTooLong                more text than a prompt takes
    `-- ScriptedInProduction         the double refuses to answer real people
"""

from candidacy.kernel.errors import AppError, Invalid, RateLimited, Unavailable, UpstreamFailed


class ModelAnswerUnusable(UpstreamFailed):
    """The model gave no usable answer, even when asked again. Try again, or choose another model."""

    code = "model_answer_unusable"


class ModelAnswerCut(ModelAnswerUnusable):
    """The model's answer ended before it was whole. Try again, or ask for less."""

    code = "model_answer_cut"


class ModelAnswerTooLarge(ModelAnswerUnusable):
    """The model sent more than is taken. Choose another model."""

    code = "model_answer_too_large"


class ModelRefused(UpstreamFailed):
    """The model declined to answer this. Change the text, or choose another model."""

    code = "model_refused"


class ModelKeyRefused(UpstreamFailed):
    """The provider does not accept the key. Check it in the model settings."""

    code = "model_key_refused"


class ModelUnknown(UpstreamFailed):
    """The provider has no such model at this address. Check name and address in the model settings."""

    code = "model_unknown"


class ModelCallRefused(UpstreamFailed):
    """The provider does not take this request. Check the model settings, or choose another model."""

    code = "model_call_refused"


class ModelUnavailable(Unavailable):
    """The model cannot be reached, or its server failed. Try again in a moment."""

    code = "model_unavailable"


class ModelTimeout(Unavailable):
    """The model did not answer in time. Try again; who runs the installation can give it longer."""

    code = "model_timeout"


class CircuitOpen(Unavailable):
    """The model failed again and again, so it is left alone for a moment. Try again then."""

    code = "model_circuit_open"


class NoModel(Unavailable):
    """No model is configured. Add one in the model settings; everything else works without."""

    code = "no_model"


class ModelRateLimited(RateLimited):
    """The provider answers that there are too many requests. Try again later."""

    code = "model_rate_limited"


class BudgetExceeded(RateLimited):
    """The workspace has used what it may of the model. Ask an administrator to raise the budget, or wait."""

    code = "model_budget_exceeded"


class PromptTooLong(Invalid):
    """This is more text than fits into one request to the model. Shorten it."""

    code = "prompt_too_long"


class ScriptedInProduction(Invalid):
    """The scripted model is a double for tests and refuses to run in production. Configure a real one."""

    code = "scripted_in_production"


def error_named(code: str, message: str) -> AppError:
    """The error of a code that was kept, with its message; ModelUnavailable for one that is not of here."""
    known = {
        kind.code: kind
        for kind in globals().values()
        if isinstance(kind, type) and issubclass(kind, AppError)
    }
    return known.get(code, ModelUnavailable)(message)
