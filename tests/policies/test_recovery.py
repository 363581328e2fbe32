"""After a failure: again, elsewhere, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.resilience.breaker import Verdict
from auslex.resilience.recovery import TABLE, Next, RecoveryOptions, after, delay_seconds, may_retry, verdict

OPTIONS = RecoveryOptions(retries_max=2, delay_seconds_base=1.0, delay_seconds_max=8.0)
RETRIED = ["connect", "server_error", "overloaded", "rate_limited"]
RETRIED_ONCE = ["reset", "truncated", "protocol", "bad_content_type"]
SILENT = ["timeout_connect", "timeout_first_byte", "timeout_idle", "timeout_total"]
PASSED_OVER = [*SILENT, "quota_exhausted", "auth", "not_found", "redirect", "too_large", "tls", "circuit_open"]
GIVEN_UP = ["bad_request", "context_length", "content_filter", "cancelled", "unheard of"]
MANY = 100


def step(failure: str, done: int = 0, routes: int = 0, attempts: int = MANY) -> Next:
    return after(failure, done, routes, attempts, OPTIONS)


@pytest.mark.parametrize("failure", RETRIED + RETRIED_ONCE)
def test_the_upstreams_own_trouble_is_tried_again(failure: str) -> None:
    assert Next.RETRY is step(failure)


@pytest.mark.parametrize("failure", RETRIED)
def test_after_the_last_retry_comes_the_fallback(failure: str) -> None:
    assert [Next.RETRY, Next.FALL_BACK] == [step(failure, done) for done in (1, 2)]


@pytest.mark.parametrize("failure", RETRIED_ONCE)
def test_an_answer_that_may_be_billed_is_asked_for_once_more_and_no_oftener(failure: str) -> None:
    assert Next.FALL_BACK is step(failure, 1)


@pytest.mark.parametrize("failure", PASSED_OVER)
def test_what_a_second_try_cannot_mend_is_tried_elsewhere(failure: str) -> None:
    assert Next.FALL_BACK is step(failure)


@pytest.mark.parametrize("failure", GIVEN_UP)
def test_the_callers_fault_is_told_at_once(failure: str) -> None:
    assert Next.GIVE_UP is step(failure, routes=1)


def test_every_class_is_in_one_of_these_lists() -> None:
    assert set(TABLE) == {*RETRIED, *RETRIED_ONCE, *PASSED_OVER, *GIVEN_UP} - {"unheard of"}


def test_a_refused_connection_is_tried_elsewhere_first() -> None:
    assert (Next.FALL_BACK, Next.RETRY) == (step("connect", routes=1), step("connect"))


def test_the_last_attempt_is_kept_for_another_route() -> None:
    assert [Next.RETRY, Next.FALL_BACK, Next.RETRY, Next.FALL_BACK] == [
        step("overloaded", routes=routes, attempts=attempts) for routes, attempts in ((1, 2), (1, 1), (0, 1), (0, 0))
    ]


@given(st.integers(0, 1_000), st.integers(0, 1_000))
def test_retries_never_become_the_load(retrying: int, active: int) -> None:
    allowed = may_retry(retrying, active, RecoveryOptions(retrying_min=3, retrying_share=0.2))
    assert allowed == (retrying < 3 or retrying + 1 <= active / 5)


@pytest.mark.parametrize("failure", ["bad_request", "context_length", "content_filter", "not_found", "cancelled"])
def test_the_callers_fault_says_nothing_of_the_upstream(failure: str) -> None:
    assert Verdict.NEUTRAL is verdict(failure)


def test_a_rate_limit_does_not_open_the_breaker() -> None:
    assert Verdict.NEUTRAL is verdict("rate_limited")


@pytest.mark.parametrize("failure", ["connect", "server_error", "timeout_idle", "auth", "quota_exhausted", "truncated"])
def test_the_upstreams_failures_count(failure: str) -> None:
    assert Verdict.FAILURE is verdict(failure)


@given(st.integers(0, 10), st.floats(0, 1, exclude_max=True))
def test_a_delay_is_within_its_doubling_ceiling(retries_done: int, chance: float) -> None:
    delay = delay_seconds(retries_done, None, chance, OPTIONS)
    assert 0.0 <= delay <= min(8.0, 2.0**retries_done)


@pytest.mark.parametrize(("asked", "delay"), [(0.0, 0.0), (3.0, 3.0), (86_400.0, 8.0)])
def test_the_upstreams_wish_comes_first_up_to_the_bound(asked: float, delay: float) -> None:
    assert delay == delay_seconds(0, asked, 0.5, OPTIONS)


@pytest.mark.parametrize("failure", [name for name, means in TABLE.items() if means.falls_back])
def test_the_same_model_elsewhere_comes_before_a_retry(failure: str) -> None:
    assert Next.FALL_BACK is after(failure, 0, 1, 3, OPTIONS, twin_left=True)


@pytest.mark.parametrize("failure", [name for name, means in TABLE.items() if not means.falls_back])
def test_what_nobody_else_can_mend_is_not_taken_elsewhere(failure: str) -> None:
    assert Next.GIVE_UP is after(failure, 0, 1, 3, OPTIONS, twin_left=True)
