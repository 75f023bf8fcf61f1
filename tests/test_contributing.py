"""What the guide for contributors names is there: paths, names in files, commands; and its map is the house."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.test_imports import LAYER, room_of

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / ".github" / "CONTRIBUTING.md").read_text()
FENCE = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
NAMED = re.findall(r"`([^`\n]+)`", FENCE.sub("", GUIDE))
PROGRAM = re.compile(r"\.venv/bin/(?:python -m )?|python -m ")  # in front of what the environment has
LINES = [*"".join(FENCE.findall(GUIDE)).splitlines(), *filter(PROGRAM.match, NAMED)]
COMMANDS = [command.strip() for line in LINES for command in line.partition("  #")[0].split("&&")]
MODULES = {"legible": "bot", "pre-commit": "pre_commit"}


def rooms() -> list[str]:
    """What the first column of the map names, from the top."""
    house = GUIDE.partition("## The house")[2].partition("\n## ")[0]
    return [path for row in re.findall(r"^\| (`.+?) \|", house, re.MULTILINE) for path in re.findall(r"`(.+?)`", row)]


def test_every_path_is_there() -> None:
    path = re.compile(r"(?!\.venv)(\.?\w[\w.-]*/)+[\w.-]*|[\w.-]+\.(md|toml|yaml)")
    paths = list(filter(path.fullmatch, NAMED))
    assert len(paths) > 50
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(("name", "path"), re.findall(r"`([A-Z]\w+)` (?:of|\()\s*`?([\w/]+\.py)", GUIDE))
def test_a_name_stands_in_its_file(name: str, path: str) -> None:
    assert re.search(rf"^(class )?{name}\b", (ROOT / path).read_text(), re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_understood(command: str) -> None:
    program = PROGRAM.match(command)
    if program is None:  # not to be run here, since it makes an environment, a tag or an image
        subprocess.run(["bash", "-n", "-c", command], check=True)
        files = re.findall(r"(?:tests|deploy)/\S+", command)
        assert [file for file in files if not (ROOT / file).exists()] == []
        return
    name, *arguments = shlex.split(command[program.end() :])
    module = MODULES.get(name, name)
    if module == "pre_commit" and not find_spec(module):
        pytest.skip("pre-commit comes with the extra `dev`")
    asked = [sys.executable, "-m", module, *arguments, "--help"]
    ended = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


def test_the_map_shows_every_room_from_the_top_to_the_bottom() -> None:
    packages = [*(ROOT / "bot").glob("*/__init__.py"), *(ROOT / "bot" / "chat").glob("*/__init__.py")]
    folders = {f"{package.parent.relative_to(ROOT).as_posix()}/" for package in packages}
    assert {path for path in rooms() if path.endswith("/")} == folders
    layers = [LAYER[room_of(path.rstrip("/"))] for path in rooms()]
    assert layers == sorted(layers)


def test_what_runs_before_a_commit_runs_in_ci() -> None:
    hooks = re.findall(r"entry: (.+)", (ROOT / ".pre-commit-config.yaml").read_text())
    tools = re.findall(r"^\S+/(?:ruff|mypy).*", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)
    assert hooks == [tool.removesuffix(" --check") for tool in tools]
