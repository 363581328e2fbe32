"""Names that a model has learned, as masking sees them, and their "off"; what is counted of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

Span = tuple[int, int]  # Code points of the text as given, the end not included.


class KnownNames(Protocol):
    """What is known by now of the names in texts."""

    @property
    def waits(self) -> bool:
        """True if a request may wait for its names."""
        ...

    def known(self, tenant: str, texts: Sequence[str]) -> frozenset[str]:
        """Names found in these texts, when this tenant sent them before. What is new is offered to be read.

        Neither waits nor raises; may be called in any thread.
        """
        ...

    async def wait(self, tenant: str, texts: Sequence[str]) -> None:
        """Return once these texts are read, and never later than the operator allows."""
        ...


class NoNames:
    """No model."""

    waits = False

    def known(self, tenant: str, texts: Sequence[str]) -> frozenset[str]:
        return frozenset()

    async def wait(self, tenant: str, texts: Sequence[str]) -> None:
        return None


class Tally(Protocol):
    """Told what happens to texts; never what is in them."""

    def read(self, names: int, seconds: float) -> None:
        """A text was read in so many seconds of CPU time."""
        ...

    def dropped(self) -> None:
        """A text was not taken, because too much is waiting."""
        ...

    def failed(self) -> None:
        """A process died over a text, or took too long."""
        ...

    def waiting(self, texts: int) -> None:
        """So many texts wait now."""
        ...

    def restarted(self, exit_code: int | None) -> None:
        """A process ended, or did not get ready (None), and is started again."""
        ...

    def broke(self, error: Exception) -> None:
        """A bug of ours; its kind may be told, and nothing else of it."""
        ...
