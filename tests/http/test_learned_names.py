"""AUSLEX_NER_MODEL: what a model found in one turn is masked from the next on, behind nobody's back and in no log."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.support.fixtures import settings
from tests.support.gateway import Gateway, serving
from tests.support.small_names import MODEL
from tests.support.upstream import MockUpstream
from tests.support.waiting import until
from tests.support.web import Client

TEXT = "We liked Zorva Quillmere. See Quillmere v Jones [2001] HCA 3."
UNSEEN = "We liked Ixelmonde Brannok."
CASE = "Quillmere v Jones"


@pytest.fixture(scope="module")
def gateway(upstream: MockUpstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    with serving(installation(tmp_path_factory.mktemp("names"), upstream)) as running:
        yield running


@pytest.fixture(scope="module")
def client(gateway: Gateway) -> Client:
    return gateway.client(gateway.create_key("--tier", "INTERNAL", "--tenant", "firm", "--admin"))


def installation(home: Path, upstream: MockUpstream, **more: str) -> Gateway:
    given = {"AUSLEX_PERSONAL_DATA": "mask", "AUSLEX_NER_MODEL": MODEL, **more}
    return Gateway(home / "data", settings(home, upstream.base_url, **given))


def sent(client: Client, upstream: MockUpstream, *texts: str) -> str:
    """What the upstream sees of a conversation."""
    answer = client.chat(messages=[{"role": "user", "content": text} for text in texts])
    assert 200 == answer.status
    return upstream.requests[-1].body.decode()


def reader_pids(pid: int) -> list[int]:
    """The processes that this gateway reads names in."""
    listing = subprocess.run(["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
    rows = [line.split(None, 2) for line in listing.stdout.splitlines()]
    return [int(child) for child, parent, args in rows if int(parent) == pid and "ner/reader.py" in args]


def test_the_first_turn_goes_as_it_is_and_the_following_are_masked(client: Client, upstream: MockUpstream) -> None:
    assert "Zorva Quillmere" in sent(client, upstream, f"One. {UNSEEN} We liked Zorva Quillmere.")
    turns = (f"One. {UNSEEN} We liked Zorva Quillmere.", "What may Quillmere claim?")
    later = until(lambda: body if "[PERSON_1]" in (body := sent(client, upstream, *turns)) else "")
    assert [] == [name for name in ("Zorva", "Quillmere", "Ixelmonde", "Brannok") if name in later]


def test_citations_keep_their_names(client: Client, upstream: MockUpstream) -> None:
    person = "We liked Ixelmonde Brannok of Perth."
    case = "See Brannok v Jones [2001] HCA 3, per Brannok J."
    later = until(lambda: body if "[PERSON_1]" in (body := sent(client, upstream, person, case)) else "")
    assert case in later


def test_a_party_of_a_cited_case_is_no_secret(client: Client, upstream: MockUpstream) -> None:
    twin = f"{UNSEEN} This comes after it. {TEXT}"
    later = until(lambda: body if "[PERSON_1]" in (body := sent(client, upstream, twin)) else "")
    assert (True, False) == (CASE in later, "Brannok" in later)


def test_another_tenant_learns_nothing_of_it(gateway: Gateway, client: Client, upstream: MockUpstream) -> None:
    until(lambda: "[PERSON_1]" in sent(client, upstream, UNSEEN))
    other = gateway.client(gateway.create_key("--tier", "INTERNAL", "--tenant", "other"))
    assert UNSEEN in sent(other, upstream, UNSEEN)


def test_no_text_and_no_name_is_in_a_log_or_a_metric(gateway: Gateway, client: Client, upstream: MockUpstream) -> None:
    sent(client, upstream, f"SHOUT {UNSEEN}")
    figures = until(lambda: text if re.search(r"ner_restarts_total [1-9]", text := metrics(client)) else "")
    assert [] == [name for name in ("Brannok", "Quillmere", "SHOUT") if name in figures + gateway.log_up_to_now(client)]


def test_what_it_does_is_counted_and_its_health_told(client: Client, upstream: MockUpstream) -> None:
    until(lambda: "[PERSON_1]" in sent(client, upstream, f"Count this. {UNSEEN}"))
    figures = metrics(client)
    assert [] == [
        line
        for line in ('ner_texts_total{outcome="read"}', "ner_names_total", "ner_seconds_total", "ner_waiting_texts")
        if f"\n{line} " not in figures
    ]
    report = client.get("/health/detailed").json
    assert ("up", False) == (report["components"]["names"]["status"], report["components"]["names"]["needed"])


def test_a_killed_reader_is_replaced(gateway: Gateway, client: Client, upstream: MockUpstream) -> None:
    (pid,) = until(lambda: reader_pids(gateway.pid))
    os.kill(pid, signal.SIGKILL)
    until(lambda: [other for other in reader_pids(gateway.pid) if other != pid])
    until(lambda: "[PERSON_1]" in sent(client, upstream, f"After the kill. {UNSEEN}"))


def test_a_request_may_wait_for_its_names(upstream: MockUpstream, tmp_path: Path) -> None:
    with serving(installation(tmp_path, upstream, AUSLEX_NER_WAIT_MS="10000")) as gateway:
        client = gateway.client(gateway.create_key("--tier", "INTERNAL"))
        assert "We liked [PERSON_1]." in sent(client, upstream, UNSEEN)
        (reader,) = reader_pids(gateway.pid)
        gateway.kill()
        until(lambda: has_ended(reader))


@pytest.mark.parametrize("command", [("auslex", "serve"), ("uvicorn", "api.hardened_endpoints:app")])
def test_a_model_that_cannot_be_loaded_stops_the_start(
    upstream: MockUpstream, tmp_path: Path, command: Sequence[str]
) -> None:
    environment = settings(tmp_path, upstream.base_url, AUSLEX_PERSONAL_DATA="mask", AUSLEX_NER_MODEL="no_module:load")
    gateway = Gateway(tmp_path / "data", environment, command)
    with pytest.raises(AssertionError, match="AUSLEX_NER_MODEL: no_module:load cannot be used"):
        gateway.start()
    assert 0 != gateway.stop()


def test_the_doctor_says_that_it_cannot_be_loaded(upstream: MockUpstream, tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as failed:
        installation(tmp_path, upstream, AUSLEX_NER_MODEL="no_module:load").command("doctor")
    assert "AUSLEX_NER_MODEL: no_module:load cannot be used" in failed.value.stdout


def metrics(client: Client) -> str:
    return client.get("/metrics", Accept="text/plain").body.decode()


def has_ended(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text()
