"""What a route depends on is made on the event loop: handing it to a thread costs more than making it."""

import inspect
from collections.abc import Iterator
from pathlib import Path

from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from candidacy.entrypoints.settings import Settings
from candidacy.testing.application import app_of


def depended_on(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for one in dependant.dependencies:
        yield from depended_on(one)


def test_no_route_or_dependency_of_one_is_a_plain_function() -> None:
    contexts = iter_route_contexts(app_of(Settings(home=Path("/nowhere"))).routes)
    roots = [found for context in contexts if (found := getattr(context, "dependant", None)) is not None]
    functions = {call for root in roots for call in depended_on(root) if inspect.isfunction(call)}

    plain = {
        f"{call.__module__}.{call.__name__}: make it async def"
        for call in functions
        if not inspect.iscoroutinefunction(call) and not inspect.isasyncgenfunction(call)
    }

    assert functions
    assert plain == set()
