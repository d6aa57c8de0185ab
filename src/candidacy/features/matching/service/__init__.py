"""One pair, rankings of very many, what people say of them, and batches."""

from candidacy.features.matching.service.matches import (
    RANK,
    MatchService,
    basis_of,
    cv_inputs,
    decision_of,
    posting_inputs,
)

__all__ = ["RANK", "MatchService", "basis_of", "cv_inputs", "decision_of", "posting_inputs"]
