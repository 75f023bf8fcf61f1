from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.settings.choices import AUTOMATIC, OFF, ON, Choice, What, choice_of, days_kept, retentions
from bot.preferences import Preferences

CHOICES = st.builds(
    Choice,
    st.sampled_from(What),
    st.from_regex(r"\A\w{0,10}\Z"),
    st.none() | st.integers(min_value=1, max_value=2**31),
)


@given(CHOICES)
def test_a_choice_comes_back_from_its_data_and_fits_into_a_button(choice: Choice) -> None:
    assert choice_of(choice.data) == choice
    assert len(choice.data.encode()) <= 64


@given(st.text() | st.from_regex(r"settings:[0-9]*:[a-z_]*:\w*"))
def test_what_a_client_forges_is_a_choice_that_can_be_applied_or_none(data: str) -> None:
    choice = choice_of(data)
    assert choice is None or isinstance(choice.applied(Preferences(), 30), Preferences)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(What.LANGUAGE, "de"), Preferences(language="de")),
        (Choice(What.LANGUAGE, "tlh"), Preferences()),
        (Choice(What.CORRECT, OFF), Preferences(correct=False)),
        (Choice(What.RAW_FIRST, ON), Preferences(raw_first=True)),
        (Choice(What.FLOW, ON), Preferences(flow=True)),
        (Choice(What.RETENTION, "7"), Preferences(retention_days=7)),
        (Choice(What.RETENTION, "30"), Preferences()),
        (Choice(What.RETENTION, "31"), Preferences()),
        (Choice(What.RETENTION, "0"), Preferences()),
        (Choice(What.READS_ALL, ON), Preferences(automatic=True)),
        (Choice(What.READS_ALL, ON, 5), Preferences(topics=((5, True),))),
        (Choice(What.MENU), Preferences()),
    ],
)
def test_what_is_chosen(choice: Choice, expected: Preferences) -> None:
    assert choice.applied(Preferences(), 30) == expected


def test_the_language_can_be_telegrams_again() -> None:
    assert Choice(What.LANGUAGE, AUTOMATIC).applied(Preferences(language="de"), 30) == Preferences()


@given(st.integers(min_value=1, max_value=3650))
def test_notes_are_kept_no_longer_than_the_operator_keeps_them(most_days: int) -> None:
    offered = retentions(most_days)
    assert offered[-1] == most_days == max(offered)
    assert len(set(offered)) == len(offered)
    for days in offered:
        chosen = Choice(What.RETENTION, str(days)).applied(Preferences(), most_days)
        assert days_kept(chosen, most_days) == days
        assert days_kept(chosen, 1) == 1
