"""What only a few named places may do. An entry that nobody needs any more is a failure as well."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

ENVIRONMENT = {
    "auslex/settings.py": "the one reader of the environment",
    "auslex/observing/metrics.py": "prometheus_client takes its shared directory from PROMETHEUS_MULTIPROC_DIR alone",
    "auslex/screening/ner/process.py": "hands its child a few named variables, so that no key reaches it",
    "auslex/upstreams/model_process.py": "hands its child a few named variables, so that no provider key reaches it",
}

TASKS = {
    "auslex/accounting/postgres.py: PostgresLedger.__aenter__": "one transaction after another: leaving waits for it",
    "auslex/http/acceptor.py: Acceptor.take": "a connection's making: the acceptor keeps it until it is made",
    "auslex/http/calls.py: ClientWatch._start": "ends with its request: leaving the watch cancels it",
    "auslex/identity/auditor.py: Auditor.__aenter__": "writes refusals: leaving cancels and awaits it",
    "auslex/identity/last_use.py: LastUses.__aenter__": "writes uses: leaving cancels and awaits it",
    "auslex/http/streams.py: KeptAlive._look": "a comment for its stream: leaving cancels it",
    "auslex/identity/upstream_keys.py: KeyWatch.__aenter__": "looks at the vault: leaving cancels and awaits it",
    "auslex/pipeline/alerting.py: Alerting.__aenter__": "carries alerts out: leaving cancels and awaits it",
    "auslex/pipeline/background.py: Background.start": "the gateway's own: closing it waits for every one",
    "auslex/observing/security.py: SecurityLog.__aenter__": "keeps security events: leaving cancels and awaits it",
    "auslex/resilience/lookout.py: Lookout.__aenter__": "checks what was down: leaving cancels and awaits it",
    "auslex/resilience/sharing.py: SharedBreakers.__aenter__": "looks at the board: leaving cancels and awaits it",
    "auslex/screening/ner/pool.py: ReaderPool.__aenter__": "keeps a process alive: leaving cancels and awaits it",
    "auslex/screening/ner/pool.py: ReaderPool._live": "a task group's, which waits for it",
    "auslex/upstreams/local.py: LocalUpstream.__aenter__": "the model's supervision: leaving cancels and awaits it",
    "auslex/upstreams/model_process.py: ModelProcess._live_once": "a task group's, which waits for it",
}

BROAD = {
    "auslex/accounting/postgres.py: PostgresLedger._run": "one transaction: counted, and nobody is left waiting",
    "auslex/accounting/sqlite.py: SqliteLedger._turn": "one transaction: counted, and nobody is left waiting",
    "auslex/http/app.py: Application._live": "a start that failed is told to the server, then raised again",
    "auslex/http/edge.py: ErrorAnswers.__call__": "the HTTP edge: whatever it is, the client gets an answer",
    "auslex/library/calling.py: resilient_openai_call.decorate.around.attempt": "one attempt: classified, raised again",
    "auslex/pipeline/background.py: Background._watched": "a background task: counted and logged",
    "auslex/resilience/lookout.py: Lookout._run": "one look at the upstreams: counted, and the next is tried",
    "auslex/screening/failing.py: FailSafe.pass_on": "a screen that fails: counted; the answer ends",
    "auslex/screening/personal_data.py: PersonalMasking.mask": "a detector that fails: the request is refused",
    "auslex/screening/admission.py: InjectionScreening.admit": "a detector that fails: counted; the request is refused",
    "auslex/screening/ner/pool.py: ReaderPool._keep": "one process's life: counted, and the next is started",
    "auslex/screening/texts.py: TextScreening._bounded": "a detector that fails: counted; the text does not pass",
    "auslex/resilience/sharing.py: SharedBreakers._run": "one look at the board: counted, and the next is tried",
}


def _places(wanted: str) -> set[str]:
    """Where `wanted` (see `_names`) happens: file and dotted name of the function."""
    found = set()
    for room in ("api", "auslex"):
        for path in sorted((ROOT / room).rglob("*.py")):
            for names, function in _names(ast.parse(path.read_text()), ()):
                if wanted in names:
                    found.add(f"{path.relative_to(ROOT)}: {function}")
    return found


def _names(node: ast.AST, within: tuple[str, ...]) -> Iterator[tuple[set[str], str]]:
    for child in ast.iter_child_nodes(node):
        place = within
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            place = (*within, child.name)
        match child:
            case ast.Attribute(value=ast.Name(id="os"), attr="environ" | "environb" | "getenv"):
                yield {"environment"}, ".".join(place)
            case ast.ImportFrom(module="os", names=names) if {"environ", "getenv"} & {name.name for name in names}:
                yield {"environment"}, ".".join(place)
            case ast.Attribute(attr="create_task" | "ensure_future"):
                yield {"task"}, ".".join(place)
            case ast.ExceptHandler(type=None | ast.Name(id="Exception")):
                yield {"broad"}, ".".join(place)
        yield from _names(child, place)


def test_only_the_settings_read_the_environment() -> None:
    assert set(ENVIRONMENT) == {place.partition(":")[0] for place in _places("environment")}


def test_every_task_has_an_owner_that_waits_for_it() -> None:
    assert set(TASKS) == _places("task")


def test_whatever_goes_wrong_is_caught_at_the_borders_alone() -> None:
    assert set(BROAD) == _places("broad")
