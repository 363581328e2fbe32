"""x-ratelimit-* headers, as OpenAI writes them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.core.standing import BucketStanding, Standing
from auslex.http.limits import duration, limit_headers

SECOND = 1_000_000_000


@pytest.mark.parametrize(
    ("nanoseconds", "text"),
    [
        (0, "0ms"),
        (1, "1ms"),
        (120_000_000, "120ms"),
        (999_000_001, "1s"),
        (SECOND, "1s"),
        (1_500_000_000, "1.5s"),
        (6 * SECOND + 1, "6.001s"),
        (59_999_000_001, "1m0s"),
        (60 * SECOND, "1m0s"),
        (360 * SECOND, "6m0s"),
        (61_250_000_000, "1m1.25s"),
    ],
)
def test_a_duration_is_written_as_openai_does(nanoseconds: int, text: str) -> None:
    assert text == duration(nanoseconds)


def milliseconds(text: str) -> Decimal:
    whole = re.fullmatch(r"(?:(\d+)m)?(?:([\d.]+)s)?|(\d+)ms", text)
    assert whole is not None
    minutes, seconds, tiny = whole.groups()
    return Decimal(tiny or 0) + 1000 * (60 * Decimal(minutes or 0) + Decimal(seconds or 0))


@given(st.integers(0, 3_600 * SECOND))
def test_a_duration_is_never_shorter_than_the_truth(nanoseconds: int) -> None:
    assert -(-nanoseconds // 1_000_000) == milliseconds(duration(nanoseconds))


def test_each_bucket_has_three_headers() -> None:
    standing = Standing(BucketStanding(10, 9, 6 * SECOND), BucketStanding(10_000, 9_000, 500_000_000))
    assert [
        (b"x-ratelimit-limit-requests", b"10"),
        (b"x-ratelimit-remaining-requests", b"9"),
        (b"x-ratelimit-reset-requests", b"6s"),
        (b"x-ratelimit-limit-tokens", b"10000"),
        (b"x-ratelimit-remaining-tokens", b"9000"),
        (b"x-ratelimit-reset-tokens", b"500ms"),
    ] == limit_headers(standing)


def test_no_limit_has_no_headers() -> None:
    assert [] == limit_headers(Standing())
