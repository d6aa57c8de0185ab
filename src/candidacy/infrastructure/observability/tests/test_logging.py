"""What reaches the log, and above all what does not."""

import json
import logging
from collections.abc import Iterator
from typing import Any, Literal

import pytest
import structlog

from candidacy.infrastructure.observability.logging import PRIVATE_KEYS, LoggingSettings, configure_logging

SECRET = "ada@example.org"


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Logging is the process's; each test leaves it as it was."""
    root = logging.getLogger()
    level, handlers, before = root.level, list(root.handlers), structlog.get_config()
    yield
    structlog.configure(**before)
    root.setLevel(level)
    root.handlers[:] = handlers


def logger(form: Literal["json", "console"] = "json", level: Literal["info", "error"] = "info") -> Any:
    configure_logging(LoggingSettings(format=form, level=level))
    return structlog.get_logger()


def crash() -> None:
    raise ValueError(SECRET)


def crash_because() -> None:
    try:
        crash()
    except ValueError as exc:
        raise RuntimeError(SECRET) from exc


def crash_anew() -> None:
    try:
        crash()
    except ValueError:
        raise RuntimeError from None


def written(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_an_event_is_one_line_of_json_with_level_and_time(capsys: pytest.CaptureFixture[str]) -> None:
    logger().info("file_read", file_id="7")

    (line,) = written(capsys)
    assert (line["event"], line["file_id"], line["level"]) == ("file_read", "7", "info")
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize("key", sorted(PRIVATE_KEYS))
def test_a_key_that_may_hold_personal_data_is_blotted_out(
    capsys: pytest.CaptureFixture[str], key: str
) -> None:
    logger().info("something", **{key: SECRET})

    assert written(capsys)[0][key] == "[private]"


def test_an_exception_tells_its_kind_and_place_and_not_what_it_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log = logger()

    try:
        crash()
    except ValueError:
        log.exception("crashed")

    out = capsys.readouterr().err
    assert SECRET not in out
    assert "builtins.ValueError" in out
    assert "test_logging.py" in out


def test_the_cause_of_an_exception_is_told_the_same_way(capsys: pytest.CaptureFixture[str]) -> None:
    log = logger()

    try:
        crash_because()
    except RuntimeError:
        log.exception("crashed")

    (line,) = written(capsys)
    assert SECRET not in json.dumps(line)
    kinds = [part for part in line["exception"].splitlines() if part.startswith("builtins.")]
    assert kinds == ["builtins.ValueError", "builtins.RuntimeError"]


def test_what_was_suppressed_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    log = logger()

    try:
        crash_anew()
    except RuntimeError:
        log.exception("crashed")

    assert "ValueError" not in written(capsys)[0]["exception"]


def test_no_exception_is_no_key(capsys: pytest.CaptureFixture[str]) -> None:
    log = logger()

    log.info("fine", exc_info=False)
    log.info("fine", exc_info=(None, None, None))

    assert all("exception" not in line for line in written(capsys))


def test_records_of_libraries_take_the_same_way(capsys: pytest.CaptureFixture[str]) -> None:
    logger()

    try:
        crash()
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")

    (line,) = written(capsys)
    assert line["event"] == "Exception in ASGI application"
    assert "builtins.ValueError" in line["exception"]
    assert SECRET not in json.dumps(line)


def test_chatter_of_libraries_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    logger()

    logging.getLogger("httpx").info("HTTP Request: GET ...")

    assert capsys.readouterr().err == ""


def test_what_is_less_severe_than_the_level_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    log = logger(level="error")

    log.warning("hm")
    log.error("ouch")

    assert [line["event"] for line in written(capsys)] == ["ouch"]


@pytest.mark.parametrize("form", ["json", "console"])
def test_a_value_cannot_pass_for_a_line_of_its_own(
    capsys: pytest.CaptureFixture[str], form: Literal["json", "console"]
) -> None:
    logger(form).info("opened", file_id='1\n{"event": "all_is_well"}')

    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_terminal_gets_lines_to_read(capsys: pytest.CaptureFixture[str]) -> None:
    log = logger("console")

    try:
        crash()
    except ValueError:
        log.exception("crashed")

    out = capsys.readouterr().err
    assert "crashed" in out
    assert "ValueError" in out
    assert SECRET not in out
