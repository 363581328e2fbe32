"""A policy for screening, as an operator meets it: shown by the doctor, and refused at the start if it is wrong."""

from __future__ import annotations

import subprocess
from pathlib import Path

from bench.process import clean_environment, free_port
from tests.support.gateway import PROGRAMS, REPOSITORY


def _run(home: Path, policy: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = home / "policy.toml"
    path.write_text(policy)
    environment = {
        "PYTHONPATH": str(REPOSITORY),
        "AUSLEX_DATA_DIR": str(home / "data"),
        "AUSLEX_SCREENING_POLICY": str(path),
        "ENABLE_PROMPT_SCANNING": "true",
        "OPENAI_API_KEY": "sk-upstream-canary-0123456789abcdef",
        "OPENAI_BASE_URL": f"http://127.0.0.1:{free_port()}/v1",
    }
    return subprocess.run(
        [str(PROGRAMS / "auslex"), *arguments],
        env=clean_environment(environment), cwd=home, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_the_doctor_shows_what_holds_for_whom(tmp_path: Path) -> None:
    said = _run(tmp_path, '[tenant.smith.harmful]\nself_harm = "block"', "doctor").stdout
    assert "screening policy of everybody: system_prompt flag" in said
    assert "screening policy of smith: harmful self_harm block, system_prompt flag" in said


def test_a_wrong_policy_is_what_the_doctor_says_is_wrong(tmp_path: Path) -> None:
    done = _run(tmp_path, '[tenant.smith]\nsystem_prompt = "hide"', "doctor")
    assert 1 == done.returncode
    assert "tenant.smith.system_prompt: must be allow, flag, block, not 'hide'" in done.stdout


def test_a_wrong_policy_stops_the_start_and_says_where(tmp_path: Path) -> None:
    done = _run(tmp_path, '[default.entering]\nTFN = "mask"', "serve", "--port", str(free_port()))
    assert 0 != done.returncode
    assert "AUSLEX_SCREENING_POLICY" in done.stdout + done.stderr
    assert "default.entering.TFN: must be one of AU_TFN" in done.stdout + done.stderr
