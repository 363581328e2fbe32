"""The admin's view of what was used: GET /api/admin/usage/analytics."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from auslex.accounting.report_texts import to_csv, to_object
from auslex.accounting.reports import DAYS_DEFAULT, DAYS_MAX, ask
from auslex.assembly import Installation
from auslex.http.reach import readers_reach, within
from auslex.wire.json import encode

CSV = "text/csv"
CSV_TYPE = "text/csv; charset=utf-8; header=present"  # https://www.rfc-editor.org/rfc/rfc4180#section-3
HEADERS = {"cache-control": "no-store", "vary": "Accept"}


def router(installation: Installation) -> APIRouter:
    """The route, bound to this installation."""
    routes = APIRouter()

    within_reach = Depends(readers_reach(installation))

    @routes.get(
        "/api/admin/usage/analytics",
        responses={200: {"content": {"application/json": {}, CSV: {}}}},
        response_class=Response,
    )
    async def usage(
        request: Request,
        user_id: str | None = None,
        tenant: str | None = None,
        days: Annotated[int, Query(ge=1, le=DAYS_MAX)] = DAYS_DEFAULT,
        reach: str | None = within_reach,
    ) -> Any:
        """Cost, tokens and savings by user, model and day, the costliest attempts, and where the budget stands."""
        if tenant is not None:
            within(reach, tenant)
        report = await installation.reports.usage(ask(user_id, tenant or reach, days))
        if wants_csv(request.headers.get("accept", "")):
            disposition = {"content-disposition": 'attachment; filename="usage.csv"'}
            return Response(to_csv(report), media_type=CSV_TYPE, headers={**HEADERS, **disposition})
        return Response(encode(to_object(report)), media_type="application/json", headers=HEADERS)

    return routes


def wants_csv(accept: str) -> bool:
    """True if CSV is named and not refused, and preferred to JSON if that is named as well."""
    weights = dict(map(_weighed, accept.split(",")))
    return weights.get(CSV, 0.0) > weights.get("application/json", 0.0)


def _weighed(part: str) -> tuple[str, float]:
    """A media range and its weight, 1 where there is none that can be read: RFC 9110, section 12.5.1."""
    kind, *parameters = (word.strip().lower() for word in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return kind, float(parameter[2:])
            except ValueError:
                return kind, 1.0
    return kind, 1.0
