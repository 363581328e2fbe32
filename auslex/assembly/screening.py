"""Settings -> what may pass."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass

from auslex.core.calls import Call
from auslex.screening.admission import AdmissionOptions, InjectionScreening
from auslex.screening.detectors.injection import InjectionDetector, Level
from auslex.screening.failing import FailSafe
from auslex.screening.ner.port import KnownNames
from auslex.screening.personal_data import MaskingOptions, PersonalMasking
from auslex.screening.policy_file import PolicyError, ScreeningPolicies, parse_policies
from auslex.screening.port import Admitted, Masking, NoMasking, NoScreening, Note, OutputScreen, Screening
from auslex.screening.texts import TextScreening
from auslex.screening.watching import AnswerWatching
from auslex.settings import Settings, SettingsError

_LABEL = b"auslex detections v1\x00"  # Keeps this use of the pepper apart from every other.

OnFailure = Callable[[Exception], None]


class ScreenedBothWays:
    """Screening of what goes in, and a watch on what comes out."""

    def __init__(self, entering: Screening, leaving: AnswerWatching, on_failure: OnFailure, *, flags: bool) -> None:
        self._entering = entering
        self._leaving = leaving
        self._on_failure = on_failure
        self._flags = flags

    async def admit(self, call: Call) -> Admitted:
        """As the screening of what goes in has it."""
        return await self._entering.admit(call)

    def output(self, call: Call, tenant: str, note: Note) -> OutputScreen | None:
        """A screen that fails closed."""
        screen = self._leaving.screen(call, tenant, note)
        return None if screen is None else FailSafe(screen, self._on_failure, note, flags=self._flags)


@dataclass(frozen=True, slots=True)
class Screens:
    """texts: for the routes that ask for it; its weights are read at the first text."""

    calls: Screening
    personal: Masking
    texts: TextScreening


def make_screens(settings: Settings, pepper: bytes, on_failure: OnFailure, names: KnownNames | None = None) -> Screens:
    """Screening and masking, as far as they are on. Raises SettingsError, and ValueError for damaged weights."""
    policies, key = screening_policies(settings), detections_key(pepper)
    masks, flags = settings.auslex_personal_data == "mask", settings.auslex_screening_failure == "flag"
    calls: Screening = NoScreening()
    if settings.enable_prompt_scanning:
        calls = _both_ways(_detector(settings), policies, AdmissionOptions(key, flags_failures=flags), on_failure)
    personal: Masking = NoMasking()
    if masks:
        options = MaskingOptions(key, flags_failures=flags)
        personal = PersonalMasking(lambda tenant: policies.of(tenant).personal, options, on_failure, names)
    texts = TextScreening(
        _detector(settings),
        policies.default.personal if masks else None,
        flags_failures=flags,
        on_failure=on_failure,
    )
    return Screens(calls, personal, texts)


def _detector(settings: Settings) -> InjectionDetector:
    return InjectionDetector(Level[settings.auslex_screening_level].value)


def _both_ways(
    detector: InjectionDetector, policies: ScreeningPolicies, options: AdmissionOptions, on_failure: OnFailure
) -> ScreenedBothWays:
    detector.load()
    watching = AnswerWatching(lambda tenant: policies.of(tenant).answers, options.digest_key)
    watching.load(each.answers for each in (policies.default, *policies.tenants.values()))
    entering = InjectionScreening(detector, options, on_failure)
    return ScreenedBothWays(entering, watching, on_failure, flags=options.flags_failures)


def screening_policies(settings: Settings) -> ScreeningPolicies:
    """What AUSLEX_SCREENING_POLICY says, or the defaults. Raises SettingsError."""
    if settings.auslex_screening_policy is None:
        return ScreeningPolicies()
    try:
        return parse_policies(settings.auslex_screening_policy.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, PolicyError) as error:
        raise SettingsError(f"AUSLEX_SCREENING_POLICY: {settings.auslex_screening_policy}: {error}") from None


def detections_key(pepper: bytes) -> bytes:
    """The key of the hashes in detections and security events."""
    return hmac.digest(pepper, _LABEL, "sha256")
