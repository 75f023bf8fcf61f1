"""The command teaches fifty lines in a hundred steps, is killed, and goes on."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import pytest
from onnxruntime import InferenceSession

pytest.importorskip("torch", reason="torch is needed to teach the recogniser only: pip install 'legible[train]'")
pytest.importorskip("onnx", reason="onnx is needed to teach the recogniser only: pip install 'legible[train]'")

from bot.reading.recognition.models import original_recogniser
from bot.reading.recognition.train.line_folder import LineWriter

pytestmark = pytest.mark.slow
COMMAND = [sys.executable, "-m", "bot.reading.recognition.train"]
STEPS = 100


def told(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fifty short lines, whose letters are written by OpenCV."""
    folder = tmp_path_factory.mktemp("lines")
    random = np.random.default_rng(4)
    with LineWriter(folder) as written:
        for _ in range(50):
            text = "".join(random.choice(list("abdegkmrtuw"), 3))
            image = np.full((102, 110, 3), 220, np.uint8)
            cv2.putText(image, text, (18, 66), cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 1.5, (60, 40, 40), 2, cv2.LINE_AA)
            written.add(image, "opencv", text)
    (folder / "LICENCES.txt").write_text("the hand of OpenCV")
    return folder


def test_a_run_that_is_killed_goes_on_and_learns(lines: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    arguments = ["learn", run, "--lines", f"{lines}=1", "--hold", f"{lines}=1", "--steps", STEPS, "--pixels", 160]
    process = subprocess.Popen([*COMMAND, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not (run / "state.pt").exists() and process.poll() is None:
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (run / "state.pt").exists() and not (run / "learnt.onnx").exists()

    done = told(*arguments)

    assert done.returncode == 0, done.stderr
    log = [json.loads(row) for row in (run / "log.jsonl").read_text().splitlines()]
    assert log[-1]["step"] == STEPS
    assert np.mean([row["loss"] for row in log[-20:]]) < 0.7 * np.mean([row["loss"] for row in log[:20]])
    assert len((run / "learnt.onnx").read_bytes()) == original_recogniser().stat().st_size
    InferenceSession((run / "learnt.onnx").read_bytes())

    averaged, weights = tmp_path / "averaged.onnx", tmp_path / "weights.npz"
    assert told("average", run / "learnt.onnx", 0.5, averaged).returncode == 0
    assert averaged.stat().st_size == original_recogniser().stat().st_size
    assert told("save", run / "learnt.onnx", weights, "--lines", lines).returncode == 0
    assert "the hand of OpenCV" in (tmp_path / "LICENSE.txt").read_text()
    assert weights.stat().st_size < averaged.stat().st_size / 3

    other = told(*arguments, "--start", run / "learnt.onnx")
    assert other.returncode == 2
    assert "began from another network" in " ".join(other.stderr.split())
