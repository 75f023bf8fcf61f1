from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.settings.choices import AUTOMATIC, OFF, ON, Choice, What, days_kept, retentions
from bot.preferences import Preferences


@given(st.text() | st.from_regex(r"settings:[0-9]*:[a-z_]*:\w*"))
def test_what_a_client_forges_is_a_choice_that_can_be_applied_or_none(data: str) -> None:
    choice = Choice.parse(data)
    assert choice is None or isinstance(choice.applied(Preferences(), 30), Preferences)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(0, What.LANGUAGE, "de"), Preferences(language="de")),
        (Choice(0, What.LANGUAGE, "tlh"), Preferences()),
        (Choice(0, What.CORRECT, OFF), Preferences(correct=False)),
        (Choice(0, What.RAW_FIRST, ON), Preferences(raw_first=True)),
        (Choice(0, What.FLOW, ON), Preferences(flow=True)),
        (Choice(0, What.RETENTION, "7"), Preferences(retention_days=7)),
        (Choice(0, What.RETENTION, "30"), Preferences()),
        (Choice(0, What.RETENTION, "31"), Preferences()),
        (Choice(0, What.RETENTION, "0"), Preferences()),
        (Choice(0, What.READS_ALL, ON), Preferences(automatic=True)),
        (Choice(5, What.READS_ALL, ON), Preferences(topics=((5, True),))),
        (Choice(0, What.MENU, ""), Preferences()),
    ],
)
def test_what_is_chosen(choice: Choice, expected: Preferences) -> None:
    assert choice.applied(Preferences(), 30) == expected


def test_the_language_can_be_telegrams_again() -> None:
    assert Choice(0, What.LANGUAGE, AUTOMATIC).applied(Preferences(language="de"), 30) == Preferences()


@given(st.integers(min_value=1, max_value=3650))
def test_notes_are_kept_no_longer_than_the_operator_keeps_them(most_days: int) -> None:
    offered = retentions(most_days)
    assert offered[-1] == most_days == max(offered)
    assert len(set(offered)) == len(offered)
    for days in offered:
        chosen = Choice(0, What.RETENTION, str(days)).applied(Preferences(), most_days)
        assert days_kept(chosen, most_days) == days
        assert days_kept(chosen, 1) == 1
