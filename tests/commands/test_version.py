"""`legible --version` as a process: what is installed is told, what is missing is no error, and nothing is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.correcting.models.records import Record, record
from bot.reading.recognition.taught_weights import TAUGHT, weights_name

ROOT = Path(__file__).parents[2]
AND_MODULES = """\
import atexit, sys
from bot.cli import main
sys.argv = ["legible", "--version"]
atexit.register(lambda: print(*sys.modules))
main()
"""


def legible(folder: Path, *program: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """`legible --version` in an empty folder, with these settings."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BOT_DATA_DIR": str(folder / "data"), **settings}
    command = [sys.executable, *(program or ("-m", "bot", "--version"))]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_it_tells_the_version_the_readers_and_the_models(tmp_path: Path) -> None:
    model = tmp_path / "data" / "models" / "owner" / "name" / "small-q4_k_m.gguf"
    model.parent.mkdir(parents=True)
    model.write_bytes(b"GGUF")
    record(model, Record(4, "0" * 64))
    ended = legible(tmp_path, BOT_MODEL="owner/name")
    library = ended.stdout.splitlines()[2].partition(" with ")[2].split()[0]
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines() == [
        f"legible {version('legible')}",
        f"reader: rapidocr {version('rapidocr')}, onnxruntime {version('onnxruntime')}, {weights_name(TAUGHT)}",
        f"language model: small-q4_k_m.gguf with {library} {version(library)}",
        "character models: ca, cs, da, de, en, es, fi, fr, hu, it, nb, nl, pl, pt, ro, sv",
    ]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "language model: *q4_k_m*.gguf of Qwen/Qwen2.5-3B-Instruct-GGUF is not here"),
        ({"BOT_MODEL": "nowhere/small.gguf"}, "language model: small.gguf is not here"),
        ({"BOT_CORRECTOR": "spelling"}, "language model: not wanted: BOT_CORRECTOR=spelling"),
        ({"BOT_READER": "tesseract", "PATH": ""}, "reader: tesseract is not installed"),
        (
            {"BOT_LLM_URL": "http://user:secret@localhost", "BOT_LLM_MODEL": "big", "BOT_MODEL": "small.gguf"},
            "language model: big of the server at BOT_LLM_URL; small.gguf is not here",
        ),
    ],
)
def test_what_is_missing_is_no_error(tmp_path: Path, settings: dict[str, str], said: str) -> None:
    ended = legible(tmp_path, **settings)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert said in ended.stdout.splitlines()


def test_a_program_that_fails_is_no_error(tmp_path: Path) -> None:
    broken = tmp_path / "tesseract"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    ended = legible(tmp_path, BOT_READER="tesseract", PATH=str(tmp_path))
    assert (ended.returncode, ended.stdout.splitlines()[1]) == (0, "reader: tesseract does not say its version")


def test_a_wrong_setting_is_told_below_the_version(tmp_path: Path) -> None:
    ended = legible(tmp_path, BOT_LOG="loud")
    assert (ended.returncode, ended.stdout) == (2, f"legible {version('legible')}\n")
    assert ended.stderr.startswith("legible: BOT_LOG has the wrong value 'loud' — ")


def test_nothing_is_loaded_for_it(tmp_path: Path) -> None:
    ended = legible(tmp_path, "-c", AND_MODULES)
    loaded = set(ended.stdout.splitlines()[-1].split())
    assert "bot.commands.version" in loaded
    assert loaded & {"numpy", "cv2", "PIL", "onnxruntime", "rapidocr", "telegram", "sqlalchemy", "xllamacpp"} == set()
