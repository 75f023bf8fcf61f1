"""What the output cannot encode is escaped as in JSON, in our own processes as well."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.output import write_every_letter


@given(st.text(alphabet=st.characters(exclude_categories=[])), st.sampled_from(["ascii", "latin-1", "utf-8", "cp1252"]))
def test_every_text_is_written_and_json_stays_json(text: str, encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
    write_every_letter(stream)
    stream.write(json.dumps({"text": text}, ensure_ascii=False))
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    came = json.loads(stream.buffer.getvalue().decode(encoding))["text"]
    assert came.encode("utf-16", "surrogatepass") == text.encode("utf-16", "surrogatepass")


@pytest.mark.slow
def test_a_command_speaks_where_letters_are_missing(tmp_path: Path) -> None:
    own = {
        "BOT_MODEL": f"{tmp_path}/Kov\u00e1cs\udcff.gguf",
        "PYTHONIOENCODING": "latin-1",
        "BOT_DATA_DIR": str(tmp_path),
    }
    command = [sys.executable, "-m", "bot", "model", "path"]
    ended = subprocess.run(command, env={**os.environ, **own}, capture_output=True, encoding="latin-1", check=False)
    assert ended.returncode == 3 and "Traceback" not in ended.stderr
    assert r"Kovács\udcff.gguf" in ended.stderr and r"\u2014" in ended.stderr
