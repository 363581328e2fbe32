"""Two things that stand between the boundary tools and the gateway, because of how the tools are made.

canarywire sends no key, so a front adds one. pii-leak-benchmark plays an upstream whose streams end without a finish
reason, which the gateway reports as cut off, so a back adds one. Neither changes what the tools look at.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

FINISH = b'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n'
DONE = b"data: [DONE]"
_HOP_BY_HOP = frozenset({"connection", "content-length", "host", "transfer-encoding"})


@asynccontextmanager
async def relay(port: int, target: str, key: str = "", *, finishes: bool = False) -> AsyncIterator[None]:
    """Passes requests on to `target`, with this key if there is one; finishes: with a finish reason in each stream."""

    async def handle(request: web.Request) -> web.StreamResponse:
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _HOP_BY_HOP}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        url = target + request.path_qs
        async with session.request(request.method, url, data=await request.read(), headers=headers) as answer:
            kept = {name: value for name, value in answer.headers.items() if name.lower() not in _HOP_BY_HOP}
            response = web.StreamResponse(status=answer.status, headers=kept)
            await response.prepare(request)
            said = b""
            async for piece in answer.content.iter_any():
                said = (said + piece)[-1 << 16 :]
                if finishes and DONE in piece and b'"finish_reason"' not in said:
                    piece = piece.replace(DONE, FINISH + DONE)
                await response.write(piece)
            await response.write_eof()
            return response

    async with aiohttp.ClientSession(auto_decompress=False) as session:
        application = web.Application(client_max_size=1 << 26)
        application.router.add_route("*", "/{path:.*}", handle)
        runner = web.AppRunner(application)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
            yield
        finally:
            await runner.cleanup()
            await asyncio.sleep(0)
