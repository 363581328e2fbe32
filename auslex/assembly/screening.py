"""Settings -> what may pass."""

from __future__ import annotations

import hmac
from collections.abc import Callable

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


def make_both(
    settings: Settings, pepper: bytes, on_failure: OnFailure, names: KnownNames | None = None
) -> tuple[Screening, Masking]:
    """Screening and masking, as far as they are on. Raises SettingsError, and ValueError for damaged weights."""
    return make_screening(settings, pepper, on_failure), make_masking(settings, pepper, on_failure, names)


def make_screening(settings: Settings, pepper: bytes, on_failure: OnFailure) -> Screening:
    """Screening both ways where ENABLE_PROMPT_SCANNING is on. Raises ValueError if its weights are damaged."""
    if not settings.enable_prompt_scanning:
        return NoScreening()
    detector = InjectionDetector(Level[settings.auslex_screening_level].value)
    detector.load()
    flags, key = settings.auslex_screening_failure == "flag", detections_key(pepper)
    policies = screening_policies(settings)
    watching = AnswerWatching(lambda tenant: policies.of(tenant).answers, key)
    watching.load(each.answers for each in (policies.default, *policies.tenants.values()))
    entering = InjectionScreening(detector, AdmissionOptions(key, flags_failures=flags), on_failure)
    return ScreenedBothWays(entering, watching, on_failure, flags=flags)


def make_masking(settings: Settings, pepper: bytes, on_failure: OnFailure, names: KnownNames | None) -> Masking:
    """What masks personal data on its way in, and watches for it on its way out, where that is switched on."""
    if settings.auslex_personal_data != "mask":
        return NoMasking()
    policies = screening_policies(settings)
    options = MaskingOptions(detections_key(pepper), flags_failures=settings.auslex_screening_failure == "flag")
    return PersonalMasking(lambda tenant: policies.of(tenant).personal, options, on_failure, names)


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


def make_text_screening(settings: Settings, on_failure: Callable[[Exception], None]) -> TextScreening:
    """What the routes that ask for it are screened with. Its weights are read at the first text."""
    return TextScreening(
        InjectionDetector(Level[settings.auslex_screening_level].value),
        screening_policies(settings).default.personal if settings.auslex_personal_data == "mask" else None,
        flags_failures=settings.auslex_screening_failure == "flag",
        on_failure=on_failure,
    )
