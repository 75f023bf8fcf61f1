"""The folder of a training run: its state, from which it can go on, its log, and the network that came of it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import torch

from bot.reading.recognition.train.run_log import Logged, add_to_log

STATE, NETWORK = "state.pt", "learnt.onnx"


class RunFolder:
    """Keeps a run in a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder

    def state(self, begun_from: str) -> dict[str, Any] | None:
        """The state that was kept last; raises ValueError where that run began from another network."""
        try:
            state: dict[str, Any] = torch.load(self._folder / STATE, weights_only=True)
        except FileNotFoundError:
            return None
        if state.get("begun_from") != begun_from:
            raise ValueError(f"{self._folder / STATE} is of a run that began from another network: take a new folder")
        return state

    def keep(self, state: Mapping[str, Any]) -> None:
        """Keep a state in the place of the last; raises OSError, and then the last one stays."""
        data = BytesIO()
        torch.save(state, data)
        self._write(STATE, data.getvalue())

    def log(self, logged: Logged) -> None:
        """Add a step to the log."""
        add_to_log(self._folder, logged)

    def write_network(self, onnx: bytes) -> None:
        """Write the network, whole or not at all."""
        self._write(NETWORK, onnx)

    def _write(self, name: str, data: bytes) -> None:
        part = self._folder / f"{name}.part"
        part.write_bytes(data)
        part.replace(self._folder / name)
