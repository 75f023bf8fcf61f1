"""A hub with one model, and a choice of it that keeps its files in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.correcting.models.choice import ModelChoice
from tests.correcting.models.local_hub import NAME, REPOSITORY, LocalHub, gguf_bytes, local_hub


@pytest.fixture(scope="session")
def model_bytes() -> bytes:
    """A small GGUF file, 400 kB."""
    return gguf_bytes()


@pytest.fixture
def hub(model_bytes: bytes) -> Iterator[LocalHub]:
    """A hub that offers it."""
    with local_hub({NAME: model_bytes}) as hub:
        yield hub


@pytest.fixture
def choice(tmp_path: Path) -> ModelChoice:
    """The default choice of that repository."""
    return ModelChoice(REPOSITORY, "*Q4_K_M*.gguf", tmp_path / "models")
