"""What a caller may do, and what it is told when it may not."""

from __future__ import annotations

from auslex.core.errors import Forbidden
from auslex.core.principal import Principal, Scope

PLAIN = frozenset({Scope.INFERENCE})
EVERYTHING = frozenset(Scope)

_MEANS = {
    Scope.INFERENCE: "use models",
    Scope.ADMIN_READ: "read what administrators read",
    Scope.ADMIN_WRITE: "administer",
    Scope.METRICS: "read metrics",
}


def require(principal: Principal, scope: Scope) -> None:
    """Raise Forbidden unless the caller has this scope."""
    if scope not in principal.scopes:
        raise Forbidden(f"This key may not {_MEANS[scope]}. Use a key made with --scope {scope}.")
