"""The header of a GGUF file: read where it is right, refused in words where it is not, whatever is in it."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from gguf import GGUFWriter
from hypothesis import given
from hypothesis import strategies as st

from bot.correcting.model_errors import ModelDamaged, ModelMissing
from bot.correcting.models.gguf_header import Header, check_whole, read_header
from tests.correcting.local.gguf_file import END, END_OF_TEXT, START, Shape, Vocabulary, write_fields

SHAPE = Shape(layers=3, size=512, inner=64, heads=8, kv_heads=2, head_size=64, context=2048)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A header of its own with a tensor of 128 bytes."""
    path = tmp_path_factory.mktemp("headers") / "small.gguf"
    writer = GGUFWriter(path, "qwen2")
    write_fields(writer, "small", SHAPE, Vocabulary(), 300)
    writer.add_tensor("blk.2.attn_norm.weight", np.ones(32, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path.read_bytes()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a test puts what it reads."""
    return tmp_path_factory.mktemp("places") / "model.gguf"


def read(place: Path, content: bytes) -> Header:
    place.write_bytes(content)
    return read_header(place)


def test_it_says_what_kind_of_model_it_is(place: Path, small: bytes) -> None:
    header = read(place, small)
    assert (header.architecture, header.layers, header.context, header.vocabulary) == ("qwen2", 3, 2048, 300)
    assert header.marks == (END_OF_TEXT, START, END)
    assert header.kv_widths == (256, 256, 256)  # two heads with 64 numbers for the key and 64 for the value
    assert [(tensor.name, tensor.size) for tensor in header.tensors] == [("blk.2.attn_norm.weight", 128)]
    assert header.describe() == "qwen2, 3 layers, 0.0 GB"


def test_a_number_for_each_layer_is_read_as_such(place: Path, small: bytes) -> None:
    name = b"qwen2.attention.head_count_kv"
    before = name + struct.pack("<II", 4, 2)
    assert before in small
    longer = small.replace(before, name + struct.pack("<IIQ3I", 9, 4, 3, 1, 2, 0) + b"")
    header = read(place, longer + bytes(64))
    assert header.kv_widths == (128, 256, 0)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is no GGUF file"),
        (b"GGU", "it is no GGUF file"),
        (b"<html>", "it is no GGUF file"),
        (b"FUGG" + bytes(100), "it is no GGUF file"),
        (b"GGUF", "it is cut off"),
        (struct.pack("<4sIQQ", b"GGUF", 1, 0, 0), "it is of an unknown version of GGUF"),
        (struct.pack(">4sIQQ", b"GGUF", 3, 0, 0), "it is of an unknown version of GGUF"),
        (struct.pack("<4sIQQ", b"GGUF", 3, 0, 0), "it names no architecture"),
        (struct.pack("<4sIQQ", b"GGUF", 3, 2**63, 0), f"its header announces {2**63} items"),
        (struct.pack("<4sIQQQ", b"GGUF", 3, 0, 1, 2**62), f"its header announces {2**62} bytes at once"),
        (struct.pack("<4sIQQQ1sIIQ", b"GGUF", 3, 0, 1, 1, b"a", 9, 12, 2**21), "it is cut off"),
        (struct.pack("<4sIQQQ1sIIQ", b"GGUF", 3, 0, 1, 1, b"a", 9, 8, 2**40), f"its header announces {2**40} items"),
        (
            struct.pack("<4sIQQQ1sIIQ", b"GGUF", 3, 0, 1, 1, b"a", 9, 9, 1),
            "its header has a value of the unknown type 9",
        ),
        (struct.pack("<4sIQQQ1sI", b"GGUF", 3, 0, 1, 1, b"a", 77), "its header has a value of the unknown type 77"),
        (struct.pack("<4sIQQQ1sI", b"GGUF", 3, 1, 0, 1, b"t", 2**31), f"a tensor has {2**31} dimensions"),
        (
            struct.pack("<4sIQQQ17sII", b"GGUF", 3, 0, 1, 17, b"general.alignment", 4, 0),
            "its header has an impossible general.alignment",
        ),
    ],
)
def test_what_is_no_model_is_refused_with_the_reason(place: Path, content: bytes, reason: str) -> None:
    with pytest.raises(ModelDamaged) as refused:
        read(place, content)
    assert refused.value.details["reason"] == reason


def test_a_part_of_a_model_need_only_be_whole(place: Path) -> None:
    place.write_bytes(struct.pack("<4sIQQ", b"GGUF", 3, 0, 0))
    check_whole(place)
    place.write_bytes(struct.pack("<4sIQQ", b"GGUF", 3, 0, 1))
    with pytest.raises(ModelDamaged, match=r"model.gguf cannot be used: it is cut off — check BOT_MODEL"):
        check_whole(place)


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        read_header(tmp_path / "none.gguf")


def test_a_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged, match="Is a directory"):
        read_header(tmp_path)


def test_a_file_without_its_last_bytes_is_cut_off(place: Path, small: bytes) -> None:
    data = struct.pack("<32f", *[1] * 32)
    with pytest.raises(ModelDamaged, match="cut off"):
        read(place, small[: small.rindex(data) + len(data) - 1])


@pytest.mark.parametrize("kept", [5, 24, 100, 1500, 2000])
def test_a_file_that_ends_in_its_header_is_cut_off(place: Path, small: bytes, kept: int) -> None:
    with pytest.raises(ModelDamaged, match="cut off"):
        read(place, small[:kept])


@given(data=st.data())
def test_a_header_with_any_bytes_changed_is_read_or_refused(place: Path, small: bytes, data: st.DataObject) -> None:
    changed = bytearray(small)
    start = data.draw(st.integers(0, len(small) - 1))
    new = data.draw(st.one_of(st.binary(min_size=1, max_size=16), st.sampled_from([b"\xff" * 8, bytes(8)])))
    changed[start : start + len(new)] = new
    try:
        read(place, bytes(changed))
    except ModelDamaged as refused:
        assert refused.details["reason"]


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(place: Path, content: bytes) -> None:
    with pytest.raises(ModelDamaged):
        read(place, struct.pack("<4sI", b"GGUF", 3) + content)
