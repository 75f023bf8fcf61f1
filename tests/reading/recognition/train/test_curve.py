import re
from pathlib import Path

import pytest

from bot.reading.recognition.train.curve import draw_curves
from bot.reading.recognition.train.run_log import LOG, Logged, add_to_log, read_log

pytest.importorskip("matplotlib", reason="charts need matplotlib: pip install 'legible[train]'")


def step(number: int, loss: float = 1.0) -> Logged:
    return Logged(number, 10, loss, 0.1 if number % 2 else None, 1.0, 1.0, {"lines": 10 * number})


def test_a_step_taken_again_after_a_kill_counts_once(tmp_path: Path) -> None:
    for logged in (step(1), step(2, loss=9.0), step(2, loss=3.0), step(3)):
        add_to_log(tmp_path, logged)
    with (tmp_path / LOG).open("a") as log:
        log.write('{"step": 4, "li')

    assert read_log(tmp_path) == [step(1), step(2, loss=3.0), step(3)]


def test_a_line_that_a_full_disk_cut_off_is_passed_over_and_no_other_with_it(tmp_path: Path) -> None:
    add_to_log(tmp_path, step(1))
    with (tmp_path / LOG).open("a") as log:
        log.write('{"step": 2, "li')
    for number in (3, 4):
        add_to_log(tmp_path, step(number))

    assert read_log(tmp_path) == [step(1), step(3), step(4)]


def test_a_step_of_which_only_the_end_of_its_line_was_cut_off_counts(tmp_path: Path) -> None:
    add_to_log(tmp_path, step(1))
    log = tmp_path / LOG
    log.write_bytes(log.read_bytes().removesuffix(b"\n"))
    add_to_log(tmp_path, step(2))

    assert read_log(tmp_path) == [step(1), step(2)]
    assert log.read_bytes().count(b"\n") == 2


@pytest.mark.parametrize("text", ['{"step": 1}\n', "no json\n", "[]\n", ""])
def test_what_is_no_log_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / LOG).write_text(text)

    with pytest.raises(ValueError, match="no log of a run"):
        read_log(tmp_path)


def test_runs_are_drawn_by_their_names(tmp_path: Path) -> None:
    runs = {
        "first": [step(n, loss=2 / n) for n in range(1, 160)],
        "unheld": [Logged(n, 9, 1, None, 1, 1, {}) for n in range(100)],
    }

    draw_curves(runs, tmp_path / "curve.svg")

    drawn = (tmp_path / "curve.svg").read_text()
    assert all(re.search(f"<!-- {name} -->", drawn) for name in runs)


def test_a_run_too_short_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="brief took fewer than 50 steps"):
        draw_curves({"brief": [step(1)]}, tmp_path / "curve.png")
