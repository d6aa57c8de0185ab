"""A prompt as its YAML file says it: checked when it is loaded, so that none fails when it is used.

::

    metadata:  {id: review.structure, version: 1, title: ..., purpose: ...}
    variables: {cv: {trust: untrusted, about: ...}, language: {trust: ours, about: ...}}
    prompts:   {system: ..., user: ...}        # {{name}} stands for a variable
    output:    {kind: json, schema: {...}}     # or {kind: text}
    changelog: [{version: 1, date: 2026-11-21, change: ...}]

``ours`` is text of this program, or a choice out of its own lists. Everything else is ``untrusted``: it never
stands in the system part, and is fenced where it stands.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from candidacy.kernel.errors import Invalid

VARIABLE = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")


class BadPrompt(Invalid):
    """This prompt template cannot be used. Correct what is named and load it again."""

    code = "bad_prompt"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Metadata(_Strict):
    """What a prompt is called and for."""

    id: str = Field(pattern=r"^[a-z_]+\.[a-z_]+$")
    version: int = Field(ge=1)
    title: str = Field(min_length=3)
    purpose: str = Field(min_length=10)


class Variable(_Strict):
    """What is put into a prompt."""

    trust: Literal["ours", "untrusted"]
    about: str = Field(min_length=3)


class Parts(_Strict):
    """The system part, which is ours alone, and the user part."""

    system: str = Field(min_length=20)
    user: str = Field(min_length=1)


class JsonOutput(_Strict):
    """An answer of JSON that holds to a schema."""

    kind: Literal["json"]
    shape: dict[str, Any] = Field(alias="schema")


class TextOutput(_Strict):
    """An answer of running text."""

    kind: Literal["text"]


class ChangeEntry(_Strict):
    """What a version changed."""

    version: int = Field(ge=1)
    date: date
    change: str = Field(min_length=5)


class PromptTemplate(_Strict):
    """One version of a prompt."""

    metadata: Metadata
    variables: dict[str, Variable]
    prompts: Parts
    output: Annotated[JsonOutput | TextOutput, Field(discriminator="kind")]
    changelog: tuple[ChangeEntry, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits_together(self) -> "PromptTemplate":
        used = {part: set(VARIABLE.findall(getattr(self.prompts, part))) for part in ("system", "user")}
        named = used["system"] | used["user"]
        if missing := named - self.variables.keys():
            raise ValueError(f"variables are used but not declared: {', '.join(sorted(missing))}")
        if unused := self.variables.keys() - named:
            raise ValueError(f"variables are declared but not used: {', '.join(sorted(unused))}")
        if loose := {n for n in used["system"] if self.variables[n].trust != "ours"}:
            raise ValueError(f"untrusted variables stand in the system part: {', '.join(sorted(loose))}")
        if self.changelog[-1].version != self.metadata.version:
            raise ValueError("the last entry of the changelog is not about this version")
        return self

    @property
    def id(self) -> str:
        return self.metadata.id

    @property
    def version(self) -> int:
        return self.metadata.version

    @property
    def schema_of_answer(self) -> dict[str, Any] | None:
        """The JSON schema of the answer; None for running text."""
        return self.output.shape if isinstance(self.output, JsonOutput) else None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that reaches a model: wording, variables and schema."""
        said = self.model_dump(mode="json", include={"variables", "prompts", "output"}, by_alias=True)
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    @cached_property
    def _validator(self) -> Any:
        import jsonschema_rs  # 3 MB, for who asks a model.

        return jsonschema_rs.validator_for(self.schema_of_answer or {})

    def complaints(self, answer: Any) -> list[str]:
        """What is wrong with an answer, for the model to repair; empty where it holds to the schema."""
        return [
            f"at /{'/'.join(map(str, error.instance_path))}: {error.message[:200]}"
            for error, _ in zip(self._validator.iter_errors(answer), range(10), strict=False)
        ]


def parse_prompt(text: str) -> PromptTemplate:
    """The template of a YAML text. Raises BadPrompt with what is wrong."""
    import jsonschema_rs

    try:
        template = PromptTemplate.model_validate(yaml.safe_load(text))
        if template.schema_of_answer is not None:
            _require_strict(template.schema_of_answer, "")
            jsonschema_rs.meta.validate(template.schema_of_answer)
    except yaml.YAMLError as exc:
        raise BadPrompt(f"The prompt is no YAML: {exc}") from exc
    except ValidationError as exc:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'prompt'}: {e['msg']}" for e in exc.errors())
        raise BadPrompt(f"The prompt cannot be used: {wrong}") from exc
    except jsonschema_rs.ValidationError as exc:
        raise BadPrompt(f"The schema of the answer is no JSON schema: {exc.message}") from exc
    return template


def _require_strict(schema: Mapping[str, Any], where: str) -> None:
    """Raise BadPrompt for an object that is open or has optional members: providers refuse those."""
    properties = schema.get("properties")
    if schema.get("type") == "object":
        if properties is None or schema.get("additionalProperties") is not False:
            raise BadPrompt(f"{where or '/'}: objects of an answer name their members and allow no others")
        if set(schema.get("required", ())) != set(properties):
            raise BadPrompt(f"{where or '/'}: all members of an answer are required; use null for none")
    for name, inner in (properties or {}).items():
        _require_strict(inner, f"{where}/{name}")
    if isinstance(schema.get("items"), Mapping):
        _require_strict(schema["items"], f"{where}/items")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A prompt with its variables in place, ready for a model."""

    template: PromptTemplate
    system: str
    user: str
