"""What is taken for a GGUF file, against files that the format's own library wrote, and against anything else."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.correcting.model_errors import ModelDamaged
from bot.correcting.models.gguf import MAGIC, check

HEADER = MAGIC + struct.pack("<IQQ", 3, 1, 1)
ANY_FILE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test puts its file."""
    return tmp_path / "model.gguf"


def test_a_whole_file_passes(path: Path, model_bytes: bytes) -> None:
    path.write_bytes(model_bytes)
    check(path)


@pytest.mark.parametrize("kept", [5, 24, 100, 1500, 2000])
def test_a_file_that_was_cut_off_does_not(path: Path, model_bytes: bytes, kept: int) -> None:
    path.write_bytes(model_bytes[:kept])
    with pytest.raises(ModelDamaged, match=r"model.gguf cannot be used: it is cut off — check BOT_MODEL"):
        check(path)


@pytest.mark.parametrize("content", [b"", b"GGU", b"<html>", b"FUGG" + bytes(100)])
def test_another_file_is_no_model(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ModelDamaged, match="it is no GGUF file"):
        check(path)


def test_a_folder_is_no_model(path: Path) -> None:
    path.mkdir()
    with pytest.raises(ModelDamaged, match="Is a directory — check BOT_MODEL"):
        check(path)


@pytest.mark.parametrize(
    "content",
    [
        MAGIC + struct.pack("<IQQ", 1, 1, 1),
        MAGIC + struct.pack(">IQQ", 3, 1, 1),
        MAGIC + struct.pack("<IQQ", 3, 2**60, 0),
        HEADER + struct.pack("<Q1sIIQ", 1, b"k", 9, 9, 2**40),
        HEADER + struct.pack("<Q1sIIQ", 1, b"k", 9, 8, 2**40),
        HEADER + struct.pack("<Q1sI", 1, b"k", 99),
        MAGIC + struct.pack("<IQQQ1sI", 3, 1, 0, 1, b"t", 2**31),
    ],
    ids=["version", "byte order", "tensors", "nested", "texts", "type", "dimensions"],
)
def test_a_header_that_no_model_has_is_refused_at_once(path: Path, content: bytes) -> None:
    path.write_bytes(content + bytes(1000))
    with pytest.raises(ModelDamaged, match="its header makes no sense"):
        check(path)


@given(
    rest=st.binary(max_size=300),
    version=st.sampled_from([2, 3]),
    counts=st.tuples(st.integers(0, 3), st.integers(0, 3)),
)
@ANY_FILE
def test_whatever_stands_in_it_is_a_model_or_damaged(
    path: Path, rest: bytes, version: int, counts: tuple[int, int]
) -> None:
    path.write_bytes(MAGIC + struct.pack("<IQQ", version, *counts) + rest)
    try:
        check(path)
    except ModelDamaged as error:
        assert error.details["path"] == path


@given(at=st.integers(0, 1400), value=st.integers(0, 255))
@ANY_FILE
def test_a_changed_byte_of_the_header_never_breaks_the_check(
    path: Path, model_bytes: bytes, at: int, value: int
) -> None:
    changed = bytearray(model_bytes)
    changed[at] = value
    path.write_bytes(changed)
    try:
        check(path)
    except ModelDamaged as error:
        assert error.details["reason"]
