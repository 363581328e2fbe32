"""Answers watched for what they should not say: their own system prompt, and the patterns of detectors/harm.

What is only flagged costs a stream no delay: its text is looked at a batch at a time, after it has gone out. What is
blocked is held back while it may be under way, and the answer ends before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from auslex.core.calls import Call, Endpoint
from auslex.core.detections import Detection, Severity
from auslex.core.events import Event, Frame, Whole
from auslex.core.json import JsonValue
from auslex.screening.answer import AnswerScreen
from auslex.screening.detectors.harm import SPAN_MAX, HarmDetector, detector, severities
from auslex.screening.detectors.repetition import KnownText, Repetition, letters
from auslex.screening.findings import keyed_hash
from auslex.screening.lanes import Filter, Lane
from auslex.screening.masking import Placeholders
from auslex.screening.memo import Memo
from auslex.screening.passages import TEXT_PARTS, passages
from auslex.screening.policy import AnswerPolicy, Reaction
from auslex.screening.port import Note, OutputScreen
from auslex.wire.texts import generated_text

SYSTEM_PROMPT = "system_prompt_leak"
HARMFUL = "harmful_output"  # The pattern's id follows, behind a colon.
PLACE = "answer"
BATCH = 1024  # Characters that are looked at together where nothing is held back.
HELD_MAX = 4096  # Characters held back for what may become a repetition; digits and signs alone do not count as one.
KNOWN_MAX = 32  # System prompts that are remembered, with what looks them up: half a megabyte each at most.
_SEPARATOR = "\x00"  # Between the texts of one request.


class AnswerWatching:
    """Makes a screen for each answer. Safe to share.

    policies: by tenant. digest_key: for the keyed hash of what was found.
    """

    def __init__(self, policies: Callable[[str], AnswerPolicy], digest_key: bytes) -> None:
        self._policies = policies
        self._digest_key = digest_key
        self._known = Memo[KnownText](KNOWN_MAX)
        self._plans: dict[int, Plan] = {}  # By the policy's identity; there are as many as an operator has written.

    def load(self, policies: Iterable[AnswerPolicy]) -> None:
        """Read the list and make these policies ready now, so that no request waits for it."""
        for policy in policies:
            plan = self._plan(policy)
            if plan.blocks_harm:
                plan.blocking.opening("")

    def screen(self, call: Call, tenant: str, note: Note) -> OutputScreen | None:
        """What watches this call's answer, None where nobody wants to know. note: told of what is found."""
        plan = self._plan(self._policies(tenant))
        known = self._known_text(call) if SYSTEM_PROMPT in plan.reactions else None
        if call.endpoint is Endpoint.EMBEDDINGS or not (plan.harms or known):
            return None
        watch = Watch(call, plan, known, note, self._digest_key)
        if watch.blocks or call.choices > 1:
            return AnswerScreen(call.endpoint, watch, watch.take_stopped)
        return FlaggingScreen(call.endpoint, watch)

    def _plan(self, policy: AnswerPolicy) -> Plan:
        plan = self._plans.get(id(policy))
        if plan is None:
            plan = self._plans[id(policy)] = Plan(policy)
        return plan

    def _known_text(self, call: Call) -> KnownText | None:
        texts = system_texts(call)
        if not texts:
            return None
        known = self._known.recall(_SEPARATOR.join(texts), "", lambda text: KnownText(text.split(_SEPARATOR)))
        return known if known else None


class Plan:
    """A policy made ready. It keeps the policy, so that its identity is not given to another."""

    def __init__(self, policy: AnswerPolicy) -> None:
        self._policy = policy
        wishes = {SYSTEM_PROMPT: policy.system_prompt, **{id: policy.harmful_reaction(id) for id in severities()}}
        self.reactions = {kind: wish for kind, wish in wishes.items() if wish is not Reaction.ALLOW}
        self.harms = [kind for kind in self.reactions if kind != SYSTEM_PROMPT]
        self.harm: HarmDetector = detector(self.harms)
        self.blocking: HarmDetector = detector([id for id in self.harms if wishes[id] is Reaction.BLOCK])
        self.blocks_harm = Reaction.BLOCK in (wishes[id] for id in self.harms)
        self.blocks_leaks = wishes[SYSTEM_PROMPT] is Reaction.BLOCK


class Watch(Filter):
    """What is looked for in one answer, and what has been found. A filter that cuts and changes nothing else."""

    def __init__(self, call: Call, plan: Plan, known: KnownText | None, note: Note, digest_key: bytes) -> None:
        super().__init__(None, Placeholders())
        self._call = call
        self._reactions = plan.reactions
        self._note = note
        self._digest_key = digest_key
        self._told: set[str] = set()
        self._stopped = False
        self._known = known
        self.blocks = plan.blocks_harm or (plan.blocks_leaks and known is not None)
        self.harm = plan.harm
        self.blocking_harm = plan.blocking

    def whole(self, text: str) -> str:
        return (BlockingLane(self) if self.blocks else FlaggingLane(self)).whole(text)

    def lane(self) -> Lane:
        return BlockingLane(self) if self.blocks else FlaggingLane(self)

    def stops(self, kind: str, text: str, start: int) -> bool:
        """Tell of this finding, once; True if the answer has to end before it."""
        reaction = self._reactions[kind]
        if kind not in self._told:
            self._told.add(kind)
            name = kind if kind == SYSTEM_PROMPT else f"{HARMFUL}:{kind}"
            action = "blocked" if reaction is Reaction.BLOCK else "flagged"
            digest = keyed_hash(self._digest_key, text)
            severity = severities().get(kind, Severity.HIGH)
            self._note(Detection(name, severity, action, PLACE, start, start + len(text), digest))
        if reaction is Reaction.BLOCK:
            self._stopped = True
        return reaction is Reaction.BLOCK

    def take_stopped(self) -> bool:
        """True once after an answer, or one of its choices, has to end."""
        stopped, self._stopped = self._stopped, False
        return stopped

    def repetition(self) -> Repetition | None:
        """For one text of the answer; None where there is nothing to repeat."""
        return Repetition(self._known, lambda run: run in self._callers) if self._known is not None else None

    @cached_property
    def _callers(self) -> bytes:
        """What the caller and the request's documents say: repeated, it gives nothing away."""
        return b"|".join(letters(each.text) for each in passages(self._call.endpoint, self._call.body))


class FlaggingLane:
    """One text that passes as it is, and is looked at behind its back."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._fresh: list[str] = []
        self._size = 0
        self._tail = ""
        self._before = 0  # Characters before the tail.
        self._repetition = watch.repetition()

    def whole(self, text: str) -> str:
        """All of it at once."""
        self._fresh.append(text)
        return text + self.close()

    def feed(self, piece: str) -> str:
        self._fresh.append(piece)
        self._size += len(piece)
        if self._size >= BATCH:
            self._look(final=False)
        return piece

    def close(self) -> str:
        self._look(final=True)
        return ""

    def _look(self, *, final: bool) -> None:
        watch, fresh = self._watch, "".join(self._fresh)
        text = self._tail + fresh
        for finding in watch.harm.find(text, 1 if self._before else 0, final=final):
            watch.stops(finding.type, text[finding.start : finding.end], self._before + finding.start)
        if self._repetition is not None:
            run = self._repetition.feed(letters(fresh), final=final)
            if run:
                watch.stops(SYSTEM_PROMPT, run.decode(), self._before + len(self._tail))
        self._tail = text[-SPAN_MAX - 1 :]
        self._before += len(text) - len(self._tail)
        self._fresh, self._size = [], 0


class BlockingLane:
    """One text that ends before what is blocked."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._context = ""  # What has gone out last.
        self._before = 0  # Characters before that.
        self._held = ""
        self._over = False
        self._alert = 0  # So many more characters may belong to a pattern of which a word has been seen.
        self._repetition = watch.repetition()
        self._letters = 0
        self._run: int | None = None  # Where in `_held` the repetition under way was seen.

    def whole(self, text: str) -> str:
        """All of it at once."""
        return self._passed(text, final=True)

    def feed(self, piece: str) -> str:
        return self._passed(piece, final=False)

    def close(self) -> str:
        return self._passed("", final=True)

    def _passed(self, piece: str, *, final: bool) -> str:
        if self._over:
            return ""
        fresh, self._held = len(self._held), self._held + piece
        text = self._context + self._held
        cuts = self._harms(text, final) if self._is_alert(text, len(piece)) else []
        if self._repetition is not None and self._repeats(self._repetition, piece, fresh, final):
            cuts.append(self._run if self._run is not None else fresh)
        if cuts:
            self._over = True
            return self._held[: min(cuts)]
        return self._released(len(self._held) if final else self._hold(text))

    def _is_alert(self, text: str, fresh: int) -> bool:
        """Whether any pattern may be at the end of this text, so much of which has just come."""
        harm = self._watch.harm
        start = (
            text.rfind(" ", 0, max(0, len(text) - fresh - harm.mark_max)) + 1
        )  # The end of a word may look like one.
        if harm.marks(text[start:]):
            self._alert = SPAN_MAX
            return True
        self._alert = max(0, self._alert - fresh)
        return self._alert > 0

    def _harms(self, text: str, final: bool) -> list[int]:
        """Where in `_held` the text has to end."""
        found = self._watch.harm.find(text, 1 if self._before else 0, final=final)
        return [
            max(0, finding.start - len(self._context))
            for finding in found
            if self._watch.stops(finding.type, text[finding.start : finding.end], self._before + finding.start)
        ]

    def _repeats(self, repetition: Repetition, piece: str, fresh: int, final: bool) -> bool:
        """True if the text has to end, at `_run` or where this piece began."""
        more = letters(piece)
        run = repetition.feed(more, final=final)
        if repetition.begun is None:
            self._run = None
        elif self._run is None or repetition.begun > self._letters:
            self._run = fresh + _after(piece, repetition.begun - self._letters)
        self._letters += len(more)
        return bool(run) and self._stops(run)

    def _stops(self, run: bytes) -> bool:
        return self._watch.stops(SYSTEM_PROMPT, run.decode(), self._before + len(self._context))

    def _hold(self, text: str) -> int:
        """How much of what is held may go out."""
        opening = self._watch.blocking_harm.opening(text, len(self._context)) - len(self._context)
        if self._run is None or len(self._held) - self._run > HELD_MAX:
            return opening
        return min(opening, self._run)

    def _released(self, count: int) -> str:
        out, self._held = self._held[:count], self._held[count:]
        context = self._context + out
        self._context = context[-SPAN_MAX - 1 :]
        self._before += len(context) - len(self._context)
        if self._run is not None:
            self._run = max(0, self._run - count)
        return out


class FlaggingScreen:
    """Watches an answer by the text that the upstream's events are known to hold; changes no byte of it."""

    def __init__(self, endpoint: Endpoint, watch: Watch) -> None:
        self._endpoint = endpoint
        self._lane = FlaggingLane(watch)

    def pass_on(self, event: Event) -> Event:
        """The event itself."""
        if isinstance(event, Whole):
            self._lane.whole(_unescaped(generated_text(self._endpoint, event.body)))
            return event
        for frame in event.frames:
            self._frame(frame)
        return event

    def _frame(self, frame: Frame) -> None:
        if frame.text:
            self._lane.feed(_unescaped(frame.text))
        if frame.finished:
            self._lane.close()


def system_texts(call: Call) -> list[str]:
    """What the application told the model before anybody asked: system and developer messages, instructions."""
    if call.endpoint is Endpoint.RESPONSES:
        messages = call.body.get("input")
        texts = list(_texts(call.body.get("instructions")))
    else:
        messages, texts = call.body.get("messages"), []
    for message in messages if isinstance(messages, list) else ():
        if isinstance(message, dict) and message.get("role") in ("system", "developer"):
            texts += _texts(message.get("content"))
    return texts


def _texts(content: JsonValue) -> Iterable[str]:
    if isinstance(content, str):
        return (content,)
    parts = content if isinstance(content, list) else []
    texts = (part.get("text") for part in parts if isinstance(part, dict) and part.get("type") in TEXT_PARTS)
    return tuple(text for text in texts if isinstance(text, str))


def _unescaped(text: str) -> str:
    """A tool call's arguments come as JSON: its line breaks are no letters."""
    return text.replace("\\n", "\n").replace("\\t", "\t").replace('\\"', '"') if "\\" in text else text


def _after(text: str, count: int) -> int:
    """Behind which character of the text this many letters have been."""
    seen = 0
    for index, character in enumerate(text):
        seen += len(letters(character))
        if seen >= count:
            return index + 1
    return len(text)
