"""What happens to an answer when the screen that watches it fails: it ends, or passes unscreened, visibly."""

from __future__ import annotations

from collections.abc import Callable

from auslex.core.detections import UNSCREENED, Detection, Severity
from auslex.core.errors import ScreeningUnavailable
from auslex.core.events import Event
from auslex.screening.port import Note, OutputScreen

OnFailure = Callable[[Exception], None]

UNSCREENED_ANSWER = "The answer could not be screened, so it ends here. Try again; if it stays so, tell the operator."


def unscreened(place: str) -> Detection:
    """What is noted of a request or an answer that passes although it could not be looked at."""
    return Detection(UNSCREENED, Severity.HIGH, "allowed", place, 0, 0)


class FailSafe:
    """A screen that fails closed: whatever goes wrong in it raises ScreeningUnavailable.

    flags: let the rest of the answer pass instead, and note that.
    """

    def __init__(self, screen: OutputScreen, on_failure: OnFailure, note: Note, *, flags: bool) -> None:
        self._screen: OutputScreen | None = screen
        self._on_failure = on_failure
        self._note = note
        self._flags = flags

    def pass_on(self, event: Event) -> Event:
        """The event as the caller may see it. Raises ScreeningUnavailable."""
        if self._screen is None:
            return event
        try:
            return self._screen.pass_on(event)
        except Exception as error:  # noqa: BLE001  whatever it is, nothing unscreened passes without the operator's leave
            self._on_failure(error)
            if not self._flags:
                raise ScreeningUnavailable(UNSCREENED_ANSWER) from None
            self._screen = None
            self._note(unscreened("answer"))
            return event
