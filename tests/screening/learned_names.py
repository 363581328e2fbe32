"""What a model that finds names adds from the second turn on, and whether it leaves citations alone.

`python -m tests.screening.learned_names MODEL labelled FILE...` and `... MODEL citations FILE.jsonl.gz [JUDGMENTS]`,
with files as in `tests.screening.accuracy`. MODEL is what AUSLEX_NER_MODEL would be.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

from auslex.screening.findings import Finding
from auslex.screening.learned_names import with_learned
from auslex.screening.masking import PERSON, find_in_conversation
from auslex.screening.ner.models import Pipeline, load, names_in
from tests.screening.accuracy import SHOWN_MAX, _touches, _zones


def labelled(pipeline: Pipeline, path: Path) -> None:
    """Names found and missed, and findings that are none, in the first turn and in those after it."""
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    print(f"{path.name}, {len(rows)} texts")
    for turn in ("first turn", "later turns"):
        found = total = wrong = findings_total = 0
        faults: Counter[str] = Counter()
        for row in rows:
            text = row["text"]
            covered: set[int] = set()
            gold = {at for span in row["spans"] for at in range(span["start"], span["end"])}
            findings = _first(text) if turn == "first turn" else _later(text, pipeline)
            for finding in (each for each in findings if each.type == PERSON):
                places = set(range(finding.start, finding.end))
                covered |= places
                findings_total += 1
                if len(places & gold) < len(places) / 2:
                    wrong += 1
                    faults[text[finding.start : finding.end]] += 1
            for span in (span for span in row["spans"] if span["type"] == PERSON):
                total += 1
                found += covered.issuperset(at for at in range(span["start"], span["end"]) if text[at].isalnum())
        print(f"  {turn}: {found} of {total} names, {wrong} wrong of {findings_total} {faults.most_common(SHOWN_MAX)}")


def citations(pipeline: Pipeline, path: Path, judgments: int) -> int:
    """How many names that only the model saw lie within a citation."""
    zones = names = 0
    touching: Counter[str] = Counter()
    learned: Counter[str] = Counter()
    with gzip.open(path, "rt") as lines:
        for line in islice(lines, judgments):
            row = json.loads(line)
            text = row["text"]
            places = list(_zones(text, {cite["name"].strip() for cite in row["cites"] if cite["name"]}))
            zones += len(places)
            known = set(_first(text))
            for finding in (each for each in _later(text, pipeline) if each.type == PERSON and each not in known):
                names += 1
                learned[text[finding.start : finding.end]] += 1
                if _touches(finding, places):
                    touching[text[finding.start - 30 : finding.end + 40]] += 1
    print(f"{judgments} judgments, {zones} citations, {names} places of names that only the model saw")
    print(f"  within citations: {touching.total()} {touching.most_common(SHOWN_MAX)}")
    print(f"  most often: {learned.most_common(SHOWN_MAX)}")
    return touching.total()


def _first(text: str) -> list[Finding]:
    (findings,) = find_in_conversation([text])
    return findings


def _later(text: str, pipeline: Pipeline) -> list[Finding]:
    known = frozenset(text[start:end] for start, end in names_in(text, pipeline))
    (findings,) = with_learned([text], find_in_conversation([text]), known)
    return findings


if __name__ == "__main__":
    model = load(sys.argv[1])
    if sys.argv[2] == "citations":
        sys.exit(bool(citations(model, Path(sys.argv[3]), int((sys.argv[4:] or ["100"])[0]))))
    for each in sys.argv[3:]:
        labelled(model, Path(each))
