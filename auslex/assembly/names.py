"""Settings -> who finds the names that only a model sees."""

from __future__ import annotations

import asyncio
import hmac
from typing import Self

from auslex.core.clock import Clock
from auslex.observing.logs import Log
from auslex.observing.metrics import Metrics
from auslex.screening.ner.models import ModelUnavailable
from auslex.screening.ner.names import ModelNames, NamesOptions
from auslex.screening.ner.port import Tally
from auslex.screening.ner.process import ReaderOptions, ReaderProcess
from auslex.settings import Settings, SettingsError

_LABEL = b"auslex names v1\x00"  # Keeps this use of the pepper apart from every other.


class Names(ModelNames):
    """What a model has learned; without its model the gateway does not start."""

    async def __aenter__(self) -> Self:
        """Raises SettingsError."""
        try:
            return await super().__aenter__()
        except ModelUnavailable as error:
            raise _wrong(error) from None


class CountedNames:
    """Metrics of the name finder, and a line for each process that had to be started again."""

    def __init__(self, metrics: Metrics, log: Log) -> None:
        self._metrics = metrics
        self._log = log

    def read(self, names: int, seconds: float) -> None:
        self._metrics.ner_read(names, seconds)

    def dropped(self) -> None:
        self._metrics.ner_text("dropped")

    def failed(self) -> None:
        self._metrics.ner_text("failed")

    def waiting(self, texts: int) -> None:
        self._metrics.ner_waiting(texts)

    def restarted(self, exit_code: int | None) -> None:
        self._metrics.ner_restarted()
        self._log.warning("ner.restarted", exit_code=exit_code)

    def broke(self, error: Exception) -> None:
        self._metrics.internal_error("names")
        self._log.error("internal.error", place="names", error=type(error).__name__)


def make_names(settings: Settings, pepper: bytes, clock: Clock, tally: Tally) -> Names | None:
    """Who learns names, where AUSLEX_NER_MODEL asks for it."""
    options = _reader_options(settings)
    if options is None:
        return None
    key = hmac.digest(pepper, _LABEL, "sha256")
    directory = settings.auslex_data_dir / "names"
    wait_seconds = settings.auslex_ner_wait_ms / 1000
    return Names(NamesOptions(options, key, directory, settings.auslex_ner_processes, wait_seconds), clock, tally)


def check_names(settings: Settings) -> None:
    """Load the model once, if one is asked for. Raises SettingsError."""
    options = _reader_options(settings)
    if options is not None:
        asyncio.run(_try(options))


async def _try(options: ReaderOptions) -> None:
    try:
        reader = await ReaderProcess.start(options)
    except ModelUnavailable as error:
        raise _wrong(error) from None
    await reader.stop()


def _reader_options(settings: Settings) -> ReaderOptions | None:
    if settings.auslex_ner_model is None:
        return None
    return ReaderOptions(settings.auslex_ner_model, settings.auslex_ner_timeout, settings.auslex_ner_memory_mb)


def _wrong(error: ModelUnavailable) -> SettingsError:
    return SettingsError(f"The environment cannot be used:\n  - AUSLEX_NER_MODEL: {error}")
