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


def test_a_notice_opens_a_closed_one_for_what_is_left() -> None:
    breaker = Breaker(OPTIONS)
    breaker.open_for(20.0, 0.0)
    assert (20.0, None) == (breaker.open_seconds_left(0.0), breaker.acquire(19.9))


def test_a_notice_never_shortens_and_never_opens_for_longer_than_a_failure_of_our_own() -> None:
    breaker = opened()
    breaker.open_for(1.0, 0.0)
    shortest = breaker.open_seconds_left(0.0)
    breaker.open_for(86_400.0, 10.0)
    assert (60.0, 60.0) == (shortest, breaker.open_seconds_left(10.0))


@pytest.mark.parametrize(("verdict", "state"), [(Verdict.FAILURE, BreakerState.OPEN), (Verdict.NEUTRAL, None)])
def test_a_turn_is_told_to_whoever_caused_it(verdict: Verdict, state: BreakerState | None) -> None:
    breaker = opened()
    assert state is breaker.give_back(probe(breaker), verdict, 60.0)


class AnyOrder(RuleBasedStateMachine):
    """I11, with permits taken, given back and left behind in any order, beside a count of its own.

    `failing` counts what the present generation was told in a row; `window` is all it was told, with its time.
    """

    permits = Bundle("permits")

    def __init__(self) -> None:
        super().__init__()
        self.breaker = Breaker(OPTIONS)
        self.now = 0.0
        self.probes: list[Permit] = []
        self.newest = 0
        self.in_a_row = 0
        self.told = 0

    def turned(self, was: BreakerState) -> bool:
        """Whether the state is another; a new state has forgotten everything."""
        if self.breaker.state(self.now) is was:
            return False
        self.in_a_row = self.told = 0
        return True

    @rule(seconds=st.sampled_from([0.5, 10.0, 59.5, 60.0]))
    def wait(self, seconds: float) -> None:
        self.now += seconds

    @rule(target=permits)
    def take(self) -> Permit | None:
        state = self.breaker.state(self.now)
        in_flight = sum(probe.generation == self.newest for probe in self.probes)
        permit = self.breaker.acquire(self.now)
        if state is BreakerState.OPEN:
            assert permit is None
        if state is BreakerState.CLOSED:
            assert permit is not None
        if state is BreakerState.HALF_OPEN and permit is not None:
            assert permit.generation > self.newest or in_flight < OPTIONS.probes_max
            self.newest = permit.generation
            self.probes.append(permit)
            self.in_a_row = self.told = 0
        elif state is BreakerState.HALF_OPEN:
            assert in_flight == OPTIONS.probes_max
        return permit

    @rule(permit=consumes(permits), verdict=st.sampled_from(Verdict))
    def give_back(self, permit: Permit | None, verdict: Verdict) -> None:
        if permit is None:
            return
        was, is_current = self.breaker.state(self.now), permit.generation == self.breaker._generation
        self.probes = [probe for probe in self.probes if probe is not permit]
        turned = self.breaker.give_back(permit, verdict, self.now)
        state = self.breaker.state(self.now)
        assert (turned is not None) == (state is not was) or was is BreakerState.OPEN
        if not is_current:
            assert state is was
        elif was is BreakerState.HALF_OPEN:
            expected = {
                Verdict.SUCCESS: BreakerState.CLOSED, Verdict.FAILURE: BreakerState.OPEN, Verdict.NEUTRAL: was,
            }  # fmt: skip
            assert state is expected[verdict]
        elif was is BreakerState.CLOSED and verdict is not Verdict.NEUTRAL:
            self.told += 1
            self.in_a_row = self.in_a_row + 1 if verdict is Verdict.FAILURE else 0
            if self.in_a_row >= OPTIONS.consecutive_failures_max:
                assert state is BreakerState.OPEN
            elif self.told < OPTIONS.volume_min:
                assert state is BreakerState.CLOSED
        else:
            assert state is was
        self.turned(was)

    @rule()
    def reset(self) -> None:
        self.breaker.reset()
        self.in_a_row = self.told = 0
        assert self.breaker.state(self.now) is BreakerState.CLOSED

    @rule(seconds=st.sampled_from([1.0, 30.0, 600.0]))
    def hear_of_another(self, seconds: float) -> None:
        before = self.breaker.open_seconds_left(self.now)
        self.breaker.open_for(seconds, self.now)
        assert max(before, min(seconds, OPTIONS.open_seconds)) == self.breaker.open_seconds_left(self.now)
        self.in_a_row = self.told = 0

    @invariant()
    def few_probes_of_one_generation_are_in_flight(self) -> None:
        assert sum(probe.generation == self.newest for probe in self.probes) <= OPTIONS.probes_max

    @invariant()
    def it_is_never_open_for_longer_than_its_time(self) -> None:
        assert 0.0 <= self.breaker.open_seconds_left(self.now) <= OPTIONS.open_seconds

    @invariant()
    def with_no_permit_out_it_lets_someone_through_in_time(self) -> None:
        if not self.probes:
            later = self.now + OPTIONS.open_seconds
            assert self.breaker.state(later) is not BreakerState.OPEN


TestAnyOrder = AnyOrder.TestCase
