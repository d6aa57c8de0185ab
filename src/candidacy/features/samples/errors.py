"""What can go wrong with samples."""

from candidacy.kernel.errors import Conflict


class SampleBusy(Conflict):
    """Somebody else loads this sample right now. Look again in a moment."""

    code = "sample_busy"
