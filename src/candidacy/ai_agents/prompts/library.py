"""The prompts that there are: those that ship, or those of a folder."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from candidacy.ai_agents.prompts.template import BadPrompt, PromptTemplate, parse_prompt


class Library:
    """Prompts by id and version."""

    def __init__(self, templates: Iterable[PromptTemplate]) -> None:
        self._known: dict[str, dict[int, PromptTemplate]] = {}
        for template in templates:
            versions = self._known.setdefault(template.id, {})
            if template.version in versions:
                raise BadPrompt(f"{template.id} has version {template.version} twice")
            versions[template.version] = template

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(sorted(self._known))

    def versions(self, prompt_id: str) -> tuple[PromptTemplate, ...]:
        """All versions of a prompt, oldest first. Raises BadPrompt for an unknown one."""
        if prompt_id not in self._known:
            raise BadPrompt(f"There is no prompt {prompt_id!r}. There are: {', '.join(self.ids)}.")
        return tuple(template for _, template in sorted(self._known[prompt_id].items()))

    def get(self, prompt_id: str, version: int | None = None) -> PromptTemplate:
        """A version of a prompt; the newest unless one is named. Raises BadPrompt."""
        found = self.versions(prompt_id)
        if version is None:
            return found[-1]
        named = next((template for template in found if template.version == version), None)
        if named is None:
            there = ", ".join(str(template.version) for template in found)
            raise BadPrompt(f"{prompt_id} has no version {version}. There are: {there}.")
        return named


@cache
def library() -> Library:
    """The prompts that ship."""
    return Library(_shipped())


def _shipped() -> Iterator[PromptTemplate]:
    for area in sorted(files(__package__).joinpath("templates").iterdir(), key=lambda a: a.name):
        for file in sorted(area.iterdir(), key=lambda f: f.name):
            yield _named_as_it_is(area.name, file)


def _named_as_it_is(area: str, file: Traversable) -> PromptTemplate:
    try:
        template = parse_prompt(file.read_text(encoding="utf-8"))
    except BadPrompt as exc:
        raise BadPrompt(f"{area}/{file.name}: {exc.message}") from exc
    expected = f"{template.id.replace('.', '/')}_v{template.version}.yaml"
    if f"{area}/{file.name}" != expected:
        raise BadPrompt(f"{area}/{file.name} holds {template.id} {template.version}: call it {expected}")
    return template
