"""`python -m bench gateway`, `peers`, `ledger`, `crowds`, `personal`, `names`, `screening`, `answers`: see README."""

import argparse
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench import crowds
from bench.answers import answers_table
from bench.arena import Arena
from bench.ledger import STORES, ledger_table, take
from bench.names import names_table
from bench.peers import ROOT, NotInstalledError, install
from bench.personal import personal_table
from bench.process import ChildError
from bench.report import TARGETS, Line, PeerRow, Row, gateway_table, lines_table, peers_table, save
from bench.rows import PEERS, GatewayRows, PeerRows
from bench.samples import Plan
from bench.screening import screening_table


def main() -> int:
    """Runs the command that the arguments name; 1 when anything went wrong, whatever the figures."""
    options = _options()
    # A plain SIGTERM would end us before the children are stopped.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        commands = {
            "gateway": _gateway, "peers": _peers, "ledger": _ledger, "crowds": _crowds, "personal": _personal,
            "names": _names, "screening": _screening, "answers": _answers,
        }  # fmt: skip
        return commands[options.command](options)
    except (NotInstalledError, ChildError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("bench: interrupted, everything it started is stopped", file=sys.stderr)
        return 130


def _gateway(options: argparse.Namespace) -> int:
    with ExitStack() as stack:
        arena = _arena(stack)
        measure = GatewayRows(arena, _plan(options))
        rows = [measure.take(key) for key in options.only or TARGETS]
        faults = arena.faults
    print(gateway_table(rows))
    return _close(options, rows, faults)


def _peers(options: argparse.Namespace) -> int:
    for failure in install(options.home) if options.install else []:
        print(f"bench: {failure}", file=sys.stderr)
    with ExitStack() as stack:
        arena = _arena(stack)
        rows = PeerRows(arena, _plan(options)).take(options.only)
        faults = arena.faults
    print(peers_table(rows))
    return _close(options, rows, faults)


def _ledger(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="auslex-bench-") as folder:
        rows = take(options.only or STORES, Path(folder), options.calls, options.seconds, options.rounds)
    print(ledger_table(rows))
    return 0


def _crowds(options: argparse.Namespace) -> int:
    with ExitStack() as stack:
        arena = _arena(stack)
        lines = crowds.take(arena, _plan(options), options.only)
        faults = arena.faults
    print(lines_table(lines))
    return _close(options, lines, faults)


def _personal(options: argparse.Namespace) -> int:
    print(personal_table())
    return 0


def _names(options: argparse.Namespace) -> int:
    print(names_table(options.model))
    return 0


def _answers(options: argparse.Namespace) -> int:
    print(answers_table())
    return 0


def _screening(options: argparse.Namespace) -> int:
    print(screening_table(options.rounds))
    return 0


def _close(options: argparse.Namespace, rows: list[Row] | list[PeerRow] | list[Line], faults: list[str]) -> int:
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    print(f"{len(faults)} kinds of error")
    if options.json is not None:
        settings: dict[str, object] = {"command": options.command, "rounds": options.rounds}
        settings |= {"requests": options.requests, "rate": options.rate, "spacing_ms": options.spacing_ms}
        save(options.json, rows, faults, settings)
    return 1 if faults else 0


def _arena(stack: ExitStack) -> Arena:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="auslex-bench-")))
    folder.chmod(0o755)  # nginx's worker runs as another user and must reach its folders.
    return Arena(folder, stack)


def _plan(options: argparse.Namespace) -> Plan:
    return Plan(
        rounds=options.rounds,
        requests=options.requests,
        rate_per_second=options.rate,
        spacing_seconds=options.spacing_ms / 1000,
        auslex_program=options.auslex,
        home=options.home,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures the gateway; see bench/README.md.")
    commands = parser.add_subparsers(dest="command", required=True)
    gateway = commands.add_parser("gateway", help="the gateway beside nginx, with the targets")
    peers = commands.add_parser("peers", help="nginx, the gateway, LiteLLM and Portkey")
    gateway.add_argument("--only", action="append", choices=list(TARGETS), default=[], help="this row; repeatable")
    peers.add_argument("--only", action="append", choices=PEERS, default=[], help="this contestant; repeatable")
    peers.add_argument("--install", action="store_true", help="install LiteLLM and Portkey first")
    ledger = commands.add_parser("ledger", help="the ledger alone, on every store")
    ledger.add_argument("--only", action="append", choices=STORES, default=[], help="this store; repeatable")
    ledger.add_argument("--calls", type=_positive, default=10_000, help="pairs a round, on PostgreSQL")
    ledger.add_argument("--seconds", type=float, default=10.0, help="how long a round of latency takes")
    ledger.add_argument("--rounds", type=_positive, default=3)
    crowd = commands.add_parser("crowds", help="a thousand streams at once; three times more than can be served")
    crowd.add_argument("--only", action="append", choices=crowds.CROWDS, default=[], help="this crowd; repeatable")
    commands.add_parser("personal", help="finding personal data: per KB, per chunk, on the worst inputs")
    names = commands.add_parser("names", help="a model that finds names: its processes, and requests that ask it")
    names.add_argument("--model", required=True, help="what AUSLEX_NER_MODEL would be")
    commands.add_parser("answers", help="watching answers: per answer, per chunk, on the worst inputs")
    screening = commands.add_parser("screening", help="what looking for injections costs, fresh, replayed and at worst")
    screening.add_argument("--rounds", type=_positive, default=5)
    for command in (gateway, peers, crowd):
        command.add_argument("--rounds", type=_positive, default=5)
        command.add_argument("--requests", type=_positive, default=10_000, help="whole answers per round, for nginx")
        command.add_argument("--rate", type=float, default=50.0, help="requests a second for the latency row")
        command.add_argument("--spacing-ms", type=float, default=5.0, help="pause between the chunks of a stream")
        command.add_argument("--json", type=Path, help="write every sample here")
        command.add_argument("--auslex", type=Path, default=ROOT / ".venv" / "bin" / "auslex", help="the program")
        command.add_argument("--home", type=Path, default=ROOT / ".bench", help="where LiteLLM and Portkey live")
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
