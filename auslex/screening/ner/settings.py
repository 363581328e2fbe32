"""The variables of the name finder; part of the settings."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field


class NerSettings(BaseModel):
    """A model that finds names of persons, in processes of its own."""

    auslex_ner_model: Annotated[str, Field(max_length=1000)] | None = None  # a spaCy pipeline, or module:function
    auslex_ner_processes: Annotated[int, Field(ge=1, le=64)] = 1  # of each worker
    auslex_ner_wait_ms: Annotated[int, Field(ge=0, le=10_000)] = 0  # milliseconds; 0: no request waits
    auslex_ner_timeout: Annotated[int, Field(ge=1, le=600)] = 20  # seconds for one text
    auslex_ner_memory_mb: Annotated[int, Field(ge=128, le=1_000_000)] = 1024  # MiB of one process


def ner_contradictions(settings: NerSettings, *, masks: bool) -> list[str]:
    """What cannot be. masks: whether personal data is masked at all."""
    if settings.auslex_ner_model is None or masks:
        return []
    return ["AUSLEX_NER_MODEL: finds names to mask, and nothing is masked; set AUSLEX_PERSONAL_DATA=mask, or unset it"]
