"""The README's tables name every setting and every command, and nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli import app
from bot.settings import Settings, setting_name

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()


def rows(heading: str) -> set[str]:
    """The first cell of each row of the table under a heading."""
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))


def test_every_setting_is_in_the_table() -> None:
    assert rows("Settings") == {setting_name(field) for field in Settings.model_fields}


def test_every_command_is_in_the_table() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert {row.removeprefix("legible ").split()[0] for row in rows("Commands")} == {*commands, "--version"}


def test_every_option_is_in_the_table() -> None:
    section = README.split("\n## Commands\n")[1].split("\n## ")[0]
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        for parameter in command.params:
            for option in [*parameter.opts, *parameter.secondary_opts]:
                if option.strip().startswith("--") and option != "--help":
                    assert option.strip() in section, f"{name} {option}"


@pytest.mark.parametrize("field", ["api_url", "retention_days", "listen", "corrector", "log", "reader", "data_dir"])
def test_defaults_are_as_the_table_says(field: str) -> None:
    default = Settings.model_fields[field].default
    assert f"| `{setting_name(field)}` | `{default}` |" in README


def test_what_the_readme_points_at_is_there() -> None:
    for target in re.findall(r"\]\((?!http)([^)]+)\)", README):
        assert (ROOT / target).exists(), target
