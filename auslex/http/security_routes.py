"""The admin's view of what guards saw: GET /api/admin/security/metrics."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from auslex.assembly import Installation
from auslex.http.reach import ONE_LINE, readers_reach, within
from auslex.observing.security import KEEP_HOURS, PAST_HOURS, Spent

HOURS_DEFAULT = 24


def router(installation: Installation) -> APIRouter:
    """The route, bound to this installation."""
    routes = APIRouter()

    within_reach = Depends(readers_reach(installation))

    @routes.get("/api/admin/security/metrics", response_class=Response)
    async def security(
        hours: Annotated[int, Query(ge=1, le=KEEP_HOURS)] = HOURS_DEFAULT,
        tenant: Annotated[str | None, Query(max_length=100, pattern=ONE_LINE)] = None,
        reach: str | None = within_reach,
    ) -> Response:
        """Security events by kind, severity, action and tenant, the top threats, and unusual use."""
        if tenant is not None:
            within(reach, tenant)
        costs = await installation.reports.cost_by_hour(PAST_HOURS + 1, tenant or reach)
        spent = [Spent(each.hour, each.tenant, each.cost) for each in costs]
        report = await installation.security.report(hours, tenant or reach, spent)
        return Response(msgspec.json.encode(report), 200, {"cache-control": "no-store"}, "application/json")

    return routes
