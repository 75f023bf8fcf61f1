"""The table of readers: each is declared in one line, and its file offers what the house needs."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.errors import ReaderMissing
from bot.reading.readers import READERS, ReaderChoice
from bot.settings import ReaderName, Settings


def test_the_setting_allows_the_readers_of_the_table() -> None:
    assert get_args(ReaderName) == tuple(READERS)


@pytest.mark.parametrize("name", READERS)
def test_each_reader_says_its_name_and_how_it_is_or_what_is_missing(name: ReaderName, settings: Settings) -> None:
    choice = ReaderChoice.of(settings.model_copy(update={"reader": name}))
    assert callable(choice.module.load)
    try:
        assert choice.module.describe(choice).startswith(name)
    except ReaderMissing as missing:
        assert " — " in str(missing), "what is missing and what mends it"
