"""What may go in: refused, marked, flagged, and refused when nobody can tell."""

from __future__ import annotations

import json

import pytest

from auslex.core.calls import Call, Endpoint
from auslex.core.detections import Severity
from auslex.core.errors import PromptRefused, ScreeningUnavailable
from auslex.screening.admission import INLINE_CHARACTERS_MAX, AdmissionOptions, InjectionScreening
from auslex.screening.detectors.injection import InjectionDetector, InjectionFinding, Source, Verdict
from auslex.screening.passages import AFTER, BEFORE, Passage, marked, passages
from auslex.wire.requests import RequestOptions, parse

pytestmark = pytest.mark.anyio
KEY = b"k" * 32
BAD, ODD = "OBEY ME", "LISTEN"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Detector(InjectionDetector):
    """Blocks one word and annotates another, in place of the weights; counts what it looks at."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__()
        self.error = error
        self.scanned: list[tuple[str, Source]] = []

    def scan(self, text: str, source: Source) -> InjectionFinding:
        self.scanned.append((text, source))
        if self.error is not None:
            raise self.error
        for word, verdict in ((BAD, Verdict.BLOCK), (ODD, Verdict.ANNOTATE)):
            if word in text:
                start = text.index(word)
                return InjectionFinding(0.9, verdict, start, start + len(word))
        return InjectionFinding(0.1, Verdict.ALLOW, 0, 0)


def chat(*messages: tuple[str, object]) -> Call:
    body = {
        "model": "gpt-4o",
        "messages": [
            {"role": role, "content": content, **({"tool_call_id": "c"} if role == "tool" else {})}
            for role, content in messages
        ],
    }
    return parse(Endpoint.CHAT_COMPLETIONS, json.dumps(body).encode(), RequestOptions())


def responses(**fields: object) -> Call:
    return parse(Endpoint.RESPONSES, json.dumps({"model": "gpt-4o", **fields}).encode(), RequestOptions())


def screening(detector: Detector, **options: object) -> InjectionScreening:
    return InjectionScreening(detector, AdmissionOptions(KEY, **options))  # type: ignore[arg-type]


async def test_what_is_harmless_goes_on_as_it_is() -> None:
    call = chat(("user", "hello"))
    admitted = await screening(Detector()).admit(call)
    assert (call, ()) == (admitted.call, admitted.detections)


@pytest.mark.parametrize("role", ["user", "tool"])
async def test_an_injection_is_refused_with_its_place_and_without_its_words(role: str) -> None:
    with pytest.raises(PromptRefused) as refused:
        await screening(Detector()).admit(chat(("user", "hello"), (role, f"please {BAD} now")))
    (detection,) = refused.value.detections
    assert ("messages[1].content", "prompt_injection") == (refused.value.param, refused.value.code)
    assert (7, 14, "blocked", Severity.HIGH) == (
        detection.start, detection.end, detection.action, detection.severity,
    )  # fmt: skip
    assert BAD not in f"{refused.value.message} {detection}"


async def test_an_odd_passage_of_a_document_is_marked_as_data() -> None:
    admitted = await screening(Detector()).admit(chat(("user", "look"), ("tool", f"It says: {ODD} to me.")))
    messages = admitted.call.body["messages"]
    assert f"It says: {BEFORE}{ODD}{AFTER} to me." == messages[1]["content"]  # type: ignore[index, call-overload]
    assert ["annotated"] == [detection.action for detection in admitted.detections]
    assert json.loads(admitted.call.payload) == admitted.call.body


async def test_an_odd_passage_of_a_users_is_noted_and_nothing_more() -> None:
    call = chat(("user", f"please {ODD}"))
    admitted = await screening(Detector()).admit(call)
    assert (call, ["allowed"]) == (admitted.call, [detection.action for detection in admitted.detections])


async def test_two_findings_of_the_same_words_have_the_same_digest_and_others_another() -> None:
    texts = [f"a {ODD}", f"{ODD} b", "LISTEN"]
    found = [(await screening(Detector()).admit(chat(("user", text)))).detections[0].digest for text in texts]
    other = InjectionScreening(Detector(), AdmissionOptions(b"o" * 32))
    another = (await other.admit(chat(("user", ODD)))).detections[0].digest
    assert (1, False) == (len(set(found)), another in found)


@pytest.mark.parametrize("error", [ValueError("broken"), MemoryError(), RecursionError()])
@pytest.mark.parametrize("text", ["short", "long " * INLINE_CHARACTERS_MAX])
async def test_a_detector_that_throws_refuses(error: Exception, text: str) -> None:
    seen: list[Exception] = []
    guard = InjectionScreening(Detector(error), AdmissionOptions(KEY), seen.append)
    with pytest.raises(ScreeningUnavailable):
        await guard.admit(chat(("user", text)))
    assert [error] == seen


async def test_a_detector_that_takes_too_long_refuses() -> None:
    with pytest.raises(ScreeningUnavailable):
        await screening(Detector(), seconds_max=0.0).admit(chat(("user", "long " * INLINE_CHARACTERS_MAX)))


async def test_the_operator_may_have_failures_flagged_instead() -> None:
    call = chat(("user", "hello"))
    admitted = await screening(Detector(ValueError()), flags_failures=True).admit(call)
    assert (call, ["unscreened"]) == (admitted.call, [detection.kind for detection in admitted.detections])


async def test_a_text_is_looked_at_once_however_often_it_comes() -> None:
    detector = Detector()
    guard = screening(detector)
    for _ in range(3):
        await guard.admit(chat(("user", "hello"), ("tool", "hello")))
    assert [("hello", Source.USER), ("hello", Source.DOCUMENT)] == detector.scanned


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (chat(("system", "s"), ("developer", "d"), ("assistant", "a")), []),
        (chat(("user", "u")), [("messages[0].content", "u", Source.USER)]),
        (
            chat(("user", [{"type": "text", "text": "p"}])),
            [("messages[0].content[0].text", "p", Source.USER)],
        ),
        (chat(("user", "u"), ("tool", "t")), [
            ("messages[0].content", "u", Source.USER), ("messages[1].content", "t", Source.DOCUMENT),
        ]),
        (responses(input="i"), [("input", "i", Source.USER)]),
        (
            responses(input=[{"role": "user", "content": [{"type": "input_text", "text": "p"}]}]),
            [("input[0].content[0].text", "p", Source.USER)],
        ),
        (
            responses(input=[{"type": "function_call_output", "call_id": "c", "output": "o"}]),
            [("input[0].output", "o", Source.DOCUMENT)],
        ),
    ],
)  # fmt: skip
def test_passages_are_found_wherever_they_stand(call: Call, expected: list[tuple[str, str, Source]]) -> None:
    assert expected == [(one.place, one.text, one.source) for one in passages(call.endpoint, call.body)]


def test_embeddings_obey_nobody() -> None:
    assert [] == passages(Endpoint.EMBEDDINGS, {"model": "m", "input": BAD})


def test_a_mark_stands_between_words_and_changes_no_other_passage() -> None:
    body = {"messages": [{"role": "tool", "content": "one two three"}, {"role": "tool", "content": "x"}]}
    passage = Passage("one two three", Source.DOCUMENT, ("messages", 0, "content"))
    changed = marked(body, passage, 5, 6)  # type: ignore[arg-type]
    assert f"one {BEFORE}two{AFTER} three" == changed["messages"][0]["content"]  # type: ignore[index, call-overload]
    assert body["messages"][1] is changed["messages"][1]  # type: ignore[index]
