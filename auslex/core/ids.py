"""Identifiers: unique, not secret. The system's own generator would cost 20 us for each."""

from __future__ import annotations

import os
import secrets
from random import Random

_random = Random(secrets.token_bytes(32))  # noqa: S311  seeded once per process from the system; nothing here is a secret
os.register_at_fork(after_in_child=lambda: _random.seed(secrets.token_bytes(32)))  # Or both would give the same ids.


def new_id(bits: int = 96) -> str:
    """Random hexadecimal digits; 96 bits never meet twice."""
    return f"{_random.getrandbits(bits):0{bits // 4}x}"
