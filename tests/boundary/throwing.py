"""`auslex serve` with detectors that throw: `python -m tests.boundary.throwing serve ...`."""

from __future__ import annotations

from unittest.mock import patch

from auslex.cli import main
from auslex.screening import personal_data
from auslex.screening.detectors.injection import InjectionDetector

if __name__ == "__main__":
    broken = ZeroDivisionError("made to throw")
    with (
        patch.object(personal_data, "find_in_conversation", side_effect=broken),
        patch.object(InjectionDetector, "scan", side_effect=broken),
    ):
        main()
