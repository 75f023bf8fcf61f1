"""The state of a run, kept and cut short."""

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch is needed to teach the recogniser only: pip install 'legible[train]'")
pytest.importorskip("onnx", reason="onnx is needed to teach the recogniser only: pip install 'legible[train]'")

import torch

from bot.reading.recognition.train.onnx_graph import load_graph
from bot.reading.recognition.train.run_folder import STATE, RunFolder


def test_a_state_is_kept(tmp_path: Path) -> None:
    run = RunFolder(tmp_path / "run")
    assert run.state("a") is None

    run.keep({"begun_from": "a", "step": 7, "network": {"weight": torch.ones(3)}})

    state = run.state("a")
    assert state is not None and state["step"] == 7
    with pytest.raises(ValueError, match="another network"):
        run.state("b")


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.9999])
def test_a_state_that_is_cut_short_is_named(tmp_path: Path, share: float) -> None:
    run, file = RunFolder(tmp_path), tmp_path / STATE
    run.keep({"begun_from": "a", "network": {"weight": torch.ones(3000)}})
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)])

    with pytest.raises(ValueError, match=r"state\.pt is cut short: remove it"):
        run.state("a")


def test_an_empty_network_is_named(tmp_path: Path) -> None:
    (tmp_path / "learnt.onnx").touch()

    with pytest.raises(ValueError, match=r"learnt\.onnx is not an ONNX file"):
        load_graph(tmp_path / "learnt.onnx")
