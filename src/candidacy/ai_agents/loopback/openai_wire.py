"""OpenAI's chat completions on the wire."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from candidacy.ai_agents.loopback.brains import Asked, ToolCall

_ENDINGS = {None: "stop", "declined": "content_filter", "full": "length"}


def asked(body: Mapping[str, Any]) -> Asked:
    messages = body["messages"]
    shape = (body.get("response_format") or {}).get("json_schema") or {}
    return Asked(
        model=body["model"],
        system="\n".join(_text(m) for m in messages if m["role"] == "system"),
        turns=tuple((m["role"], _text(m)) for m in messages if m["role"] != "system"),
        schema=shape.get("schema"),
        stream=bool(body.get("stream")),
        raw=body,
    )


def _text(message: Mapping[str, Any]) -> str:
    content = message.get("content") or ""
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def error(message: str) -> bytes:
    return json.dumps({"error": {"message": message, "type": "loopback"}}).encode()


def usage(asked: Asked, said: str) -> dict[str, int]:
    given = len(asked.system.split()) + sum(len(text.split()) for _, text in asked.turns)
    return {
        "prompt_tokens": given,
        "completion_tokens": len(said.split()),
        "total_tokens": given + len(said.split()),
    }


def _call(call: ToolCall) -> dict[str, Any]:
    function = {"name": call.name, "arguments": json.dumps(dict(call.arguments))}
    return {"index": 0, "id": "call_1", "type": "function", "function": function}


def whole(asked: Asked, said: str | ToolCall, ending: str | None) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": said, "refusal": None}
    finish = _ENDINGS[ending]
    if isinstance(said, ToolCall):
        message, finish = {"role": "assistant", "content": None, "tool_calls": [_call(said)]}, "tool_calls"
    return {
        "id": "c1",
        "created": 1,
        "object": "chat.completion",
        "model": asked.model,
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": usage(asked, str(said)),
    }


def events(asked: Asked, said: str | ToolCall, ending: str | None) -> Iterator[str]:
    yield _event(asked, {"role": "assistant", "content": ""})
    if isinstance(said, ToolCall):
        yield _event(asked, {"tool_calls": [_call(said)]})
        yield _event(asked, {}, "tool_calls")
    else:
        for word in re.findall(r"\S+\s*", said):
            yield _event(asked, {"content": word})
        yield _event(asked, {}, _ENDINGS[ending])
    if (asked.raw.get("stream_options") or {}).get("include_usage"):
        yield _line(asked, [], usage=usage(asked, str(said)))
    yield "data: [DONE]\n\n"


def _event(asked: Asked, delta: Mapping[str, Any], finish: str | None = None) -> str:
    return _line(asked, [{"index": 0, "delta": dict(delta), "finish_reason": finish}])


def _line(asked: Asked, choices: list[Any], **more: Any) -> str:
    value = {
        "id": "c1",
        "created": 1,
        "object": "chat.completion.chunk",
        "model": asked.model,
        "choices": choices,
    }
    return f"data: {json.dumps({**value, **more})}\n\n"
