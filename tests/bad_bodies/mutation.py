"""Good bodies made bad: bytes flipped, cut, doubled and put in, values exchanged, keys doubled and dropped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random

from tests.bad_bodies.corpus import WICKED, as_json

PIECE_BYTES_MAX = 64
_MARKS = tuple(bytes([mark]) for mark in b'{}[]",:\\\x00\xff\n0e-')


def flipped(body: bytes, chance: Random) -> bytes:
    """A few bits are others."""
    raw = bytearray(body)
    for _ in range(chance.randint(1, 4)):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return bytes(raw)


def replaced(body: bytes, chance: Random) -> bytes:
    """A few bytes are any."""
    raw = bytearray(body)
    for _ in range(chance.randint(1, 8)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def cut(body: bytes, chance: Random) -> bytes:
    """It ends too soon."""
    return body[: chance.randrange(len(body))]


def dropped(body: bytes, chance: Random) -> bytes:
    """A piece is missing."""
    start, length = chance.randrange(len(body)), chance.randint(1, PIECE_BYTES_MAX)
    return body[:start] + body[start + length :]


def doubled(body: bytes, chance: Random) -> bytes:
    """A piece of it, or all, is there twice."""
    start, length = chance.randrange(len(body)), chance.choice([PIECE_BYTES_MAX, chance.randint(1, 9), len(body)])
    piece, place = body[start : start + length], chance.randrange(len(body) + 1)
    return body[:place] + piece + body[place:]


def inserted(body: bytes, chance: Random) -> bytes:
    """Something is in it that was not."""
    place = chance.randrange(len(body) + 1)
    piece = chance.choice([chance.choice(WICKED), chance.choice(_MARKS), chance.randbytes(chance.randint(1, 9))])
    return body[:place] + piece + body[place:]


def wrapped(body: bytes, chance: Random) -> bytes:
    """It is in something, or something is round it."""
    marks = [
        (b"\xef\xbb\xbf", b""), (b"[", b"]"), (b'{"a":', b"}"), (b" \t\r\n", b"\x0b"), (b"", b"\x00"), (b"", b"{}"),
        (b")]}',\n", b""), (b"/* */", b""), (b"", b"// a"), (b'"', b'"'), (b"<!--", b"-->"), (b"a=", b"&b=c"),
    ]  # fmt: skip
    before, after = chance.choice(marks)
    return before + body + after


def recoded(body: bytes, chance: Random) -> bytes:
    """Another alphabet."""
    return body.decode().encode(chance.choice(["utf-16", "utf-16-le", "utf-32", "utf-7", "cp037"]))


BYTES: dict[str, Callable[[bytes, Random], bytes]] = {
    make.__name__: make for make in (flipped, replaced, cut, dropped, doubled, inserted, wrapped, recoded)
}


def exchanged(body: object, chance: Random) -> bytes:
    """One value of it is another, as JSON text that need not be valid."""
    places = list(_places(body))
    marker = "\x01here"
    where = chance.choice(places)
    return as_json(_put(body, where, marker)).replace(as_json(marker), chance.choice(WICKED), 1)


def unknown(body: dict[str, object], chance: Random) -> bytes:
    """One key more."""
    names = [
        b'"x"', b'"\\u0000"', b'""', b'"' + b"k" * 5_000 + b'"', b'"model"', b'"m\\u006fdel"', b'"messages"', b'"n"',
        b"5",
        b'"service_tier"', b'"web_search_options"', b'"metadata"', b'"store"', b'"functions"', b'"api_base"',
        b'"scopes"',
        b'"stream"', b'"user"', b'"input"', b'"audio"', b'"modalities"', b'"prediction"', b'"background"', b'"prompt"',
        b'"conversation"', b'"prompt_cache_options"', b'"prompt_cache_key"', b'"context_management"', b'"name"',
        b'"key"',
        b'"user_id"', b'"session_id"', b'"safety_identifier"', b'"response_format"', b'"text"', b'"include"',
        b'"logprobs"',
    ]  # fmt: skip
    written = as_json(body)
    comma = b"" if written == b"{}" else b", "
    return written[:-1] + comma + chance.choice(names) + b": " + chance.choice(WICKED) + b"}"


def emptied(body: object, chance: Random) -> bytes:
    """One key or item fewer."""
    places = [place for place in _places(body) if place]
    if not places:
        return b"[]"
    copy = json.loads(as_json(body))
    *way, last = chance.choice(places)
    holder = copy
    for step in way:
        holder = holder[step]
    del holder[last]
    return as_json(copy)


def repeated(body: object, chance: Random) -> bytes:
    """One value in a list many times over, or a text that long."""
    lists = [place for place in _places(body) if isinstance(_at(body, place), (list, str)) and _at(body, place)]
    if not lists:
        return as_json([body] * 100)
    where = chance.choice(lists)
    value = _at(body, where)
    assert isinstance(value, (list, str))
    return as_json(_put(body, where, value * chance.choice([2, 50, 400])))


VALUES: dict[str, Callable[..., bytes]] = {make.__name__: make for make in (exchanged, unknown, emptied, repeated)}

Place = tuple[str | int, ...]


def _places(value: object, way: Place = ()) -> Iterator[Place]:
    yield way
    if isinstance(value, dict):
        for name, child in value.items():
            yield from _places(child, (*way, name))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _places(child, (*way, index))


def _at(value: object, place: Place) -> object:
    for step in place:
        value = value[step]  # type: ignore[index]
    return value


def _put(value: object, place: Place, new: object) -> object:
    if not place:
        return new
    step, rest = place[0], place[1:]
    if isinstance(value, dict):
        return {**value, step: _put(value[step], rest, new)}
    assert isinstance(value, list)
    assert isinstance(step, int)
    return [*value[:step], _put(value[step], rest, new), *value[step + 1 :]]
