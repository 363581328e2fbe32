"""What the injection detector catches, and its false alarms: `python -m tests.screening.prompt_accuracy`.

Flagged: annotated or blocked. With `--wrong GROUP`, the ids of the texts of that group which were judged wrongly, with
their scores. Of the disguised texts also, by disguise: how many attacks that are caught when plain are caught, and how
many harmless texts that pass when plain are flagged.
"""

from __future__ import annotations

import argparse

from auslex.screening.detectors.injection import InjectionDetector, InjectionFinding, Verdict
from tests.screening.disguises import DISGUISED, DISGUISES, disguised
from tests.screening.prompt_groups import ATTACKS, BENIGN, Prompt, group

Judged = list[tuple[Prompt, InjectionFinding]]

GROUPS = (*BENIGN, *ATTACKS, *DISGUISED)


def main() -> int:
    """Print the table, or the ids of what was judged wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", choices=GROUPS, help="list the texts of this group that were judged wrongly")
    arguments = parser.parse_args()
    detector = InjectionDetector()
    if arguments.wrong:
        for prompt, finding in _judged(detector, arguments.wrong):
            if _flagged(finding) == (arguments.wrong in (*BENIGN, "disguised_benign")):
                print(f"{prompt.id} {finding.score:.3f} {prompt.disguise}".rstrip())
        return 0
    judged = {name: _judged(detector, name) for name in GROUPS}
    print(f"{'group':16} texts  flagged  blocked")
    for name, findings in judged.items():
        _row(name, [finding for _, finding in findings])
    _disguises(judged)
    return 0


def _judged(detector: InjectionDetector, name: str) -> Judged:
    prompts = disguised(name) if name in DISGUISED else group(name)
    return [(prompt, detector.scan(prompt.text, prompt.source)) for prompt in prompts]


def _row(name: str, findings: list[InjectionFinding]) -> None:
    flagged = sum(map(_flagged, findings))
    blocked = sum(finding.verdict is Verdict.BLOCK for finding in findings)
    share = flagged / len(findings)
    print(f"{name:16} {len(findings):5}  {flagged:4} {share:6.1%}  {blocked:4} {blocked / len(findings):6.1%}")


def _disguises(judged: dict[str, Judged]) -> None:
    flagged = {prompt.id: _flagged(finding) for name in (*BENIGN, *ATTACKS) for prompt, finding in judged[name]}
    attacks = [(prompt, finding) for prompt, finding in judged["disguised"] if flagged[prompt.plain]]
    benign = [(prompt, finding) for prompt, finding in judged["disguised_benign"] if not flagged[prompt.plain]]
    print(f"\n{'disguise':16} attacks caught  false alarms")
    for name in DISGUISES:
        print(f"{name:16} {_share(attacks, name):14}  {_share(benign, name)}")


def _share(judged: Judged, disguise: str) -> str:
    flagged = [_flagged(finding) for prompt, finding in judged if prompt.disguise == disguise]
    return f"{sum(flagged)} of {len(flagged)}"


def _flagged(finding: InjectionFinding) -> bool:
    return finding.verdict is not Verdict.ALLOW


if __name__ == "__main__":
    raise SystemExit(main())
