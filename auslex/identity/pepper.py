"""The pepper that turns client keys into hashes: from the operator's secret, or made once and kept beside the data."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

_LABEL = b"auslex client key pepper v1"  # Keeps this use of the secret apart from every other.


def pepper_from_secret(secret: str) -> bytes:
    """The pepper that follows from HMAC_SECRET_KEY."""
    return hmac.digest(secret.encode(), _LABEL, "sha256")


def pepper_from_file(path: Path) -> bytes:
    """The pepper in this file, made at the first use; several processes may ask at once and get the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    fresh.touch(mode=0o600)
    fresh.write_bytes(secrets.token_bytes(32))
    try:
        os.link(fresh, path)  # Fails if another process was first, and then its pepper is ours.
    except FileExistsError:
        return path.read_bytes()
    finally:
        fresh.unlink()
    return path.read_bytes()
