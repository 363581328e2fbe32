"""Log lines: whatever a caller has written into a path or a name, a line is one line, and no terminal obeys it."""

from __future__ import annotations

import json

import pytest

from auslex.observing.logs import LogEvent, human_line, json_line

EVENT = LogEvent(1_767_225_600.0, "INFO", "http.refused", {"path": ""})
OBEYED = ["\n", "\r", "\x1b[31m", "\x7f", "\x9b31m", "\x85", "\u2028", "\u2029", "\u202ecod", "\u2066x", "\u200f", "\0"]


def said(text: str) -> LogEvent:
    return LogEvent(EVENT.at, EVENT.level, EVENT.name, {"path": "/a" + text + "b"})


@pytest.mark.parametrize("text", OBEYED)
@pytest.mark.parametrize("line", [json_line, human_line])
def test_what_a_terminal_obeys_is_not_in_a_line_as_it_is(line: object, text: str) -> None:
    assert callable(line)
    assert text[0] not in line(said(text))


@pytest.mark.parametrize("text", [*OBEYED, "é中😀", '"\\'])
def test_a_reader_of_json_finds_what_was_said(text: str) -> None:
    assert f"/a{text}b" == json.loads(json_line(said(text)))["path"]
