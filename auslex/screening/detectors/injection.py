"""Is somebody giving the model orders that are not theirs to give?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from math import exp

from auslex.screening.canonical_views import views
from auslex.screening.detectors.injection_features import features
from auslex.screening.detectors.injection_model import Weights, shipped


class Source(StrEnum):
    """Whose text it is: what a user says is judged otherwise than what a document or a tool says."""

    USER = "user"
    DOCUMENT = "doc"


class Verdict(StrEnum):
    """What is to be done: nothing, mark the passage as data for the model, or refuse."""

    ALLOW = "allow"
    ANNOTATE = "annotate"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Bands:
    """Scores from which a text is annotated and from which it is blocked."""

    annotate: float
    block: float


class Level(Enum):
    """How strict to be. At 0.5 one harmless text in a hundred of the validation set would be flagged."""

    LOW = Bands(annotate=0.7, block=0.95)
    MEDIUM = Bands(annotate=0.5, block=0.8)
    HIGH = Bands(annotate=0.5, block=0.65)
    CRITICAL = Bands(annotate=0.35, block=0.5)


@dataclass(frozen=True, slots=True)
class InjectionFinding:
    """How sure we are (0 to 1), what to do, and which part of the text, in code points, gives most of the evidence."""

    score: float
    verdict: Verdict
    start: int
    end: int


class InjectionDetector:
    """Looks at every view of a text with the head for its source; it keeps nothing and is safe to share."""

    def __init__(self, bands: Bands = Level.MEDIUM.value, weights: Weights | None = None) -> None:
        self._bands = bands
        self._weights = weights

    def load(self) -> None:
        """Read the weights now instead of at the first text. Raises ValueError if they are damaged."""
        self._loaded()

    @property
    def version(self) -> str:
        """What a verdict depends on besides the text."""
        return f"{self._loaded().version}/{self._bands.annotate:g}/{self._bands.block:g}"

    def scan(self, text: str, source: Source) -> InjectionFinding:
        """The strongest sign of an injection in any view of this text. Raises ValueError if the weights are damaged."""
        weights = self._loaded()
        head = weights.user if source is Source.USER else weights.document
        best, start, end = -20.0, 0, 0
        for view in views(text):
            evidence, first, last = head.strongest(features(view.codes))
            if evidence > best:
                best, (start, end) = evidence, view.span(first, last)
        score = 1 / (1 + exp(-max(best, -20.0)))
        return InjectionFinding(score, self._verdict(score), start, end)

    def _loaded(self) -> Weights:
        if self._weights is None:
            self._weights = shipped()
        return self._weights

    def _verdict(self, score: float) -> Verdict:
        if score >= self._bands.block:
            return Verdict.BLOCK
        return Verdict.ANNOTATE if score >= self._bands.annotate else Verdict.ALLOW
