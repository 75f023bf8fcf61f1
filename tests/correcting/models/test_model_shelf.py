"""Which file of which model is taken: names, patterns, parts, what was verified and what only lies there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.correcting.model_errors import DownloadForbidden, ModelDamaged, ModelMissing, NoSuchModel
from bot.correcting.models.choice import ModelChoice
from bot.correcting.models.model_files import absent, find, require
from bot.correcting.models.records import Record, record
from bot.correcting.models.shards import shards, whole_models
from bot.settings import Settings


def shelve(choice: ModelChoice, name: str, content: bytes) -> Path:
    """A file as a download leaves it."""
    path = choice.repository_folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    record(path, Record(len(content), "0" * 64))
    return path


def test_the_settings_name_the_choice(tmp_path: Path) -> None:
    choice = ModelChoice.of(Settings(data_dir=tmp_path, model_download=False))
    assert choice == ModelChoice("Qwen/Qwen2.5-3B-Instruct-GGUF", "*q4_k_m*.gguf", tmp_path / "models", False)
    assert choice.path is None
    assert choice.repository_folder == tmp_path / "models/Qwen/Qwen2.5-3B-Instruct-GGUF"


@pytest.mark.parametrize(
    ("model", "is_path"),
    [
        ("Qwen/Qwen2.5-3B-Instruct-GGUF", False),
        ("/srv/model.gguf", True),
        ("./a/b", True),
        ("../model.GGUF", True),
        ("models/mine.gguf", True),
        ("~/model.gguf", True),
        ("model", True),
    ],
)
def test_a_repository_is_told_from_a_path(choice: ModelChoice, model: str, is_path: bool) -> None:
    path = replace(choice, model=model).path
    assert (path is not None) == is_path
    assert path is None or (path.is_absolute() and "~" not in str(path))


@pytest.mark.parametrize(
    ("name", "pattern", "fits"),
    [
        ("qwen2.5-3b-instruct-q4_k_m.gguf", "*q4_k_m*.gguf", True),
        ("Qwen2.5-3B-Q4_K_M.GGUF", "*q4_k_m*.gguf", True),
        ("qwen-q4_k_m.gguf", "QWEN-Q4_K_M.gguf", True),
        ("Q4_K_M/model-00001-of-00002.gguf", "*q4_k_m*.gguf", True),
        ("deep/model.gguf", "model.gguf", True),
        ("qwen-q8_0.gguf", "*q4_k_m*.gguf", False),
        ("qwen-q4_k_m.gguf.json", "*q4_k_m*", False),
        ("mmproj-q4_k_m.gguf", "*q4_k_m*.gguf", False),
    ],
)
def test_a_file_fits_the_pattern_whatever_its_case(choice: ModelChoice, name: str, pattern: str, fits: bool) -> None:
    assert replace(choice, pattern=pattern).fits(name) == fits


def test_a_model_is_found_once_it_was_verified_and_while_it_has_its_size(choice: ModelChoice) -> None:
    path = shelve(choice, "a-q4_k_m.gguf", b"GGUF....")
    assert find(choice) == require(choice) == path
    path.write_bytes(b"GGUF")
    assert find(choice) is None
    with pytest.raises(ModelMissing) as error:
        require(choice)
    assert str(error.value) == (
        f"there is no language model: *Q4_K_M*.gguf of ada/Small-Model-GGUF is not in {choice.repository_folder}"
        " — run `legible model download`, or name a GGUF file in BOT_MODEL"
    )
    assert error.value.exit_code == 3


@pytest.mark.parametrize("noted", [None, "", "[]", '{"size": 8}', "\udcff"])
def test_a_file_without_a_proper_record_is_not_taken(choice: ModelChoice, noted: str | None) -> None:
    path = shelve(choice, "a-q4_k_m.gguf", b"GGUF....")
    beside = path.with_name(path.name + ".json")
    beside.unlink()
    if noted is not None:
        beside.write_bytes(noted.encode(errors="surrogateescape"))
    assert find(choice) is None


def test_of_several_the_smallest_that_fits_is_taken(choice: ModelChoice) -> None:
    shelve(choice, "a-q4_k_m.gguf", b"GGUF....")
    small = shelve(choice, "b-q4_k_m.gguf", b"GGUF")
    shelve(choice, "c-q2_k.gguf", b"G")
    assert find(choice) == small
    assert find(replace(choice, model="other/model")) is None


def test_a_split_model_is_taken_when_all_its_parts_are_there(choice: ModelChoice) -> None:
    names = [f"a-q4_k_m-0000{number}-of-00002.gguf" for number in (1, 2)]
    second = shelve(choice, names[1], b"GGUF")
    assert find(choice) is None
    first = shelve(choice, names[0], b"GGUF")
    assert find(choice) == first
    second.write_bytes(b"GG")
    assert find(choice) is None


def test_a_path_is_taken_as_it_is(choice: ModelChoice, tmp_path: Path, model_bytes: bytes) -> None:
    path = tmp_path / "own.gguf"
    own = replace(choice, model=str(path))
    assert find(own) is None
    with pytest.raises(NoSuchModel, match=f"own.gguf is not in {tmp_path} — check BOT_MODEL"):
        require(own)
    path.write_bytes(model_bytes)
    assert find(own) == path
    path.write_bytes(model_bytes[:2000])
    with pytest.raises(ModelDamaged, match="cut off"):
        find(own)


def test_a_path_that_cannot_be_looked_at_is_said(choice: ModelChoice) -> None:
    with pytest.raises(ModelDamaged, match="File name too long"):
        find(replace(choice, model=f"/{'a' * 300}.gguf"))


def test_a_path_to_a_part_means_the_first_and_all_are_looked_at(
    choice: ModelChoice, tmp_path: Path, model_bytes: bytes
) -> None:
    first, second = (tmp_path / f"own-0000{number}-of-00002.gguf" for number in (1, 2))
    own = replace(choice, model=str(second))
    second.write_bytes(model_bytes)
    assert find(own) is None
    first.write_bytes(model_bytes)
    assert find(own) == first
    second.write_bytes(b"<html>")
    with pytest.raises(ModelDamaged, match=r"00002-of-00002.gguf cannot be used: it is no GGUF"):
        find(own)


def test_where_nothing_may_be_downloaded_the_command_is_not_recommended(choice: ModelChoice) -> None:
    error = absent(replace(choice, may_download=False))
    assert isinstance(error, DownloadForbidden)
    assert "BOT_MODEL_DOWNLOAD=true" in str(error)


@given(st.integers(1, 40), st.data())
def test_every_part_names_all_in_order(count: int, data: st.DataObject) -> None:
    names = tuple(f"sub/Model-{number:05}-of-{count:05}.GGUF" for number in range(1, count + 1))
    assert shards(data.draw(st.sampled_from(names))) == names
    missing = data.draw(st.sampled_from(names))
    everything = [*names, "alone.gguf"]
    assert whole_models(everything, lambda _: True) == sorted([names, ("alone.gguf",)])
    assert whole_models(set(everything) - {missing}, lambda _: True) == [("alone.gguf",)]


@given(st.text())
def test_whatever_its_name_a_file_belongs_to_a_model(name: str) -> None:
    assert name in shards(name) or shards(name)
    assert shards("m-00001-of-00000.gguf") == ("m-00001-of-00000.gguf",)
