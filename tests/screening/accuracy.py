"""How well personal data is found, and whether citations are left alone.

`python -m tests.screening.accuracy labelled FILE...` for JSON lines of {text, spans: [{start, end, type}]};
`python -m tests.screening.accuracy citations FILE.jsonl.gz` for judgments {text, cites: [{name}]}.
A value counts as found if findings cover all its letters and digits, whatever their type; a finding counts as right if
at least half of its letters and digits are labelled.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from auslex.screening.findings import Finding
from auslex.screening.masking import find_in_conversation

SHOWN_MAX = 12
_REPORT = re.compile(r"[\[(](?:1[6-9]|20)\d\d[\])] (?:\d{1,4} )?[A-Z][A-Za-z]{1,12}(?: \d{1,5})?")


def labelled(path: Path) -> None:
    """Recall by type, precision, and what was missed or wrong."""
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    findings_total = wrong = 0
    faults: list[str] = []
    for line in path.read_text().splitlines():
        row = json.loads(line)
        text = row["text"]
        (findings,) = find_in_conversation([text])
        covered = {position for each in findings for position in range(each.start, each.end)}
        gold: set[int] = set()
        for span in row["spans"]:
            places = [at for at in range(span["start"], span["end"]) if text[at].isalnum()]
            gold.update(places)
            total[span["type"]] += 1
            found[span["type"]] += (hit := covered.issuperset(places))
            if not hit:
                faults.append(f"missed {span['type']}: {text[max(0, span['start'] - 30) : span['end'] + 20]!r}")
        for each in findings:
            places = [at for at in range(each.start, each.end) if text[at].isalnum()]
            findings_total += 1
            if sum(at in gold for at in places) < len(places) / 2:
                wrong += 1
                faults.append(f"wrong {each.type}: {text[each.start : each.end]!r}")
    without_names = [kind for kind in total if kind != "PERSON"]
    print(path.name)
    print(f"  recall without names {_share(found, total, without_names)}, names {_share(found, total, ['PERSON'])}")
    print(f"  precision {1 - wrong / max(1, findings_total):.4f} ({wrong} wrong of {findings_total})")
    print("  " + ", ".join(f"{kind} {found[kind]}/{total[kind]}" for kind in sorted(total)))
    print("".join(f"  {fault}\n" for fault in faults[:SHOWN_MAX]), end="")


def citations(path: Path) -> int:
    """How many findings touch a citation: a cited case's name, or a report's or court's own reference."""
    zones = judgments = 0
    touching: Counter[tuple[str, str]] = Counter()
    with gzip.open(path, "rt") as lines:
        for line in lines:
            row = json.loads(line)
            judgments += 1
            places = list(_zones(row["text"], {cite["name"].strip() for cite in row["cites"] if cite["name"]}))
            zones += len(places)
            (findings,) = find_in_conversation([row["text"]])
            for finding in findings:
                if finding.type != "SECRET" and _touches(finding, places):
                    touching[finding.type, row["text"][finding.start : finding.end]] += 1
    print(f"{judgments} judgments, {zones} citations, {touching.total()} findings within them")
    for (kind, text), count in touching.most_common(SHOWN_MAX):
        print(f"  {count} {kind} {text!r}")
    return touching.total()


def _zones(text: str, names: set[str]) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _REPORT.finditer(text))
    for name in names:
        at = text.find(name) if len(name) > 3 else -1
        while at >= 0:
            yield at, at + len(name)
            at = text.find(name, at + 1)


def _touches(finding: Finding, places: list[tuple[int, int]]) -> bool:
    return any(finding.start < end and start < finding.end for start, end in places)


def _share(found: Counter[str], total: Counter[str], kinds: list[str]) -> str:
    count, of = sum(found[kind] for kind in kinds), sum(total[kind] for kind in kinds)
    return f"{count / max(1, of):.4f} ({count} of {of})"


if __name__ == "__main__":
    paths = [Path(name) for name in sys.argv[2:]]
    if sys.argv[1] == "citations":
        sys.exit(bool(citations(paths[0])))
    for each in paths:
        labelled(each)
