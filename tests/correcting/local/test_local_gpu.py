"""Layers for a GPU: counted as such where the runtime finds one, and said to be in vain where it does not."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.correcting.local.devices import gpus
from bot.correcting.local.local_model import LocalModel
from bot.correcting.model_errors import ModelTooLarge

pytestmark = pytest.mark.slow


def model_of(tiny: Path, found: tuple[str, ...], free: int, asked: list[str]) -> LocalModel:
    async def find(library: str) -> tuple[str, ...]:
        asked.append(library)
        return found

    return LocalModel(tiny, gpu_layers=-1, idle_seconds=60, free=lambda: free, library="xllamacpp", find_gpus=find)


async def test_memory_is_reckoned_for_the_devices_that_there_are(tiny: Path, caplog: pytest.LogCaptureFixture) -> None:
    asked: list[str] = []
    with pytest.raises(ModelTooLarge) as without:
        await model_of(tiny, (), 0, asked).describe()
    with pytest.raises(ModelTooLarge) as with_one:
        await model_of(tiny, ("a GPU",), 0, asked).describe()
    assert float(str(without.value.details["needed"])) >= float(str(with_one.value.details["needed"]))
    assert asked == ["xllamacpp"] * 2
    assert "BOT_GPU_LAYERS=-1 does nothing: xllamacpp, as it is installed here, finds no GPU" in caplog.text


async def test_it_is_asked_once_and_logged_once(tiny: Path, caplog: pytest.LogCaptureFixture) -> None:
    asked: list[str] = []
    model = model_of(tiny, (), 2**40, asked)
    for _ in range(2):
        assert (await model.describe()).endswith("on xllamacpp")
    assert len(asked) == 1
    assert len([record for record in caplog.records if record.levelno == logging.WARNING]) == 1
    assert (await model_of(tiny, ("RTX", "GTX"), 2**40, asked).describe()).endswith("on xllamacpp and RTX, GTX")


async def test_the_library_that_is_installed_is_asked_in_a_process_of_its_own() -> None:
    found = await gpus("xllamacpp")
    assert found == () or all(map(str.strip, found))


async def test_a_library_that_breaks_when_asked_is_one_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "xllamacpp.py").write_text("import os; os.abort()")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert await gpus("xllamacpp") == ()
    assert "xllamacpp does not say which GPUs there are" in caplog.text


XLLAMACPP = """
from enum import Enum
T = ggml_backend_dev_type = Enum("T", ["CPU", "GGML_BACKEND_DEVICE_TYPE_GPU", "IGPU"])
FOUND = {T.CPU: "a processor", T.IGPU: "a GPU in it", T.GGML_BACKEND_DEVICE_TYPE_GPU: "RTX 4090"}
def get_device_info(): return [{"type": kind, "description": name} for kind, name in FOUND.items()]
"""

CYLLAMA = """
import sys
from types import SimpleNamespace
found = [{"type": kind, "description": name} for name, kind in {"a processor": "CPU", "RTX 4090": "GPU"}.items()]
sys.modules["cyllama.llama"] = SimpleNamespace()
sys.modules["cyllama.llama.llama_cpp"] = SimpleNamespace(ggml_backend_dev_info=lambda: found)
"""


@pytest.mark.parametrize(
    ("name", "module", "library", "found"),
    [
        ("xllamacpp", "xllamacpp", XLLAMACPP, ("RTX 4090",)),
        ("cyllama", "cyllama", CYLLAMA, ("RTX 4090",)),
        ("llama-cpp-python", "llama_cpp", "llama_supports_gpu_offload = lambda: True", ("a GPU",)),
        ("llama-cpp-python", "llama_cpp", "llama_supports_gpu_offload = lambda: False", ()),
    ],
)
async def test_each_library_tells_its_gpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, library: str, found: tuple[str, ...]
) -> None:
    (tmp_path / f"{module}.py").write_text(f"print('noise')\n{library}")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert await gpus(name) == found
