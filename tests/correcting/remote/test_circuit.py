"""The circuit: open after failures in a row, one trial a while, closed by a success."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.correcting.remote.circuit import Circuit


class Clock:
    """Seconds that pass only when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_failures_in_a_row_open_it_and_others_do_not() -> None:
    circuit = Circuit(Clock(), failures=3, seconds=30.0)
    for worked in (False, False, True, False, False):
        assert circuit.admits()
        circuit.succeeded() if worked else circuit.failed()
    assert circuit.admits()
    circuit.failed()
    assert not circuit.admits()


def test_a_lasting_failure_opens_it_at_once() -> None:
    circuit = Circuit(Clock(), failures=3, seconds=30.0)
    circuit.failed(lasting=True)
    assert not circuit.admits()


def test_one_trial_goes_through_after_a_while_and_closes_it() -> None:
    clock = Clock()
    circuit = Circuit(clock, failures=1, seconds=30.0)
    circuit.failed()
    clock.now += 29.0
    assert not circuit.admits()
    assert circuit.seconds_left() == 1.0
    clock.now += 1.0
    assert [circuit.admits() for _ in range(3)] == [True, False, False]
    circuit.succeeded()
    assert [circuit.admits() for _ in range(3)] == [True, True, True]


def test_a_trial_that_fails_begins_the_wait_again() -> None:
    clock = Clock()
    circuit = Circuit(clock, failures=3, seconds=30.0)
    circuit.failed(lasting=True)
    clock.now += 30.0
    assert circuit.admits()
    clock.now += 20.0
    circuit.failed()
    clock.now += 29.0
    assert not circuit.admits()
    clock.now += 1.0
    assert circuit.admits()


def test_a_trial_that_nobody_reports_on_does_not_keep_it_open() -> None:
    clock = Clock()
    circuit = Circuit(clock, failures=1, seconds=30.0)
    circuit.failed()
    clock.now += 30.0
    assert circuit.admits()
    clock.now += 30.0
    assert circuit.admits()


STEPS = st.lists(st.one_of(st.sampled_from(["ask", "success", "failure", "lasting"]), st.floats(0.0, 100.0)))


@given(STEPS)
def test_whatever_happens_trials_are_apart_and_a_success_closes_it(steps: list[str | float]) -> None:
    clock = Clock()
    circuit = Circuit(clock, failures=3, seconds=30.0)
    failures, admitted = 0, None
    for step in steps:
        if isinstance(step, float):
            clock.now += step
        elif step == "ask":
            admits = circuit.admits()
            if failures < 3:
                assert admits
            elif admits:
                assert admitted is None or clock.now - admitted >= 30.0
                admitted = clock.now
        elif step == "success":
            circuit.succeeded()
            failures, admitted = 0, None
        else:
            circuit.failed(lasting=step == "lasting")
            failures = 3 if step == "lasting" else failures + 1
            if failures >= 3:
                assert not circuit.admits()
    clock.now += 30.0
    assert circuit.admits()
