"""How often the watch on answers is wrong about law, and what it costs: `python -m tests.screening.answers JUDGMENTS`.

Judgments are no answers, but they say what answers say: the worst of what people do, and the same sections again and
again. Harm: each judgment whole. Repetition: 4,000 characters of one as the system prompt, as many of another as the
answer; of any two, and of two about the same subject.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from random import Random

from auslex.screening.detectors.harm import detector, harm_list, severities
from auslex.screening.detectors.repetition import KnownText, Repetition, letters

PART = 4_000
PAIRS = 3_000


def main() -> int:
    """Print the figures for the judgments in this file."""
    with gzip.open(Path(sys.argv[1]), "rt") as lines:
        judgments = [json.loads(line) for line in lines]
    _harm([each["text"] for each in judgments])
    by_subject = defaultdict(list)
    for each in judgments:
        for phrase in each["catchphrases"]:
            by_subject[phrase.strip().lower()].append(each)
    subjects = [group for group in by_subject.values() if len({each["id"] for each in group}) > 1]
    random = Random(1)
    _repetition("any two", (random.sample(judgments, 2) for _ in range(PAIRS)), random)
    _repetition("of one subject", (random.sample(random.choice(subjects), 2) for _ in range(PAIRS)), random)
    return 0


def _harm(texts: list[str]) -> None:
    every = detector(severities())
    began = time.process_time()
    found = [every.find(text) for text in texts]
    cost = (time.process_time() - began) / sum(map(len, texts)) * 1024 * 1e6
    hits = Counter(finding.type for findings in found for finding in findings)
    alarmed = sum(bool(findings) for findings in found)
    print(f"harm, list of {harm_list().version}, {len(severities())} patterns: {alarmed} of {len(texts)} judgments")
    print(f"  {cost:.1f} us/KB of CPU time; {dict(hits)}")


def _repetition(name: str, pairs: Iterable[list[dict]], random: Random) -> None:
    count = alarms = 0
    for one, other in pairs:
        if one["id"] != other["id"]:
            repetition = Repetition(KnownText([_part(one["text"], random)]))
            alarms += bool(repetition.feed(letters(_part(other["text"], random)), final=True))
            count += 1
    print(f"repetition, {name}: {alarms} of {count} pairs ({alarms / count:.2%})")


def _part(text: str, random: Random) -> str:
    start = random.randrange(max(1, len(text) - PART))
    return text[start : start + PART]


if __name__ == "__main__":
    sys.exit(main())
