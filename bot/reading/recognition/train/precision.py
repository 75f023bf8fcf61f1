"""Which numbers this machine learns faster with: bfloat16 where its processor knows it, and float32 elsewhere.

A processor without instructions for bfloat16 takes ten times as long with it; one that has them two thirds.
"""

from __future__ import annotations

import time
from typing import Any

import torch

from bot.reading.recognition.recogniser import HEIGHT

_LINES, _WIDTH = 2, 160


def faster_precision(network: Any) -> Any:
    """`torch.bfloat16` or `torch.float32`, whichever takes less time for a step of this network."""
    return min((torch.float32, torch.bfloat16), key=lambda precision: _seconds(network, precision))


def _seconds(network: Any, precision: Any) -> float:
    lines = torch.zeros(_LINES, 3, HEIGHT, _WIDTH).contiguous(memory_format=torch.channels_last)
    times = []
    for _ in range(2):  # the first prepares
        began = time.perf_counter()
        with torch.autocast("cpu", precision, enabled=precision != torch.float32):
            said = network(lines)
        said.float().sum().backward()
        times.append(time.perf_counter() - began)
    network.zero_grad(set_to_none=True)
    return times[-1]
