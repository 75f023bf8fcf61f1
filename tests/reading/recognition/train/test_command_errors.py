"""What goes wrong in a step of the training is a sentence; the steps of this file need no torch."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[4]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["average", "nowhere.onnx", "0.5", "into.onnx"], "nowhere.onnx"),
        (["save", "nowhere.onnx", "into.npz", "--lines", "."], "nowhere.onnx"),
        (["prepare", "iam", ".", "into"], "iam is none of"),
        (["prepare", "peraire", ".", "into"], "git clone --depth 1"),
        (["write", "written", "5", "into", "--fonts", "."], "no font is in"),
    ],
)
def test_what_went_wrong_is_a_sentence(arguments: list[str], says: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot.reading.recognition.train", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "300"}

    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)

    assert done.returncode == 2
    assert says in done.stderr and "Traceback" not in done.stderr
