"""Commands of who runs an installation: secrets and workspaces. What they do is imported late."""

from typing import Annotated

import typer

JSON = Annotated[bool, typer.Option("--json", help="Print one JSON value instead of sentences.")]

keys = typer.Typer(help="The installation's secrets.", rich_markup_mode=None, no_args_is_help=True)


@keys.command("reseal")
def reseal(as_json: JSON = False) -> None:
    """Seal everything anew with the newest secret, and say when the older ones can be taken away."""
    from candidacy.entrypoints.cli import keys as commands

    commands.reseal(as_json=as_json)


@keys.command("status")
def status(as_json: JSON = False) -> None:
    """Say how far the sealing anew is, and change nothing."""
    from candidacy.entrypoints.cli import keys as commands

    commands.status(as_json=as_json)
