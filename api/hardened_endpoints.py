"""The whole service: `uvicorn api.hardened_endpoints:app`, also with `--workers 4`."""

from auslex.http.app import Application

app = Application()

__all__ = ["app"]
