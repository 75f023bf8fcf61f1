"""The tiny model, written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.correcting.local.tiny_gguf import write


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model that copies, as a GGUF file."""
    path = tmp_path_factory.mktemp("models") / "tiny.gguf"
    write(path)
    return path
