"""Tokens counted by OpenAI's own tokenizer, from ranks shipped in the wheel: nothing is downloaded.

Source of ranks and patterns: https://github.com/openai/tiktoken (MIT). A model we do not know counts as o200k_base.
"""

from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from auslex.core.calls import Call, Endpoint
from auslex.core.json import JsonObject, JsonValue
from auslex.wire.json import encode
from auslex.wire.parts import part_media

if TYPE_CHECKING:
    from tiktoken import Encoding

# SHA-256 of the unpacked ranks, as tiktoken itself demands them.
_RANKS_SHA256 = {
    "o200k_base": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
    "cl100k_base": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
}
_CL100K_FAMILIES = ("gpt-4-", "gpt-3.5", "text-embedding-", "davinci-002", "babbage-002")
PIECE_CHARACTERS_MAX = 100_000  # The tokenizer panics on about a million spaces in a row; pieces stay far below.
MEMO_ENTRIES_MAX = 20_000
MESSAGE_TOKENS = 8  # OpenAI documents 3 a message and 1 a name; the rest covers other templates.
ANSWER_TOKENS = 16  # What primes the answer, documented as 3.
_REASONING = re.compile(r"(ft:)?(o\d|gpt-[5-9]|codex|computer-use)")  # OpenAI's families, as of November 2026.
CHARACTERS_INLINE_MAX = 20_000  # About 2 ms of counting; longer work goes to a thread, so that streams flow on.

# The split patterns of the two encodings, as published with their ranks.
_PATTERNS = {
    "cl100k_base": (
        r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$"
        r"|\s*[\r\n]|\s+(?!\S)|\s"
    ),
    "o200k_base": (
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
        r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
        r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
    ),
}


_loading = threading.Lock()  # Else each of the threads that need it first would load it.


def encoding(name: str) -> Encoding:
    """The tokenizer of this name; takes 0.4 s the first time. Raises ValueError if its ranks are damaged."""
    with _loading:
        return _load(name)


@cache
def _load(name: str) -> Encoding:
    from tiktoken import Encoding

    raw = gzip.decompress(files("auslex.tokens").joinpath("data", f"{name}.tiktoken.gz").read_bytes())
    if hashlib.sha256(raw).hexdigest() != _RANKS_SHA256[name]:
        raise ValueError(f"the token ranks of {name} are damaged; reinstall auslex-gateway")
    ranks = {base64.b64decode(token): int(rank) for token, rank in (line.split() for line in raw.splitlines())}
    return Encoding(name, pat_str=_PATTERNS[name], mergeable_ranks=ranks, special_tokens={})


def encoding_name(model: str) -> str:
    """Which ranks a model uses."""
    if model == "gpt-4" or model.startswith(_CL100K_FAMILIES):
        return "cl100k_base"
    return "o200k_base"


def thinks_in_secret(model: str) -> bool:
    """True if the model may be billed for reasoning that no answer shows, so that counting its text says too little."""
    return _REASONING.match(model) is not None


class TokenCounter:
    """Counts each distinct text once: clients resend the whole conversation each turn."""

    def __init__(self) -> None:
        self._memo: OrderedDict[tuple[str, bytes], int] = OrderedDict()
        self._lock = threading.Lock()
        self._loaded: set[str] = set()

    async def prompt(self, call: Call) -> int:
        """Tokens the provider may bill as input, for this call's own model."""
        return await self._off_loop(call.model, call.prompt_tokens_max, lambda: self.prompt_now(call))

    async def text(self, model: str, text: str) -> int:
        """Tokens of one text."""
        return await self._off_loop(model, len(text), lambda: self.text_now(model, text))

    async def _off_loop(self, model: str, size: int, count: Callable[[], int]) -> int:
        """Count here if that is quick; the first count of all loads the ranks, which is not."""
        name = encoding_name(model)
        if size <= CHARACTERS_INLINE_MAX and name in self._loaded:
            return count()
        counted = await asyncio.to_thread(count)
        self._loaded.add(name)
        return counted

    def prompt_now(self, call: Call) -> int:
        """As `prompt`, in this thread."""
        body = call.body
        if call.endpoint is Endpoint.EMBEDDINGS:
            return self._embedding_input(call.model, body.get("input"))
        tokens = ANSWER_TOKENS
        for name in ("tools", "functions", "response_format", "instructions", "text"):
            if body.get(name) is not None:
                tokens += self._value(call.model, body[name])
        turns = body.get("messages") if call.endpoint is Endpoint.CHAT_COMPLETIONS else body.get("input")
        for turn in turns if isinstance(turns, list) else [turns]:
            tokens += MESSAGE_TOKENS + self._turn(call.model, turn)
        return tokens

    def text_now(self, model: str, text: str) -> int:
        """As `text`, in this thread."""
        name = encoding_name(model)
        place = (name, hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest())
        with self._lock:
            known = self._memo.get(place)
            if known is not None:
                self._memo.move_to_end(place)
                return known
        pieces = (text[start : start + PIECE_CHARACTERS_MAX] for start in range(0, len(text), PIECE_CHARACTERS_MAX))
        count = sum(len(encoding(name).encode_ordinary(piece)) for piece in pieces)
        with self._lock:
            self._memo[place] = count
            if len(self._memo) > MEMO_ENTRIES_MAX:
                self._memo.popitem(last=False)
        return count

    def _turn(self, model: str, turn: JsonValue) -> int:
        """Text content as text, everything else of a message as the JSON it is."""
        if not isinstance(turn, dict):
            return self._value(model, turn)
        tokens = self._content(model, turn.get("content"))
        rest: JsonObject = {name: value for name, value in turn.items() if name not in ("role", "content")}
        return tokens + (self._value(model, rest) if rest else 0)

    def _content(self, model: str, content: JsonValue) -> int:
        if not isinstance(content, list):
            return 0 if content is None else self._value(model, content)
        return sum(self._part(model, part) for part in content)

    def _part(self, model: str, part: JsonValue) -> int:
        if not isinstance(part, dict):
            return self._value(model, part)
        media = part_media(part, model)
        if media is not None:
            return media.tokens
        rest: JsonObject = {name: value for name, value in part.items() if name not in ("type", "text")}
        text = part.get("text")
        tokens = self._value(model, rest) if rest else 0
        return tokens + (self._value(model, text) if text is not None else 0)

    def _value(self, model: str, value: JsonValue) -> int:
        return self.text_now(model, value if isinstance(value, str) else encode(value).decode())

    def _embedding_input(self, model: str, value: JsonValue) -> int:
        if isinstance(value, str):
            return self.text_now(model, value)
        if not isinstance(value, list):
            return 0
        return sum(1 if isinstance(item, int) else self._embedding_input(model, item) for item in value)
