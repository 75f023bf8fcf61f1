from __future__ import annotations

import pytest

from bot.reading.recognition.models import original_recogniser
from bot.reading.recognition.train.drawn_lines import font_of
from bot.reading.recognition.train.foreign_lines import FONT_LANGUAGES, LINES, letters_seen, no_longer_refused
from bot.reading.script import LEAST_LETTERS


@pytest.mark.slow
def test_rapidocrs_recogniser_leaves_scripts_out_that_it_does_not_know() -> None:
    font = font_of(*FONT_LANGUAGES)
    if font is None:
        pytest.skip(f"no font for {', '.join(FONT_LANGUAGES)} is installed")
    seen = letters_seen(original_recogniser(), font)
    assert seen.keys() == LINES.keys()
    assert max(seen.values()) < LEAST_LETTERS


def test_a_script_that_is_no_longer_refused_is_named() -> None:
    before, after = {"Georgian": 0.0, "Hebrew": 0.4, "Thai": 0.9}, {"Georgian": 1.2, "Hebrew": 0.45, "Thai": 1.4}
    assert no_longer_refused(before, after) == [
        "Georgian is taken for Latin letters: 1.20 of them in a line's height, where 0.00 were seen and "
        f"{LEAST_LETTERS} are a text."
    ]
    assert no_longer_refused(before, before) == []
