"""Request bodies like a lawyer's: harmless text with citations and figures, never the same twice in a run."""

import json
from collections.abc import Iterator
from random import Random

MODEL = "gpt-4o-mini"
PROMPT_CHARACTERS = 1000
TURN_CHARACTERS = 400
OUTPUT_TOKENS_MAX = 256
SYSTEM = "You are a research assistant for Australian lawyers. Cite the authority for each proposition."

# fmt: off
NAMES = (
    "Nguyen", "Hartley", "Osborne", "Kirwan", "Delaney", "Rossi", "Pettitt", "Waverton", "Abbott", "Lindqvist",
    "Marchetti", "Carmody", "Thistle", "Okafor", "Brennock", "Sutherland", "Vasquez", "Holloway", "Tran", "Whitcombe",
)
# fmt: on
ACTS = (
    "Corporations Act 2001 (Cth)",
    "Fair Work Act 2009 (Cth)",
    "Evidence Act 1995 (NSW)",
    "Limitation of Actions Act 1958 (Vic)",
    "Property Law Act 2023 (Qld)",
    "Migration Act 1958 (Cth)",
)
MATTERS = (
    "the notice had been given within a reasonable time",
    "the implied term was necessary to give the contract business efficacy",
    "the duty extended to pure economic loss",
    "procedural fairness required a further hearing",
    "the covenant ran with the land",
    "the loss was too remote to be recovered",
    "the officer had formed the belief on reasonable grounds",
    "the trustee could be indemnified out of the fund",
)
CLAUSES = (
    "In {first} v {second} ({year}) {volume} CLR {page} the court asked whether {matter}.",
    "Section {section} of the {act} applies only if {matter}.",
    "Counsel for {first} submitted that {matter}, relying on paragraph [{section}] of the reasons.",
    "The primary judge in {first} v {second} [{year}] FCA {page} did not accept that {matter}.",
    "Please explain, with authority, when it can be said that {matter} under s {section} of the {act}.",
    "It was common ground between {first} and {second} that {matter}.",
)


class Prompts:
    """A source of fresh request bodies; the same seed gives the same bodies in the same order."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def bodies(self, count: int, *, stream: bool = False) -> list[bytes]:
        """So many bodies, each with its own prompt of 1,000 characters."""
        return [body([self._user(PROMPT_CHARACTERS)], stream=stream) for _ in range(count)]

    def texts(self, count: int, characters: int) -> list[str]:
        """So many texts of so many characters, no two alike."""
        return [self._text(characters) for _ in range(count)]

    def conversation(self, turns: int) -> Iterator[bytes]:
        """The bodies of one conversation's turns: each resends what was said and adds as much new text."""
        messages = [{"role": "system", "content": SYSTEM}]
        for _ in range(turns):
            messages.append(self._user(TURN_CHARACTERS))
            yield body(messages)
            messages.append({"role": "assistant", "content": self._text(TURN_CHARACTERS)})

    def _user(self, characters: int) -> dict[str, str]:
        return {"role": "user", "content": self._text(characters)}

    def _text(self, characters: int) -> str:
        clauses: list[str] = []
        missing = characters + 1  # The last clause has no space after it.
        while missing > 0:
            clauses.append(self._clause())
            missing -= len(clauses[-1]) + 1
        return " ".join(clauses)[:characters]

    def _clause(self) -> str:
        pick = self._random
        return pick.choice(CLAUSES).format(
            first=pick.choice(NAMES),
            second=pick.choice(NAMES),
            year=pick.randrange(1950, 2026),
            volume=pick.randrange(1, 280),
            page=pick.randrange(1, 2000),
            section=pick.randrange(1, 600),
            act=pick.choice(ACTS),
            matter=pick.choice(MATTERS),
        )


def body(messages: list[dict[str, str]], *, stream: bool = False) -> bytes:
    """A chat completion request."""
    request: dict[str, object] = {"model": MODEL, "messages": messages, "max_tokens": OUTPUT_TOKENS_MAX}
    if stream:
        request |= {"stream": True, "stream_options": {"include_usage": True}}
    return json.dumps(request, separators=(",", ":")).encode()
