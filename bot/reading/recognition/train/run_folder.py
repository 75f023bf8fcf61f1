"""The folder of a training run: its state, from which it can go on, its log, and the network that came of it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch

from bot.reading.recognition.train.run_log import Logged, add_to_log
from bot.reading.recognition.train.whole_files import write_whole

STATE, NETWORK = "state.pt", "learnt.onnx"


class RunFolder:
    """Keeps a run in a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder

    def state(self, begun_from: str) -> dict[str, Any] | None:
        """The state that was kept last, None where none was.

        Raises OSError, or ValueError where it is cut short, or of a run that began from another network.
        """
        file = self._folder / STATE
        try:
            data = file.read_bytes()
        except FileNotFoundError:
            return None
        state = _state(file, data)
        if state.get("begun_from") != begun_from:
            raise ValueError(f"{file} is of a run that began from another network: take a new folder")
        return state

    def keep(self, state: Mapping[str, Any]) -> None:
        """Keep a state in the place of the last; raises OSError, and then the last one stays."""
        data = BytesIO()
        torch.save(state, data)
        write_whole(self._folder / STATE, data.getvalue())

    def log(self, logged: Logged) -> None:
        """Add a step to the log."""
        add_to_log(self._folder, logged)

    def write_network(self, onnx: bytes) -> None:
        """Write the network, whole or not at all."""
        write_whole(self._folder / NETWORK, onnx)


def _state(file: Path, data: bytes) -> dict[str, Any]:
    try:
        state = torch.load(BytesIO(data), weights_only=True)
    except (EOFError, OSError, RuntimeError, UnpicklingError, ValueError) as error:  # by how much is left
        raise ValueError(f"{file} is cut short: remove it, and the run begins anew") from error
    return state if isinstance(state, dict) else {}
