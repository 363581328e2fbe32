"""auslex doctor: is this machine, and is this environment, fit to serve."""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import platform
import shutil
import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from pydantic import SecretStr

from auslex.assembly import build, unused_settings
from auslex.assembly.screening import screening_policies
from auslex.assembly.upstreams import load_prices
from auslex.commands import Commands
from auslex.core.clock import NANOSECONDS_PER_SECOND, SystemClock
from auslex.core.errors import AuslexError
from auslex.database.migrate import is_current
from auslex.screening.policy_file import described
from auslex.settings import Settings, SettingsError

DISK_BYTES_MIN = 1 << 30  # A gigabyte: months of ledger rows.
OPEN_FILES_MIN = 4096  # A connection on either side of each stream, and room to spare.
DATABASE_SECONDS_MAX = 5.0  # Whoever asks the doctor has less patience than a start.
CLOCK_SECONDS_MAX = 5.0  # Signatures and budgets' days tolerate no more.


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. `well` None means: worth knowing, nothing to mend."""

    well: bool | None
    what: str


def register(commands: Commands) -> None:
    """Add `doctor`."""
    commands.add_parser("doctor", help="check settings, machine, database, upstream and clock").set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print what was found; 0 if nothing needs mending."""
    try:
        settings = Settings.from_environment()
    except SettingsError as error:
        print(error)
        return 1
    findings = [*_settings(settings), *_machine(settings), _database(settings), *asyncio.run(_parts(settings))]
    for finding in findings:
        mark = {True: "ok  ", False: "FAIL", None: "    "}[finding.well]
        print(f"{mark} {finding.what}")
    return 1 if any(finding.well is False for finding in findings) else 0


def _settings(settings: Settings) -> Iterator[Finding]:
    for name in type(settings).model_fields:
        if name in settings.model_fields_set:
            yield Finding(None, f"{name.upper()}={_masked(getattr(settings, name))}")
    try:
        load_prices(settings, SystemClock())
    except SettingsError as error:
        yield Finding(False, str(error))
    try:
        if settings.auslex_screening_policy is not None:
            for line in described(screening_policies(settings)):
                yield Finding(None, f"screening policy of {line}")
    except SettingsError as error:
        yield Finding(False, str(error))
    for name in unused_settings(settings):
        yield Finding(None, f"{name} has no effect in this version")


def _masked(value: object) -> str:
    if isinstance(value, SecretStr):
        return "********"
    if isinstance(value, tuple):
        return ",".join(_masked(item) for item in value)
    return str(value)


def _machine(settings: Settings) -> Iterator[Finding]:
    yield Finding(
        sys.version_info >= (3, 11),
        f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores",
    )
    directory = settings.auslex_data_dir.absolute()
    existing = next(parent for parent in (directory, *directory.parents) if parent.exists())
    free = shutil.disk_usage(existing).free
    yield Finding(free >= DISK_BYTES_MIN, f"{free / (1 << 30):.1f} GiB free where data is kept ({directory})")
    yield Finding(os.access(existing, os.W_OK), "the data directory can be written")
    if sys.platform != "win32":
        import resource

        limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        yield Finding(limit >= OPEN_FILES_MIN, f"{limit} open files allowed (ulimit -n; at least {OPEN_FILES_MIN})")


def _database(settings: Settings) -> Finding:
    """Where it is, whether it answers, and whether the next start has to migrate it."""
    address = settings.database
    try:
        current = is_current(address, DATABASE_SECONDS_MAX)
    except AuslexError as error:
        return Finding(False, f"{address}: {error.message}")
    return Finding(True, f"{address}: the schema is {'current' if current else 'brought up to date by the next start'}")


async def _parts(settings: Settings) -> list[Finding]:
    """Open the installation as a server would, and ask each part."""
    try:
        installation = build(settings, io.StringIO(), shared_metrics=False)
    except (SettingsError, AuslexError, OSError) as error:
        return [Finding(False, f"the gateway cannot be opened: {type(error).__name__}")]
    try:
        async with installation.gateway:
            report = await installation.health.report()
            findings = [
                Finding(part.status == "up", f"{name}: {part.reason or 'up'} ({part.latency_milliseconds:.1f} ms)")
                for name, part in report.items()
            ]
            return [*findings, await _clock(installation.gateway.upstreams.read_date)]
    except SettingsError as error:
        return [Finding(False, str(error))]
    finally:
        installation.log.close()


async def _clock(read_date: Callable[[], Awaitable[str | None]]) -> Finding:
    """The upstream's clock beside ours: the only other clock we are sure to reach."""
    try:
        date = await read_date()
    except AuslexError:
        return Finding(None, "clock: not compared, the upstream does not answer")
    if date is None:
        return Finding(None, "clock: not compared, this upstream tells no time")
    skew = SystemClock().now_nanoseconds() / NANOSECONDS_PER_SECOND - parsedate_to_datetime(date).timestamp()
    return Finding(abs(skew) <= CLOCK_SECONDS_MAX, f"clock: {skew:+.0f} s against the upstream's")
