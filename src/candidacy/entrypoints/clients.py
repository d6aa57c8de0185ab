"""What clients are made of the OpenAPI document: TypeScript declarations, Python types, the synchronous SDK.

``candidacy.entrypoints.reference`` writes them; a test holds them to the code.
"""

import json
import keyword
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import resources
from typing import Any, ClassVar

Schema = Mapping[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")
HEAD_TS = "// Made by `python -m candidacy.entrypoints.reference` of the OpenAPI document.\n"
HEAD_PY = '''"""What the service takes and gives, made of its OpenAPI document."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict
'''
HEAD_SYNC = '"""The synchronous client, made from ``asynchronous``: change that, and make this again."""\n'
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def name_of(schema_name: str) -> str:
    """The name of a type; FastAPI's long one, where two slices have the same, made short."""
    plain = re.sub(r"candidacy__features__(\w+?)__schemas__(?:\w+__)?", lambda m: m[1].title(), schema_name)
    return re.sub(r"\W+", "_", plain).strip("_")


def _reference(schema: Schema) -> str | None:
    found = schema.get("$ref")
    return name_of(found.rsplit("/", 1)[-1]) if isinstance(found, str) else None


class _TypeScript:
    """Types as TypeScript says them."""

    simple: ClassVar = {
        "string": "string",
        "integer": "number",
        "number": "number",
        "boolean": "boolean",
        "null": "null",
    }
    anything = "unknown"

    @staticmethod
    def literal(values: Iterable[Any]) -> str:
        return " | ".join(json.dumps(value, ensure_ascii=False) for value in values)

    @staticmethod
    def union(parts: Iterable[str]) -> str:
        return " | ".join(dict.fromkeys(parts))

    @staticmethod
    def array(inner: str) -> str:
        return f"({inner})[]" if " " in inner else f"{inner}[]"

    @staticmethod
    def mapping(inner: str) -> str:
        return f"Record<string, {inner}>"


class _Python:
    """Types as Python says them."""

    simple: ClassVar = {
        "string": "str",
        "integer": "int",
        "number": "float",
        "boolean": "bool",
        "null": "None",
    }
    anything = "Any"

    @staticmethod
    def literal(values: Iterable[Any]) -> str:
        return f"Literal[{', '.join(json.dumps(value, ensure_ascii=False) for value in values)}]"

    @staticmethod
    def union(parts: Iterable[str]) -> str:
        return " | ".join(dict.fromkeys(parts))

    @staticmethod
    def array(inner: str) -> str:
        return f"list[{inner}]"

    @staticmethod
    def mapping(inner: str) -> str:
        return f"dict[str, {inner}]"


Language = type[_TypeScript] | type[_Python]


def _spelled(schema: Schema, language: Language) -> str:
    """A schema as a type, whichever way JSON Schema says it."""
    named = _reference(schema)
    if named is not None:
        return named
    if "const" in schema or "enum" in schema:
        return language.literal(schema.get("enum") or [schema["const"]])
    for together in ("anyOf", "oneOf", "allOf"):
        if together in schema:
            return language.union(_spelled(part, language) for part in schema[together])
    kind = schema.get("type")
    if isinstance(kind, list):
        return language.union(_spelled({**schema, "type": one}, language) for one in kind)
    if kind == "array":
        return language.array(_spelled(schema.get("items") or {}, language))
    if kind == "object":
        more = schema.get("additionalProperties")
        return language.mapping(_spelled(more, language) if isinstance(more, dict) else language.anything)
    return language.simple.get(str(kind), language.anything)


def typescript(document: Schema) -> str:
    """Declarations of every schema, and of every operation by its id."""
    schemas = document["components"]["schemas"]
    parts = [HEAD_TS, *(_ts_schema(name, schema) for name, schema in sorted(schemas.items()))]
    operations = "\n".join(_ts_operation(path, method, one) for path, method, one in operations_of(document))
    return "\n".join([*parts, f"export interface Operations {{\n{operations}\n}}", ""])


def _ts_schema(name: str, schema: Schema) -> str:
    if not schema.get("properties"):
        return f"export type {name_of(name)} = {_spelled(schema, _TypeScript)};"
    return f"export interface {name_of(name)} {{\n{_ts_fields(schema)}\n}}"


def _ts_fields(schema: Schema) -> str:
    required = set(schema.get("required", ()))
    return "\n".join(
        f"  {_ts_key(name)}{'' if name in required else '?'}: {_spelled(field, _TypeScript)};"
        for name, field in schema["properties"].items()
    )


def _ts_key(name: str) -> str:
    return name if _IDENTIFIER.fullmatch(name) else json.dumps(name)


def operations_of(document: Schema) -> Iterator[tuple[str, str, Schema]]:
    """Path, method and operation of each route."""
    for path, methods in document["paths"].items():
        for method in METHODS:
            if method in methods:
                yield path, method, methods[method]


def _ts_operation(path: str, method: str, operation: Schema) -> str:
    by_place = {
        place: "; ".join(
            f"{_ts_key(p['name'])}{'' if p.get('required') else '?'}: {_spelled(p['schema'], _TypeScript)}"
            for p in operation.get("parameters", ())
            if p["in"] == place
        )
        for place in ("path", "query", "header")
    }
    parameters = "; ".join(f"{place}: {{ {said} }}" for place, said in by_place.items() if said)
    body = _contents(operation.get("requestBody") or {})
    answers = [_contents(a) for code, a in operation["responses"].items() if code.startswith("2")]
    return (
        f"  {_ts_key(operation['operationId'])}: {{ method: {json.dumps(method)}; path: {json.dumps(path)}; "
        f"parameters: {{ {parameters} }}; body: {body}; response: {_TypeScript.union(answers) or 'void'} }};"
    )


def _contents(described: Schema) -> str:
    """What a body is: its JSON, a form's fields, or bytes."""
    said = []
    for media, content in described.get("content", {}).items():
        if "json" in media or media.startswith("multipart/"):
            said.append(_spelled(content.get("schema") or {}, _TypeScript))
        else:
            said.append("string" if media.startswith("text/") else "Blob")
    return _TypeScript.union(said) or "void"


def python_types(document: Schema, wanted: Iterable[str]) -> str:
    """TypedDicts of the schemas that are ``wanted``, and of all that these are made of."""
    schemas = {name_of(name): schema for name, schema in document["components"]["schemas"].items()}
    needed, new = set[str](), set(wanted)
    while new:
        needed |= new
        new = {ref for name in new for ref in _references(schemas[name])} - needed
    aliases = [
        f'{name}: TypeAlias = "{_spelled(schemas[name], _Python)}"'.replace('"Literal', "'Literal")
        for name in sorted(needed)
        if not schemas[name].get("properties")
    ]
    aliases = [_single_quoted(alias) for alias in aliases]
    classes = [_typed_dict(name, schemas[name]) for name in sorted(needed) if schemas[name].get("properties")]
    return "\n\n".join([HEAD_PY, *aliases, *classes]) + "\n"


def _single_quoted(alias: str) -> str:
    """An alias stands in quotes, as what it names may stand below it; within are double ones."""
    head, _, value = alias.partition(" = ")
    return f"{head} = '{value[1:-1]}'"


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        named = _reference(schema)
        if named is not None:
            yield named
        for value in schema.values():
            yield from _references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _references(value)


def _typed_dict(name: str, schema: Schema) -> str:
    required = set(schema.get("required", ()))
    # What an answer holds is there always, whether or not its model has a default.
    fields = {
        key: spelled if key in required else f"NotRequired[{spelled}]"
        for key, field in schema["properties"].items()
        for spelled in [_spelled(field, _Python)]
    }
    if all(_IDENTIFIER.fullmatch(key) and not keyword.iskeyword(key) for key in fields):
        said = "\n".join(f"    {key}: {spelled}" for key, spelled in fields.items())
        return f"class {name}(TypedDict):\n{said}\n"
    said = ", ".join(f"{json.dumps(key)}: {json.dumps(spelled)}" for key, spelled in fields.items())
    return f'{name} = TypedDict("{name}", {{{said}}})\n'


_SYNC: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r'\A""".*?"""\n', HEAD_SYNC),
    (r"import asyncio\n", ""),
    (r"import os\n", "import os\nimport time\n"),
    (r"asynccontextmanager", "contextmanager"),
    (r"\basync (def|with|for)\b", lambda found: found[1]),
    (r"\bawait ", ""),
    (r"asyncio\.sleep", "time.sleep"),
    (r"AsyncIterator", "Iterator"),
    (r"httpx\.AsyncClient", "httpx.Client"),
    (r"httpx\.AsyncBaseTransport", "httpx.BaseTransport"),
    (r"\bAsync([A-Z]\w+)", lambda found: found[1]),
    (r"__aenter__", "__enter__"),
    (r"__aexit__", "__exit__"),
    (r"\.aclose\(\)", ".close()"),
    (r"def aclose", "def close"),
    (r"\.a(read|iter_lines|iter_bytes)\(\)", lambda found: f".{found[1]}()"),
    (r"The asynchronous client", "The synchronous client"),
)


def synchronous(source: str) -> str:
    """The synchronous client of the asynchronous one."""
    for pattern, replacement in _SYNC:
        source = re.sub(pattern, replacement, source, flags=re.MULTILINE)
    return source


def asynchronous_source() -> str:
    return resources.files("candidacy.sdk").joinpath("asynchronous.py").read_text(encoding="utf-8")


def types_in(source: str) -> set[str]:
    """The types that the client's source names."""
    return set(re.findall(r"\btypes\.(\w+)", source)) - {"TracebackType"}


def files(document: Schema) -> dict[str, str]:
    """What is made, by path from the root of the repository."""
    source = asynchronous_source()
    return {
        "docs/reference/candidacy.d.ts": typescript(document),
        "src/candidacy/sdk/types.py": python_types(document, types_in(source)),
        "src/candidacy/sdk/synchronous.py": synchronous(source),
    }
