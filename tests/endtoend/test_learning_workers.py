"""Four worker processes learn names together: what one of them has read, the others mask when they first see it."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator

import pytest

from tests.support.fixtures import settings
from tests.support.gateway import Gateway, serving
from tests.support.small_names import MODEL
from tests.support.upstream import MockUpstream, mock_upstream
from tests.support.waiting import until
from tests.support.web import chat
from tests.support.workers import connected

WORKERS = 4
BODY = json.dumps(chat(messages=[{"role": "user", "content": "We liked Zorva Quillmere."}]))


@pytest.fixture(scope="module")
def upstream() -> Iterator[MockUpstream]:
    with mock_upstream() as mock:
        yield mock


@pytest.fixture(scope="module")
def gateway(upstream: MockUpstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    home = tmp_path_factory.mktemp("learning")
    environment = settings(home, upstream.base_url, AUSLEX_PERSONAL_DATA="mask", AUSLEX_NER_MODEL=MODEL)
    with serving(Gateway(home / "data", environment, ("auslex", "serve", "--workers", str(WORKERS)))) as running:
        yield running


def test_what_one_worker_has_read_the_others_know(gateway: Gateway, upstream: MockUpstream) -> None:
    key = gateway.create_key("--tier", "INTERNAL")

    def is_masked(worker: http.client.HTTPConnection) -> bool:
        worker.request(
            "POST", "/v1/chat/completions", BODY, {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        )
        assert b"error" not in worker.getresponse().read()
        return b"We liked [PERSON_1]." in upstream.requests[-1].body

    with connected(gateway) as workers:
        assert not is_masked(workers[0])
        until(lambda: is_masked(workers[0]))
        assert [True] * (WORKERS - 1) == [is_masked(worker) for worker in workers[1:]]
