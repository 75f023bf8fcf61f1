"""The floodgate: the same is done once, of each person so much in a minute, and one in a minute is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.chat.fairuse.errand import Errand
from bot.chat.fairuse.floodgate import MESSAGES_A_MINUTE, PRESSES_A_MINUTE, Admission, Floodgate

DONE, SAME, TOLD, IGNORED = Admission.DONE, Admission.SAME, Admission.TOLD, Admission.IGNORED


class Clock:
    """Seconds, as many as a test says."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def admissions(floodgate: Floodgate, errand: Errand, times: int) -> list[Admission]:
    """What becomes of so many of them, one after the other."""
    return [floodgate.admit(Update(number), errand) for number in range(times)]


def test_the_same_is_done_once_while_it_is_on_its_way() -> None:
    floodgate, errand = Floodgate(), Errand("help", 1)
    assert floodgate.admit(Update(1), errand) is DONE
    floodgate.begin(Update(1), errand)
    assert admissions(floodgate, errand, 300) == [SAME] * 300
    assert floodgate.admit(Update(2), Errand("privacy", 1)) is DONE
    floodgate.end(Update(1))
    assert floodgate.admit(Update(3), errand) is DONE


def test_beyond_the_limit_one_in_a_minute_is_told() -> None:
    clock = Clock()
    floodgate = Floodgate(clock)
    told = admissions(floodgate, Errand("help", 1), MESSAGES_A_MINUTE + 3)
    assert told == [*[DONE] * MESSAGES_A_MINUTE, TOLD, IGNORED, IGNORED]
    assert floodgate.is_to_be_told(Update(MESSAGES_A_MINUTE)) and not floodgate.is_to_be_told(Update(0))
    floodgate.end(Update(MESSAGES_A_MINUTE))
    assert not floodgate.is_to_be_told(Update(MESSAGES_A_MINUTE))
    assert floodgate.admit(Update(99), Errand("help", 2)) is DONE
    assert floodgate.admit(Update(99), Errand("forget", 1, is_limited=False)) is DONE
    clock.now = 60.1
    assert floodgate.admit(Update(100), Errand("help", 1)) is DONE


def test_presses_have_a_limit_of_their_own_unless_they_are_answered_with_messages() -> None:
    floodgate, turn = Floodgate(), Errand("raw", 1, posts=False, is_press=True)
    assert admissions(floodgate, turn, PRESSES_A_MINUTE) == [DONE] * PRESSES_A_MINUTE
    assert floodgate.admit(Update(1), turn) is TOLD
    save = Errand("pdf", 2, is_press=True)
    assert admissions(Floodgate(), save, MESSAGES_A_MINUTE + 1)[-1] is TOLD


@given(st.lists(st.tuples(st.floats(0, 40), st.integers(1, 3)), max_size=200))
def test_no_minute_holds_more_than_the_limit_of_a_person(steps: list[tuple[float, int]]) -> None:
    clock = Clock()
    floodgate = Floodgate(clock)
    done: list[tuple[float, int]] = []
    for gap, person in steps:
        clock.now += gap / 10
        if floodgate.admit(Update(len(done)), Errand(object(), person)) is DONE:
            done.append((clock.now, person))
    for time, person in done:
        assert sum(time <= other < time + 60 for other, who in done if who == person) <= MESSAGES_A_MINUTE
