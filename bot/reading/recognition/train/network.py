"""The recogniser as a network of torch that walks its ONNX graph: what it learns goes back into the same file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from bot.reading.recognition.tensors import float_tensors
from bot.reading.recognition.train.fusion import fused
from bot.reading.recognition.train.onnx_graph import OnnxGraph, Operation, load_graph
from bot.reading.recognition.train.operators import apply

LAST_LAYER = ["MatMul", "Add", "Softmax"]
_STATISTICS = slice(3, 5)  # the inputs of a batch normalisation that are not learnt

Tensor = Any  # torch.Tensor


class TorchNetwork(nn.Module):
    """A recogniser that can be taught; of its last layer it has just `classes`, the others stay as they are.

    Raises OSError, or ValueError where the file is no such recogniser.
    """

    def __init__(self, path: Path, classes: Sequence[int]) -> None:
        super().__init__()
        graph = load_graph(path)
        *body, product, addition, softmax = fused(graph)
        if [product.kind, addition.kind, softmax.kind] != LAST_LAYER:
            raise ValueError(f"{path} does not end in {', '.join(LAST_LAYER)}")
        self._path, self._body, self._input = path, body, graph.input
        self._classes, self._features = np.asarray(classes), product.inputs[0]
        self._last = product.inputs[1], addition.inputs[1]
        used = {name for each in body for name in each.inputs}
        self._constants = {name: name.replace(".", " ") for name in graph.constants if name in used}
        self._last_use = {name: at for at, each in enumerate(body) for name in each.inputs}
        learnable = _learnable(graph, body)
        for name, key in self._constants.items():
            tensor = torch.tensor(graph.constants[name])
            if name in learnable:
                self.register_parameter(key, nn.Parameter(tensor))
            else:
                self.register_buffer(key, tensor)
        weight, bias = (graph.constants[name] for name in self._last)
        self.weight = nn.Parameter(torch.tensor(weight[:, self._classes]))
        self.bias = nn.Parameter(torch.tensor(bias[self._classes]))
        others = np.setdiff1d(np.arange(len(bias)), self._classes)
        self.register_buffer("other_weight", torch.tensor(weight[:, others]))
        self.register_buffer("other_bias", torch.tensor(bias[others]))

    def forward(self, lines: Tensor, *, others: bool = False) -> Tensor:
        """The logits, of shape (lines, frames, classes), of lines of shape (lines, 3, 48, width) between -1 and 1.

        With `others` those of the classes that stay as they are follow.
        """
        features = self._walk(lines)
        logits = features @ self.weight + self.bias
        return torch.cat([logits, features @ self.other_weight + self.other_bias], -1) if others else logits

    def _walk(self, lines: Tensor) -> Tensor:
        """The features that the last layer decides by."""
        values = {self._input: lines, **{name: getattr(self, key) for name, key in self._constants.items()}}
        for at, each in enumerate(self._body):
            values[each.output] = apply(each.kind, [values[name] for name in each.inputs], each.attributes)
            for name in set(each.inputs):
                if self._last_use[name] == at:
                    del values[name]
        return values[self._features]

    def freeze(self, convolutions: int) -> None:
        """Leave the first so many convolutions as they are."""
        first = [each for each in self._body if each.kind == "Conv"][:convolutions]
        for name in (name for each in first for name in each.inputs if name in self._constants):
            getattr(self, self._constants[name]).requires_grad_(False)

    def onnx(self) -> bytes:
        """The ONNX file that it was made of, with what was learnt."""
        model = bytearray(self._path.read_bytes())
        tensors = float_tensors(model)
        for name, tensor in self._learnt():
            tensors[name][:] = _numbers(tensor).ravel()
        weight, bias = (tensors[name] for name in self._last)
        weight.reshape(-1, len(bias))[:, self._classes] = _numbers(self.weight)
        bias[self._classes] = _numbers(self.bias)
        return bytes(model)

    def _learnt(self) -> Iterator[tuple[str, Tensor]]:
        for name, key in self._constants.items():
            if isinstance(tensor := getattr(self, key), nn.Parameter):
                yield name, tensor


def _learnable(graph: OnnxGraph, body: Sequence[Operation]) -> set[str]:
    """The names of the constants that can be learnt: whole tensors, but for the statistics of normalisations."""
    fixed = {name for each in body if each.kind == "BatchNormalization" for name in each.inputs[_STATISTICS]}
    floats = {name for name, value in graph.constants.items() if value.dtype == np.float32 and value.size > 1}
    return floats - fixed


def _numbers(tensor: Tensor) -> Any:
    return tensor.detach().float().numpy()
