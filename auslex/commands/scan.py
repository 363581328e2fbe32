"""auslex scan: what the detectors see in a text."""

from __future__ import annotations

import argparse
import os
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable
from pathlib import Path

import msgspec

from auslex.commands import Commands
from auslex.screening.inspection import Scanned, scan

BYTES_MAX = 16 << 20


class _Row(msgspec.Struct):
    id: msgspec.Raw
    text: str
    kind: str = "user"


_row = msgspec.json.Decoder(_Row)


def register(commands: Commands) -> None:
    """Add `scan`."""
    parser = commands.add_parser("scan", help="what the detectors see in a file, or - for standard input")
    parser.add_argument("file", metavar="FILE", help="a text; with --jsonl one object a line")
    parser.add_argument("--kind", choices=("user", "doc"), default="user", help="a user wrote it, or somebody else")
    parser.add_argument("--jsonl", action="store_true", help='lines of {"id", "text", "kind"} in, objects out')
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print what was found; 1 if the file cannot be read or a line of it is not what it should be."""
    try:
        with sys.stdin.buffer if given.file == "-" else Path(given.file).open("rb") as lines:
            if given.jsonl:
                return _scan_lines(lines)
            text = lines.read().decode("utf-8-sig")  # Whatever this machine's own encoding may be.
        print(_report(text, scan(text, given.kind)), flush=True)
    except BrokenPipeError:  # Whoever reads this has seen enough, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Else Python complains when it ends.
    except (OSError, UnicodeDecodeError) as error:
        print(f"{given.file} cannot be read: {error}", file=sys.stderr)
        return 1
    return 0


def _scan_lines(lines: Iterable[bytes]) -> int:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = _row.decode(line.removeprefix(BOM_UTF8)[: BYTES_MAX + 1])
            found = scan(row.text, row.kind)
        except (msgspec.DecodeError, ValueError) as error:
            print(f'line {number}: {error}; it must be {{"id", "text", "kind": "user" or "doc"}}', file=sys.stderr)
            return 1
        answer = {
            "id": row.id,
            "injection": msgspec.to_builtins(found.injection),
            "findings": msgspec.to_builtins(found.findings),
            "masked": found.masked,
        }
        sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
    sys.stdout.buffer.flush()
    return 0


def _report(text: str, found: Scanned) -> str:
    """For people: they have the text already, so it may be quoted."""
    injection = found.injection
    lines = [f"prompt injection: {injection.verdict} (score {injection.score:.3f})"]
    if injection.verdict != "allow":
        lines.append(f"  {injection.start}-{injection.end}: {text[injection.start : injection.end][:200]!r}")
    lines += [f"{one.type}: {one.start}-{one.end}: {text[one.start : one.end][:80]!r}" for one in found.findings]
    return "\n".join([*lines, "", found.masked])
