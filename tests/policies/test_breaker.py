"""The circuit breaker: when it opens, whom it lets through, and whose word counts."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from auslex.resilience.breaker import Breaker, BreakerOptions, BreakerState, Permit, Verdict

OPTIONS = BreakerOptions(consecutive_failures_max=3, volume_min=10, open_seconds=60.0, probes_max=2)


def report(breaker: Breaker, verdict: Verdict, now: float = 0.0, times: int = 1) -> None:
    for _ in range(times):
        permit = breaker.acquire(now)
        assert permit is not None
        breaker.give_back(permit, verdict, now)


def opened(now: float = 0.0) -> Breaker:
    breaker = Breaker(OPTIONS)
    report(breaker, Verdict.FAILURE, now, times=3)
    return breaker


def probe(breaker: Breaker, now: float = 60.0) -> Permit:
    permit = breaker.acquire(now)
    assert permit is not None
    return permit


def test_a_new_breaker_is_closed() -> None:
    assert BreakerState.CLOSED is Breaker(OPTIONS).state(0.0)


def test_failures_in_a_row_open_it() -> None:
    assert BreakerState.OPEN is opened().state(0.0)


def test_a_success_breaks_the_row() -> None:
    breaker = Breaker(OPTIONS)
    report(breaker, Verdict.FAILURE, times=2)
    report(breaker, Verdict.SUCCESS)
    report(breaker, Verdict.FAILURE, times=2)
    assert BreakerState.CLOSED is breaker.state(0.0)


def test_neutral_verdicts_say_nothing() -> None:
    breaker = Breaker(OPTIONS)
    report(breaker, Verdict.FAILURE, times=2)
    report(breaker, Verdict.NEUTRAL, times=50)
    report(breaker, Verdict.FAILURE)
    assert BreakerState.OPEN is breaker.state(0.0)


def test_an_error_rate_opens_it_once_there_is_volume() -> None:
    breaker = Breaker(OPTIONS)
    for _ in range(4):
        report(breaker, Verdict.SUCCESS)
        report(breaker, Verdict.FAILURE)
    before = breaker.state(0.0)
    report(breaker, Verdict.SUCCESS)
    report(breaker, Verdict.FAILURE)
    assert (BreakerState.CLOSED, BreakerState.OPEN) == (before, breaker.state(0.0))


def test_results_older_than_the_window_are_forgotten() -> None:
    breaker = Breaker(OPTIONS)
    for _ in range(4):
        report(breaker, Verdict.SUCCESS)
        report(breaker, Verdict.FAILURE)
    for _ in range(4):
        report(breaker, Verdict.FAILURE, now=60.0)
        report(breaker, Verdict.SUCCESS, now=60.0)
    assert BreakerState.CLOSED is breaker.state(60.0)


def test_an_open_breaker_lets_nobody_through() -> None:
    assert opened().acquire(59.9) is None


def test_it_says_how_long_it_stays_open() -> None:
    assert 50.0 == opened().open_seconds_left(10.0)


def test_after_its_time_it_is_half_open() -> None:
    assert BreakerState.HALF_OPEN is opened().state(60.0)


def test_half_open_lets_only_the_probes_through() -> None:
    breaker = opened()
    assert [True, True, False] == [breaker.acquire(60.0) is not None for _ in range(3)]


@pytest.mark.parametrize(
    ("verdict", "state"), [(Verdict.SUCCESS, BreakerState.CLOSED), (Verdict.FAILURE, BreakerState.OPEN)]
)
def test_a_probe_decides(verdict: Verdict, state: BreakerState) -> None:
    breaker = opened()
    breaker.give_back(probe(breaker), verdict, 61.0)
    assert state is breaker.state(61.0)


def test_a_failed_probe_opens_for_the_whole_time_again() -> None:
    breaker = opened()
    breaker.give_back(probe(breaker), Verdict.FAILURE, 61.0)
    assert 60.0 == breaker.open_seconds_left(61.0)


def test_a_neutral_probe_gives_its_place_to_another() -> None:
    breaker = opened()
    first = probe(breaker)
    probe(breaker)
    breaker.give_back(first, Verdict.NEUTRAL, 61.0)
    assert breaker.acquire(61.0) is not None


@pytest.mark.parametrize("verdict", [Verdict.SUCCESS, Verdict.FAILURE])
def test_a_late_result_of_an_earlier_state_changes_nothing(verdict: Verdict) -> None:
    breaker = Breaker(OPTIONS)
    late = probe(breaker, 0.0)
    report(breaker, Verdict.FAILURE, times=3)
    probe(breaker)
    breaker.give_back(late, verdict, 61.0)
    assert BreakerState.HALF_OPEN is breaker.state(61.0)


def test_a_late_probe_does_not_free_a_place_of_a_later_state() -> None:
    breaker = opened()
    late = probe(breaker)
    breaker.give_back(probe(breaker), Verdict.FAILURE, 61.0)
    places = [probe(breaker, 121.0), probe(breaker, 121.0)]
    breaker.give_back(late, Verdict.NEUTRAL, 121.0)
    assert (2, None) == (len(places), breaker.acquire(121.0))


def test_a_reset_closes_it_and_forgets() -> None:
    breaker = opened()
    breaker.reset()
    report(breaker, Verdict.FAILURE, times=2)
    assert BreakerState.CLOSED is breaker.state(0.0)


def test_failures_are_counted_for_ever() -> None:
    breaker = opened()
    breaker.reset()
    assert 3 == breaker.failures_total


class AnyOrder(RuleBasedStateMachine):
    """Permits taken and given back in any order at any time."""

    permits = Bundle("permits")

    def __init__(self) -> None:
        super().__init__()
        self.breaker = Breaker(OPTIONS)
        self.now = 0.0
        self.probes: list[Permit] = []

    @rule(seconds=st.sampled_from([0.5, 10.0, 60.0]))
    def wait(self, seconds: float) -> None:
        self.now += seconds

    @rule(target=permits)
    def take(self) -> Permit | None:
        state = self.breaker.state(self.now)
        permit = self.breaker.acquire(self.now)
        assert state is not BreakerState.OPEN or permit is None
        if permit is not None and state is BreakerState.HALF_OPEN:
            self.probes.append(permit)
        return permit

    @rule(permit=consumes(permits), verdict=st.sampled_from(Verdict))
    def give_back(self, permit: Permit | None, verdict: Verdict) -> None:
        if permit is not None:
            self.probes = [probe for probe in self.probes if probe is not permit]
            self.breaker.give_back(permit, verdict, self.now)

    @rule()
    def reset(self) -> None:
        self.breaker.reset()

    @invariant()
    def few_probes_of_one_generation_are_in_flight(self) -> None:
        newest = max((probe.generation for probe in self.probes), default=0)
        assert sum(probe.generation == newest for probe in self.probes) <= OPTIONS.probes_max

    @invariant()
    def with_no_permit_out_it_lets_someone_through_in_time(self) -> None:
        if not self.probes:
            later = self.now + OPTIONS.open_seconds
            assert self.breaker.state(later) is not BreakerState.OPEN


TestAnyOrder = AnyOrder.TestCase
