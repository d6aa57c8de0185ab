"""keys: what a change of the installation's secret leaves to be done."""

import asyncio
import json
from dataclasses import asdict

from candidacy.entrypoints.cli.output import failing_clearly, print_json, tell
from candidacy.entrypoints.settings import load_settings
from candidacy.features.admin.service.resealing import Resealed, Resealing
from candidacy.infrastructure.observability.logging import configure_logging
from candidacy.kernel.cancellation import pause

_ANOTHER_DOES = 1.0


def reseal(*, as_json: bool) -> None:
    """Seal everything anew with the newest secret, and say when the older ones can go."""
    _show(_run(renew=True), as_json=as_json)


def status(*, as_json: bool) -> None:
    """Say how far it is, and change nothing."""
    found = _run(renew=False)
    if found is None and not as_json:
        tell("Nothing was sealed anew with the newest secret yet: candidacy keys reseal does.")
        return
    _show(found, as_json=as_json)


def _run(*, renew: bool) -> Resealed | None:
    from candidacy.entrypoints.wiring import open_application

    async def run() -> Resealed | None:
        settings = load_settings()
        configure_logging(settings.logging)
        async with open_application(settings) as application:
            resealing = application.resealing
            return await _to_the_end(resealing) if renew else await resealing.find()

    with failing_clearly():
        return asyncio.run(run())


async def _to_the_end(resealing: Resealing) -> Resealed:
    await resealing.begin_again()
    while True:
        found = await resealing.step()
        if found is None:
            await pause(_ANOTHER_DOES)
            continue
        if found.is_finished:
            return found
        tell(f"{found.seen:,} of {found.total:,} looked through, {found.renewed:,} sealed anew.")


def _show(found: Resealed | None, *, as_json: bool) -> None:
    if as_json:
        print_json(json.loads(json.dumps(asdict(found), default=str)) if found is not None else {})
    elif found is not None:
        for line in in_words(found):
            tell(line)


def in_words(found: Resealed) -> list[str]:
    """What it comes to, in sentences."""
    lines = [f"{found.renewed:,} values were sealed anew with the newest of {found.secrets} secrets."]
    if found.unreadable:
        lines.append(
            f"{found.unreadable:,} values none of the secrets opens: bring back the secret they were sealed"
            " with, or have those second factors and keys of models set up anew."
        )
    if found.removable_at is None:
        lines.append(f"It is not over: {found.seen:,} of {found.total:,} were looked through.")
    elif found.secrets > 1:
        lines.append(
            f"The older secrets can be taken away from {found.removable_at:%Y-%m-%d %H:%M} UTC on, if every"
            " process was started with the newest in front. Keep them with the backups of before."
        )
    return lines
