"""Bodies that schemathesis makes from our own OpenAPI document, good and bad.

The document describes the platform's own routes; those of OpenAI's API are added to it from the types that check them.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from typing import Any

import msgspec

from auslex.core.calls import Endpoint
from auslex.wire import requests
from tests.bad_bodies.attack import Attack

COMPONENTS = "#/components/schemas/{name}"
OPENAIS = {
    "/v1/chat/completions": requests._Chat,
    "/v1/responses": requests._Responses,
    "/v1/embeddings": requests._Embeddings,
}
assert len(OPENAIS) == len(Endpoint)


def described(document: dict[str, Any]) -> dict[str, Any]:
    """The document with OpenAI's routes in it."""
    schemas, components = msgspec.json.schema_components(
        OPENAIS.values(), schema_hook=lambda kind: {"title": "anything"}, ref_template=COMPONENTS
    )
    paths = {
        path: {
            "post": {
                "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
                "responses": {"200": {"description": "An answer."}},
            }
        }
        for path, schema in zip(OPENAIS, schemas, strict=True)
    }
    known = document.get("components", {}).get("schemas", {})
    return {
        **document,
        "paths": {**document["paths"], **paths},
        "components": {**document.get("components", {}), "schemas": {**known, **components}},
    }


def generated(document: dict[str, Any], count: int, seed: int) -> Iterator[Attack]:
    """About so many, shared alike by all routes that take a body; two in three break their schema."""
    operations = [each for each in _operations(document) if each.method.upper() == "POST"]
    from schemathesis import GenerationMode

    share = -(-count // (3 * len(operations)))
    for operation in operations:
        for mode, most in ((GenerationMode.NEGATIVE, 2 * share), (GenerationMode.POSITIVE, share)):
            for case in _cases(operation.as_strategy(generation_mode=mode), most, seed):
                path = case.formatted_path
                yield Attack(f"schema, {mode.name.lower()}", path, _written(case.body), admin="/admin/" in path)


def _operations(document: dict[str, Any]) -> list[Any]:
    import schemathesis

    found = schemathesis.openapi.from_dict(described(document)).get_all_operations()
    return [result.ok() for result in found]


def _cases(strategy: Any, count: int, seed: int) -> list[Any]:
    import hypothesis

    made: list[Any] = []

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(strategy)
    def take(case: Any) -> None:
        made.append(case)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        take()
    return made


def _written(body: object) -> bytes:
    if isinstance(body, bytes):
        return body
    from schemathesis.core import NotSet

    if isinstance(body, NotSet):
        return b""
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
