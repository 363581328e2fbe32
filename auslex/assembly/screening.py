"""Settings -> what may pass."""

from __future__ import annotations

import hmac
from collections.abc import Callable

from auslex.screening.admission import AdmissionOptions, InjectionScreening
from auslex.screening.detectors.injection import InjectionDetector, Level
from auslex.screening.personal_data import PersonalMasking
from auslex.screening.policy import PersonalPolicy
from auslex.screening.port import Masking, NoMasking, NoScreening, Screening
from auslex.screening.texts import TextScreening
from auslex.settings import Settings

_LABEL = b"auslex detections v1\x00"  # Keeps this use of the pepper apart from every other.


def make_screening(settings: Settings, pepper: bytes, on_failure: Callable[[Exception], None]) -> Screening:
    """Prompt-injection screening where ENABLE_PROMPT_SCANNING is on. Raises ValueError if its weights are damaged."""
    if not settings.enable_prompt_scanning:
        return NoScreening()
    detector = InjectionDetector(Level[settings.auslex_screening_level].value)
    detector.load()
    options = AdmissionOptions(
        hmac.digest(pepper, _LABEL, "sha256"), flags_failures=settings.auslex_screening_failure == "flag"
    )
    return InjectionScreening(detector, options, on_failure)


def make_masking(settings: Settings) -> Masking:
    """What masks personal data on its way in, and watches for it on its way out, where that is switched on."""
    return PersonalMasking() if settings.auslex_personal_data == "mask" else NoMasking()


def make_text_screening(settings: Settings, on_failure: Callable[[Exception], None]) -> TextScreening:
    """What the routes that ask for it are screened with. Its weights are read at the first text."""
    return TextScreening(
        InjectionDetector(Level[settings.auslex_screening_level].value),
        PersonalPolicy() if settings.auslex_personal_data == "mask" else None,
        flags_failures=settings.auslex_screening_failure == "flag",
        on_failure=on_failure,
    )
