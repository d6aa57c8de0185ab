"""Rows and values of the slice as the API says them."""

from decimal import Decimal
from typing import cast

from candidacy.ai_agents.interface import ModelCheck
from candidacy.ai_agents.prompts import PromptTemplate, samples_of
from candidacy.features.agents.models import ModelRow
from candidacy.features.agents.repository import Use
from candidacy.features.agents.schemas import MICROS, CheckOut, Chosen, OwnModelOut, PromptVersionOut, UseOut


def amount(micros: Decimal) -> Decimal:
    """Millionths as an amount, to the last place."""
    return (micros / MICROS).quantize(Decimal("0.000001"))


def own_model(row: ModelRow) -> OwnModelOut:
    return OwnModelOut(
        provider=cast("Chosen", row.provider),
        model=row.model,
        base_url=row.base_url,
        key_hint=row.key_hint,
        has_key=row.sealed_key is not None,
        monthly_tokens=row.monthly_tokens,
        monthly_cost=row.monthly_cost,
        concurrency=row.concurrency,
        input_price=row.input_price,
        output_price=row.output_price,
        tested_at=row.tested_at,
        tested=row.tested,
        version=row.version,
    )


def check_out(check: ModelCheck) -> CheckOut:
    return CheckOut(usable=check.usable, code=check.code, message=check.message, latency_ms=check.latency_ms)


def use_out(use: Use) -> UseOut:
    values = use._asdict()
    mean = round(use.latency_ms / use.calls) if use.calls else 0
    return UseOut(**values, cost=amount(use.cost_micros), mean_latency_ms=mean)


def version_out(template: PromptTemplate) -> PromptVersionOut:
    return PromptVersionOut(
        version=template.version,
        digest=template.digest,
        system=template.prompts.system,
        user=template.prompts.user,
        variables={name: variable.about for name, variable in template.variables.items()},
        samples=samples_of(template),
        answer_schema=template.schema_of_answer,
        change=template.changelog[-1].change,
    )
