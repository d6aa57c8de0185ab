"""Anthropic's messages on the wire."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from candidacy.ai_agents.loopback.brains import Asked, ToolCall

_ENDINGS = {None: "end_turn", "declined": "refusal", "full": "max_tokens"}


def asked(body: Mapping[str, Any]) -> Asked:
    tools = body.get("tools") or []
    system = body.get("system") or ""
    return Asked(
        model=body["model"],
        system=system if isinstance(system, str) else "\n".join(part["text"] for part in system),
        turns=tuple((m["role"], _text(m)) for m in body["messages"]),
        schema=tools[0]["input_schema"] if tools else None,
        stream=bool(body.get("stream")),
        raw=body,
    )


def _text(message: Mapping[str, Any]) -> str:
    content = message["content"]
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def error(message: str) -> bytes:
    return json.dumps({"type": "error", "error": {"type": "loopback", "message": message}}).encode()


def usage(asked: Asked, said: str) -> dict[str, int]:
    given = len(asked.system.split()) + sum(len(text.split()) for _, text in asked.turns)
    return {"input_tokens": given, "output_tokens": len(said.split())}


def _block(asked: Asked, said: str | ToolCall) -> dict[str, Any]:
    """The answer as a block: by the tool where it has to be used and the text is JSON."""
    if isinstance(said, ToolCall):
        return {"type": "tool_use", "id": "toolu_1", "name": said.name, "input": dict(said.arguments)}
    if asked.schema is not None:
        try:
            value = json.loads(said)
        except ValueError:
            return {"type": "text", "text": said}
        if isinstance(value, dict):
            return {"type": "tool_use", "id": "toolu_1", "name": "answer", "input": value}
    return {"type": "text", "text": said}


def _ending(block: Mapping[str, Any], ending: str | None) -> str:
    return "tool_use" if block["type"] == "tool_use" and ending is None else _ENDINGS[ending]


def whole(asked: Asked, said: str | ToolCall, ending: str | None) -> dict[str, Any]:
    block = _block(asked, said)
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": asked.model,
        "content": [block],
        "stop_reason": _ending(block, ending),
        "stop_sequence": None,
        "usage": usage(asked, str(said)),
    }


def events(asked: Asked, said: str | ToolCall, ending: str | None) -> Iterator[str]:
    block, used = _block(asked, said), usage(asked, str(said))
    start = {
        **whole(asked, said, ending),
        "content": [],
        "stop_reason": None,
        "usage": {**used, "output_tokens": 0},
    }
    yield _event("message_start", message=start)
    if block["type"] == "tool_use":
        yield _event("content_block_start", index=0, content_block={**block, "input": {}})
        delta = {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
        yield _event("content_block_delta", index=0, delta=delta)
    else:
        yield _event("content_block_start", index=0, content_block={"type": "text", "text": ""})
        for word in re.findall(r"\S+\s*", block["text"]):
            yield _event("content_block_delta", index=0, delta={"type": "text_delta", "text": word})
    yield _event("content_block_stop", index=0)
    end = {"stop_reason": _ending(block, ending), "stop_sequence": None}
    yield _event("message_delta", delta=end, usage=used)
    yield _event("message_stop")


def _event(kind: str, **value: Any) -> str:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **value})}\n\n"
