"""The HTTP upstream beside a real server."""

from __future__ import annotations

import asyncio

from aiohttp import web

from auslex.upstreams.http import HttpUpstream, HttpUpstreamOptions


async def cookies_sent_after_one_was_set() -> list[str | None]:
    seen: list[str | None] = []

    async def models(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Cookie"))
        return web.json_response({"data": []}, headers={"Set-Cookie": "session=of-another-caller; Path=/"})

    app = web.Application()
    app.router.add_get("/v1/models", models)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "localhost", 0)
    await site.start()
    port = runner.addresses[0][1]
    options = HttpUpstreamOptions(base_url=f"http://localhost:{port}/v1", api_key="sk-test")
    async with HttpUpstream(options) as upstream:
        await upstream.read_models()
        await upstream.read_models()
    await runner.cleanup()
    return seen


def test_a_cookie_of_one_answer_is_not_sent_with_the_next_request() -> None:
    assert [None, None] == asyncio.run(cookies_sent_after_one_was_set())
