"""Rows, their targets, and how they are shown."""

import json
import os
import platform
import statistics
from dataclasses import asdict, dataclass, field
from enum import Enum
from math import isnan, nan
from pathlib import Path

Samples = dict[str, list[float]]


class Verdict(Enum):
    """How a figure stands to its target."""

    MEETS_GOAL = "meets goal"
    MISSES_GOAL = "meets must, misses goal"
    MISSES_MUST = "misses"
    NOT_MEASURED = "not measured"


@dataclass(frozen=True, slots=True)
class Target:
    """What must be reached and what we aim at; `more_is_better` turns both round."""

    must: float
    goal: float
    unit: str
    more_is_better: bool = False

    def verdict(self, figure: float) -> Verdict:
        """How the figure stands."""
        if isnan(figure):
            return Verdict.NOT_MEASURED
        if self._reaches(figure, self.goal):
            return Verdict.MEETS_GOAL
        return Verdict.MISSES_GOAL if self._reaches(figure, self.must) else Verdict.MISSES_MUST

    def show(self, bound: float) -> str:
        """A bound as people write it."""
        return f"{'>=' if self.more_is_better else '<='} {bound:g} {self.unit}"

    def _reaches(self, figure: float, bound: float) -> bool:
        return figure >= bound if self.more_is_better else figure <= bound


TARGETS = {
    "all-guards": Target(60, 12, "x nginx"),
    "screening-off": Target(20, 7, "x nginx"),
    "conversation": Target(1.5, 1.1, "x"),
    "stream": Target(4, 2, "x nginx"),
    "latency": Target(3, 1, "ms"),
    "memory": Target(300, 160, "MB"),
    "cold-start": Target(2, 1, "s"),
    "workers": Target(1.7, 1.9, "x", more_is_better=True),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement of the gateway: a list of samples per contestant, and the figure of each round."""

    key: str
    title: str
    samples: Samples
    figures: list[float]
    note: str = ""

    @property
    def target(self) -> Target:
        return TARGETS[self.key]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure beside what it must keep."""

    what: str
    figure: str
    must: str
    kept: bool


@dataclass(frozen=True, slots=True)
class PeerRow:
    """One contestant's samples by column, or why there are none."""

    name: str
    samples: Samples = field(default_factory=dict)
    missing: str = ""


GATEWAY_LINE = "{:<34}{:>10}{:>10}  {:<26}{:>12}{:>14}  {}"
PEER_LINE = "{:<18}{:<34}{:<30}{:>8}{:>13}"
ABSENT = "-"


def gateway_table(rows: list[Row]) -> str:
    """The table of `python -m bench gateway`."""
    lines = [GATEWAY_LINE.format("", "nginx", "auslex", "figure (min to max)", "must", "goal", "verdict").rstrip()]
    for row in rows:
        target = row.target
        lines.append(
            GATEWAY_LINE.format(
                row.title,
                _median(row.samples.get("nginx", [])),
                _median(row.samples.get("auslex", [])),
                f"{spread(row.figures)} {target.unit}",
                target.show(target.must).removesuffix(" x nginx"),
                target.show(target.goal).removesuffix(" x nginx"),
                target.verdict(middle(row.figures)).value,
            )
        )
    return "\n".join([*lines, *(row.note for row in rows if row.note)])


def peers_table(rows: list[PeerRow]) -> str:
    """The table of `python -m bench peers`; ratios are to nginx in the same round."""
    columns = ("", "CPU us/request (x nginx)", "SSE us/chunk (x nginx)", "RSS MB", "cold start s")
    lines = [PEER_LINE.format(*columns)]
    base = rows[0].samples
    for row in rows:
        if row.missing:
            lines.append(f"{row.name:<18}not measured: {row.missing}")
            continue
        cells = (_beside(row.samples, base, "request_us"), _beside(row.samples, base, "chunk_us"))
        memory, start = (_median(row.samples.get(key, [])) for key in ("resident_mb", "start_seconds"))
        lines.append(PEER_LINE.format(row.name, *cells, memory, start))
    return "\n".join(lines)


def lines_table(lines: list[Line]) -> str:
    """The figures as people read them."""
    width = max(len(line.what) for line in lines)
    return "\n".join(
        f"{line.what:<{width}}  {line.figure:>20}  {line.must:>12}  {'meets' if line.kept else 'misses'}"
        for line in lines
    )


def save(
    path: Path, rows: list[Row] | list[PeerRow] | list[Line], faults: list[str], settings: dict[str, object]
) -> None:
    """Writes every sample, with what is needed to judge it, as JSON."""
    report = {
        "machine": {"kernel": platform.release(), "processor": _processor(), "cores": os.cpu_count()},
        "python": platform.python_version(),
        "settings": settings,
        "rows": [asdict(row) for row in rows],
        "faults": faults,
    }
    path.write_text(json.dumps(report, indent=2) + "\n")


def ratios(values: list[float], base: list[float]) -> list[float]:
    """Each round's value over the base's of the same round; nan where the base is nothing (it died, say)."""
    return [value / other if other > 0 else nan for value, other in zip(values, base, strict=True)]


def middle(values: list[float]) -> float:
    """The median; nan for none, and where one round failed, since the others are then doubtful too."""
    return nan if not values or any(map(isnan, values)) else statistics.median(values)


def spread(values: list[float]) -> str:
    """Median with minimum and maximum."""
    if isnan(middle(values)):
        return ABSENT
    return f"{_short(middle(values))} ({_short(min(values))} to {_short(max(values))})"


def _beside(samples: Samples, base: Samples, key: str) -> str:
    if isnan(middle(samples.get(key, []))):
        return ABSENT
    beside = f" x{spread(ratios(samples[key], base[key]))}" if base.get(key) else ""
    return f"{_median(samples[key])}{beside}"


def _median(values: list[float]) -> str:
    return _short(middle(values))


def _short(value: float) -> str:
    """Three figures are more than the noise allows."""
    if isnan(value):
        return ABSENT
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
