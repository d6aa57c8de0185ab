"""What can go wrong with models that are set up, and with versions of prompts."""

from candidacy.kernel.errors import Conflict, Invalid, NotFound, RateLimited, Stale, Unavailable


class ModelNotUsable(Conflict):
    """The test of this model failed, so nothing was saved. Correct the settings, or save them anyway."""

    code = "model_not_usable"


class ModelAddressForbidden(Invalid):
    """This address is in this network, or on an unusual port. Ask who runs the installation to allow it."""

    code = "model_address_forbidden"


class ModelKeyUnreadable(Unavailable):
    """The key of the model cannot be read any more: the installation's secrets changed. Enter it again."""

    code = "model_key_unreadable"


class ModelSettingsChanged(Stale):
    """These settings were changed in the meantime. Load them again and repeat your change."""

    code = "model_settings_changed"


class NoModelOfItsOwn(NotFound):
    """This workspace has no model settings of its own."""

    code = "no_model_of_its_own"


class TooManyModelCalls(RateLimited):
    """As many calls to the model are under way as this workspace may have at once. Try again in a moment."""

    code = "too_many_model_calls"
    retry_after = 5


class ModelCallNotFound(NotFound):
    """There is no such call to a model in this workspace."""

    code = "model_call_not_found"


class PromptUnknown(NotFound):
    """There is no such prompt, or no such version of it, in this release."""

    code = "prompt_unknown"


class ExperimentNotFound(NotFound):
    """There is no such experiment."""

    code = "experiment_not_found"


class ExperimentRunning(Conflict):
    """An experiment with this prompt is running. Stop it first."""

    code = "experiment_running"


class ExperimentOver(Conflict):
    """This experiment has ended already."""

    code = "experiment_over"


class BadExperiment(Invalid):
    """An experiment compares two to five arms of one prompt, each with a name of its own and some weight."""

    code = "bad_experiment"


class TooYoungCalls(Invalid):
    """Entries of the ledger of calls are kept for at least six months."""

    code = "calls_too_young"
