"""The recipe's commands, without their work: what they name is there, and what they learn from was made before."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

from bot.reading.recognition.train.lines_command import FAMILIES
from bot.reading.recognition.train.sources import source_named

RECIPE = Path(__file__).parents[4] / "bot/reading/recognition/train/recipe.sh"
TEXT = RECIPE.read_text("utf-8").replace("\\\n", " ")
PREPARED = re.findall(r'^sources="(.*)"$', TEXT, re.MULTILINE)[0].split()
WRITTEN = [shlex.split(line, comments=True)[2:5] for line in TEXT.splitlines() if line.startswith("$train write")]


def test_the_shell_understands_it() -> None:
    subprocess.run(["sh", "-n", RECIPE], check=True)


def test_its_sources_and_kinds_of_lines_are_known() -> None:
    assert [source_named(name).name for name in PREPARED] == PREPARED
    assert {kind for kind, _, _ in WRITTEN} == set(FAMILIES)


def test_each_folder_that_it_learns_from_was_made_and_none_was_made_for_nothing() -> None:
    made = [f"lines/{name}" for name in PREPARED] + [folder for _, _, folder in WRITTEN]
    used = re.findall(r"--(?:lines|hold) (lines/[\w-]+)=[\d.]+", TEXT)
    assert sorted(used) == sorted(made)
