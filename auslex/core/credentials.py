"""A key to an upstream, on its way from where it is kept to where it is sent from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Credential:
    """key_id: how logs and breakers name it; "" for what is no row of ours, such as the environment's key."""

    key_id: str
    secret: str = field(repr=False)


# By tenant, the one to use first; "" is the installation's.
Credentials = Mapping[str, Sequence[Credential]]
