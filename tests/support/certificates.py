"""Certificates for servers in tests, each signed by itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

LONG_AGO, FAR_AHEAD, OVER = "20200101000000Z", "21200101000000Z", "20210101000000Z"
CERTIFICATES = {
    "good": ("localhost", LONG_AGO, FAR_AHEAD),
    "stranger": ("localhost", LONG_AGO, FAR_AHEAD),
    "other host": ("elsewhere.example", LONG_AGO, FAR_AHEAD),
    "expired": ("localhost", LONG_AGO, OVER),
}
SETTINGS = """
[ca]
default_ca = own
[own]
database = {place}/index
new_certs_dir = {place}
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
"""


def make_certificates(place: Path) -> Path:
    """For each name of CERTIFICATES a file with a key and a certificate; returns the folder."""
    (place / "settings").write_text(SETTINGS.format(place=place))
    for name, (host, start, end) in CERTIFICATES.items():
        (place / "index").write_text("")
        (place / "extensions").write_text(f"subjectAltName=DNS:{host}\n")
        key, asked, signed = place / "key", place / "asked", place / "signed"
        make_key = ("openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={host}")
        sign = ("openssl", "ca", "-batch", "-selfsign", "-notext", "-config", place / "settings", "-keyfile", key)
        _run_quietly(*make_key, "-keyout", key, "-out", asked)
        _run_quietly(*sign, "-in", asked, "-out", signed, "-startdate", start, "-enddate", end,
                     "-extfile", place / "extensions")  # fmt: skip
        (place / name).write_text(key.read_text() + signed.read_text())
    return place


def _run_quietly(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True)
