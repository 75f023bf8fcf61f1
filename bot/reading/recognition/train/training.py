"""Teaching a recogniser lines with their texts, while it is held to what it said of others.

CTC (Graves et al., Connectionist temporal classification, 2006) on lines to learn; on lines to hold, of print above
all, the divergence from what the original says of them (Hinton et al., Distilling the knowledge in a neural network,
2015). AdamW, a rate that falls by a cosine, and a moving average of the weights, which is what is kept.
"""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from bot.reading.recognition.train.batches import Batch, Batches
from bot.reading.recognition.train.network import Tensor, TorchNetwork
from bot.reading.recognition.train.onnx_graph import load_graph
from bot.reading.recognition.train.precision import faster_precision
from bot.reading.recognition.train.run_folder import RunFolder
from bot.reading.recognition.train.run_log import Logged
from bot.reading.recognition.train.taught_alphabet import taught_classes

WARM_UP = 60  # steps in which the rate rises
LEAST_RATE = 0.03  # of the highest, at the end
AVERAGED_OVER = 0.998  # of the weights so far, at each step
LONGEST_STEP = 5.0  # the norm of the gradient
HELD_EVERY = 2  # steps
HELD_PIXELS = 0.5  # of a batch
KEPT_EVERY = 50  # steps
FROZEN = 16  # convolutions: the stem and the first three blocks; a quarter of the time


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do: which network begins, what it learns from and what it is held to (folders, weights).

    `original` says what is held to. `pixels` is the sum of the widths of a batch.
    """

    original: Path
    start: Path
    learnt: Mapping[Path, float]
    held: Mapping[Path, float]
    steps: int
    rate: float = 1.5e-4
    pixels: int = 5000
    seed: int = 0


def train(plan: Plan, folder: RunFolder, report: Callable[[Logged], None]) -> None:
    """Teach, from where a run ended before if it did, and write the averaged network into the run's folder.

    Raises OSError, or ValueError for folders without lines, a file that is no recogniser, or a run that began from
    another one.
    """
    alphabet = load_graph(plan.start).alphabet
    classes = taught_classes(alphabet)
    network = _network(plan.start, classes)
    network.freeze(FROZEN)
    teacher = Teacher(plan, network, _network(plan.original, classes), {alphabet[c]: i for i, c in enumerate(classes)})
    begun_from = hashlib.sha256(plan.start.read_bytes()).hexdigest()
    if state := folder.state(begun_from):
        teacher.resume(state)
    for logged in teacher.steps():
        folder.log(logged)
        report(logged)
        if logged.step % KEPT_EVERY == 0 or logged.step == plan.steps:
            folder.keep({"begun_from": begun_from, **teacher.state()})
    folder.write_network(teacher.averaged.module.onnx())


class Teacher:
    """A run in progress: the network that learns, its moving average, and the original that holds it."""

    def __init__(self, plan: Plan, network: TorchNetwork, original: TorchNetwork, classes: Mapping[str, int]) -> None:
        self._plan, self._network, self._original = plan, network, original.requires_grad_(False)
        self._learnt = [each for each in network.parameters() if each.requires_grad]
        self._optimiser = torch.optim.AdamW(self._learnt, lr=plan.rate, weight_decay=1e-4)
        self.averaged = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED_OVER))
        self._classes, self._step, self._precision = classes, 0, faster_precision(network)

    def state(self) -> dict[str, Any]:
        """All that it takes to go on."""
        parts = {"network": self._network, "averaged": self.averaged, "optimiser": self._optimiser}
        return {"step": self._step, **{name: part.state_dict() for name, part in parts.items()}}

    def resume(self, state: Mapping[str, Any]) -> None:
        """Go on from a state."""
        self._step = state["step"]
        self._network.load_state_dict(state["network"])
        self.averaged.load_state_dict(state["averaged"])
        self._optimiser.load_state_dict(state["optimiser"])

    def steps(self) -> Iterator[Logged]:
        """Take the steps that are left; gives what each came to."""
        plan, began, used = self._plan, time.monotonic(), time.process_time()
        lines = Batches(plan.learnt, self._classes, plan.pixels, np.random.default_rng([plan.seed, self._step]))
        held = iter(self._held_lines()) if plan.held else None
        for batch in lines:
            if self._step >= plan.steps:
                return
            loss = self._learn(batch)
            divergence = self._hold(next(held)) if held and self._step % HELD_EVERY == 0 else None
            self._move()
            spent = time.monotonic() - began, time.process_time() - used
            yield Logged(self._step, len(batch.lines), loss, divergence, *spent, dict(lines.seen))

    def _held_lines(self) -> Batches:
        pixels = int(self._plan.pixels * HELD_PIXELS)
        return Batches(self._plan.held, None, pixels, np.random.default_rng([self._plan.seed, self._step, 1]))

    def _learn(self, batch: Batch) -> float:
        """Add the gradient of CTC's loss on a batch; gives the loss, a line's mean in nats a character."""
        said = self._said(self._network, batch).transpose(0, 1)
        lengths = torch.tensor([len(each) for each in batch.classes])
        wanted = torch.tensor([c for each in batch.classes for c in each])
        loss = functional.ctc_loss(said, wanted, torch.full_like(lengths, len(said)), lengths, zero_infinity=True)
        loss.backward()
        return float(loss.detach())

    def _hold(self, batch: Batch) -> float:
        """Add the gradient of the divergence from the original, by all classes; gives it, in nats a frame."""
        with torch.no_grad():
            before = self._said(self._original, batch, others=True)
        now = self._said(self._network, batch, others=True)
        divergence = functional.kl_div(now, before, reduction="none", log_target=True).sum(-1).mean()
        divergence.backward()
        return float(divergence.detach())

    def _said(self, network: TorchNetwork, batch: Batch, *, others: bool = False) -> Tensor:
        """The logarithms of the posteriors, of shape (lines, frames, classes)."""
        lines = torch.from_numpy(np.ascontiguousarray(batch.lines)).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", self._precision, enabled=self._precision != torch.float32):
            logits = network(lines, others=others)
        return logits.float().log_softmax(-1)

    def _move(self) -> None:
        torch.nn.utils.clip_grad_norm_(self._learnt, LONGEST_STEP)
        for group in self._optimiser.param_groups:
            group["lr"] = self._plan.rate * rate_at(self._step, self._plan.steps)
        self._optimiser.step()
        self._optimiser.zero_grad(set_to_none=True)
        self.averaged.update_parameters(self._network)
        self._step += 1


def rate_at(step: int, steps: int) -> float:
    """The rate of a step as a share of the highest: it rises in WARM_UP steps and falls by a cosine to LEAST_RATE."""
    rise = min(1.0, (step + 1) / WARM_UP)
    return rise * (LEAST_RATE + (1 - LEAST_RATE) * 0.5 * (1 + math.cos(math.pi * min(1.0, step / steps))))


def _network(path: Path, classes: list[int]) -> TorchNetwork:
    network: TorchNetwork = TorchNetwork(path, classes).to(memory_format=torch.channels_last)
    return network
