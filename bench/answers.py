"""What watching answers costs: per answer, per chunk, flagged and blocked, and on the worst inputs, in CPU time."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from functools import partial

from auslex.core.calls import Call, Endpoint
from auslex.core.events import Event, Whole
from auslex.core.json import JsonObject
from auslex.screening.detectors.harm import detector, severities
from auslex.screening.detectors.repetition import KnownText, Repetition, letters
from auslex.screening.policy import EVERY, AnswerPolicy, Reaction
from auslex.screening.watching import AnswerWatching
from auslex.wire.answers import AnswerStream
from auslex.wire.json import encode

REPEATS = 15
LINE = "{:<52}{:>10}  {}"
SYSTEM = (
    "You are a research assistant for Australian lawyers. Answer only from the sources you are given, cite each by "
    "paragraph, say where the authorities differ and what is not settled, and never advise on a client's own case. "
) * 8
ANSWER = (
    "The primary judge accepted that the notice was sent within time and that nothing turned on its form: Li v Jones "
    "[2004] FCA 12 at [34]. The appeal was brought on the ground that the discretion had miscarried, because no regard "
    "was had to its length; see s 18 of the Australian Consumer Law. "
) * 4
# What each detector likes least, repeated until the text is long.
WORST = {
    "deletions": "rm -rf ",
    "fetched programs": "curl a ",
    "injections": "' or '1'='",
    "recipes": "tatp mix 5 g ",
    "precursors": "ephedrine; mix ",
    "shells": "bash sh -i ",
    "marks": "<|",
    "cookies": "fetch( cookie ",
    "personas": "ignore my I'm ignoring ",
}
_TOKENS = re.compile(r"\s?[A-Za-z]{1,7}|\s?[0-9]{1,3}|\s|.", re.DOTALL)  # About as a model's tokens cut a text.
_FLAG = AnswerPolicy()
_BLOCK = AnswerPolicy(Reaction.BLOCK, {EVERY: Reaction.BLOCK})


def answers_table() -> str:
    """The table of `python -m bench answers`."""
    rows = [LINE.format("", "measured", "target").rstrip()]
    watching = AnswerWatching(lambda tenant: _FLAG, b"key")
    blocking = AnswerWatching(lambda tenant: _BLOCK, b"key")
    rows.append(_row("harmful patterns, us/KB", _per_kb(_find, ANSWER), ""))
    rows.append(_row("repetition, us/KB", _per_kb(_repeat, ANSWER), ""))
    rows.append(_row("a new system prompt, us/KB", _per_kb(_known, SYSTEM), ""))
    rows.append(_row("a whole answer of 1 KB, flagged, us", _whole(watching), ""))
    rows.append(_row("a whole answer of 1 KB, blocked, us", _whole(blocking), ""))
    rows.append(_row("a chunk, flagged, us", _chunk(watching), "<= 10"))
    rows.append(_row("a chunk, blocked, us", _chunk(blocking), "<= 10"))
    for name, piece in WORST.items():
        text = piece * (100_000 // len(piece))
        rows.append(_row(f"100 KB of {name}, ms", _best(partial(_find, text), 2) * 1e3, "<= 50"))
    return "\n".join(rows)


def _find(text: str) -> None:
    detector(severities()).find(text)


def _repeat(text: str) -> None:
    Repetition(_KNOWN).feed(letters(text), final=True)


def _known(text: str) -> None:
    assert KnownText([text]).table


def _call() -> Call:
    body: JsonObject = {
        "messages": [{"role": "system", "content": SYSTEM}, {"role": "user", "content": "Is the notice good?"}]
    }
    return Call(Endpoint.CHAT_COMPLETIONS, body, encode(body), "m", True, False, 100, 100, 1, "")


def _whole(watching: AnswerWatching) -> float:
    call = _call()
    choice = {"index": 0, "message": {"role": "assistant", "content": ANSWER[:1024]}, "finish_reason": "stop"}
    event = Whole(json.dumps({"id": "c", "choices": [choice]}).encode(), None)

    def once() -> None:
        screen = watching.screen(call, "firm", lambda detection: None)
        assert screen is not None
        screen.pass_on(event)

    return _best(once) * 1e6


def _chunk(watching: AnswerWatching) -> float:
    """One chunk of a stream, its screen's making included; reading the upstream's frames is not."""
    call, pieces = _call(), _TOKENS.findall(ANSWER)
    stream = AnswerStream(Endpoint.CHAT_COMPLETIONS)
    choices = [{"index": 0, "delta": {"content": each}, "finish_reason": None} for each in pieces]
    chunks = [{"choices": [each]} for each in [*choices, {"index": 0, "delta": {}, "finish_reason": "stop"}]]
    events: list[Event] = [stream.feed(b"data: " + json.dumps(each).encode() + b"\n\n") for each in chunks]

    def once() -> None:
        screen = watching.screen(call, "firm", lambda detection: None)
        assert screen is not None
        for event in events:
            screen.pass_on(event)

    return _best(once) / len(events) * 1e6


def _per_kb(work: Callable[[str], None], text: str) -> float:
    return _best(partial(work, text)) / len(text) * 1024 * 1e6


def _best(work: Callable[[], None], repeats: int = REPEATS) -> float:
    """Seconds of CPU time, the best of several runs, because what a busy machine adds is not ours."""
    best = float("inf")
    for _ in range(repeats):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def _row(name: str, value: float, target: str) -> str:
    return LINE.format(name, f"{value:.1f}", target).rstrip()


_KNOWN = KnownText([SYSTEM])
