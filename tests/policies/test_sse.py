"""Server-sent events: the same bytes give the same events, however they arrive."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auslex.wire.sse import EVENT_BYTES_MAX, EventTooLarge, ServerSentEvent, SseDecoder, encode_event

FRAGMENTS = st.sampled_from(
    [
        b"data: a",
        b"data:b",
        b"data",
        b"data:  c",
        b": note",
        b"event: x",
        b"id: 1",
        b"retry: 5",
        b"\n",
        b"\r\n",
        b"\r",
        b"\n\n",
        b"\r\n\r\n",
        b"\r\r",
        b"\xef\xbb\xbf",
        "data: é😀".encode(),
        b"datax: no",
        b"x",
    ]
)
BYTES = st.lists(FRAGMENTS, max_size=14).map(b"".join)
ONE_LINE_END = st.sampled_from([b"\n", b"\r\n"])


def decoded(pieces: list[bytes]) -> list[ServerSentEvent]:
    decoder = SseDecoder()
    return [event for piece in pieces for event in decoder.feed(piece)]


def data_of(raw: bytes) -> list[bytes]:
    return [event.data for event in decoded([raw])]


def by_the_standard(raw: bytes) -> list[bytes]:
    """The data of each event, read line by line as the standard says; only finished events."""
    lines = re.split(rb"\r\n|\n|\r", raw.removeprefix(b"\xef\xbb\xbf"))
    found, data = [], []
    for line in lines[:-1]:
        if not line:
            if data:
                found.append(b"\n".join(data))
            data = []
        name, _, value = line.partition(b":")
        if name == b"data":
            data.append(value.removeprefix(b" "))
    return found


@given(BYTES, st.lists(st.integers(0, 120), max_size=12))
@example(b"\xef\xbb\xbfdata: a\r\n\r\n", [1, 2])
@example(b"data: a\r\n\r\ndata: b\r\n\r\n", [9, 10])
@example(b"data: a\r\r\ndata: b\n\n", [8, 9])
def test_any_split_into_pieces_gives_the_same_events(raw: bytes, cuts: list[int]) -> None:
    places = [0, *sorted(min(cut, len(raw)) for cut in cuts), len(raw)]
    pieces = [raw[start:end] for start, end in itertools.pairwise(places)]
    assert decoded([raw]) == decoded(pieces)


@given(BYTES)
def test_byte_by_byte_gives_the_same_events(raw: bytes) -> None:
    assert decoded([raw]) == decoded([raw[i : i + 1] for i in range(len(raw))])


@given(
    st.lists(st.sampled_from([b"data: a", b"data:b", b"data", b": note", b"event: x", b""]), max_size=12), ONE_LINE_END
)
def test_the_events_are_those_of_the_standard(lines: list[bytes], line_end: bytes) -> None:
    raw = line_end.join(lines)
    assert by_the_standard(raw) == data_of(raw)


@given(st.lists(st.tuples(st.sampled_from([b"a", b"{}", b"[DONE]"]), ONE_LINE_END, st.booleans()), max_size=8))
def test_the_raw_bytes_of_the_events_are_the_stream(parts: list[tuple[bytes, bytes, bool]]) -> None:
    raw = b"".join(
        (b": note" + end if noted else b"") + b"id: 1" + end + b"data: " + data + end + end
        for data, end, noted in parts
    )
    assert raw == b"".join(event.raw for event in decoded([raw]))


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_line_ending_of_the_standard_ends_an_event(end: bytes) -> None:
    raw = b"data: a" + end + end + b"data: b" + end + end + b": more"
    assert [b"a", b"b"] == data_of(raw)


def test_line_endings_may_be_mixed() -> None:
    assert [b"a", b"b"] == data_of(b"data: a\n\r\ndata: b\r\n\n")


def test_data_lines_are_joined_by_newlines() -> None:
    assert [b"a\nb\n"] == data_of(b"data: a\ndata:b\ndata\n\n")


def test_one_space_after_the_colon_is_not_data() -> None:
    assert [b" a"] == data_of(b"data:  a\n\n")


def test_a_comment_is_no_event() -> None:
    assert [] == data_of(b": keep-alive\n\n")


def test_a_comment_before_data_stays_in_the_raw_bytes() -> None:
    assert [ServerSentEvent(b": x\ndata: a\n\n", b"a")] == decoded([b": x\ndata: a\n\n"])


def test_other_fields_are_not_data() -> None:
    assert [] == data_of(b"event: ping\nid: 1\nretry: 10\ndatax: no\n\n")


@pytest.mark.parametrize("pieces", [[b"\xef\xbb\xbfdata: a\n\n"], [b"\xef", b"\xbb", b"\xbf", b"data: a\n\n"]])
def test_a_byte_order_mark_is_dropped(pieces: list[bytes]) -> None:
    assert [b"a"] == [event.data for event in decoded(pieces)]


def test_an_unfinished_event_is_pending() -> None:
    decoder = SseDecoder()
    decoder.feed(b"data: a\n\ndata: b")
    assert decoder.pending


def test_nothing_is_pending_after_a_whole_stream() -> None:
    decoder = SseDecoder()
    decoder.feed(b"data: a\n\n")
    assert not decoder.pending


def test_an_event_that_never_ends_is_refused() -> None:
    decoder = SseDecoder()
    with pytest.raises(EventTooLarge):
        for _ in range(20):
            decoder.feed(b"x" * (EVENT_BYTES_MAX // 16))


def test_what_is_encoded_is_decoded_again() -> None:
    assert [b'{"a":1}'] == data_of(encode_event(b'{"a":1}', "response.created"))
