"""ONNX's operators in torch, as many as the recogniser has. Source: https://onnx.ai/onnx/operators/, version 11."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
import torch.nn.functional as functional

Tensor = Any  # torch.Tensor
Attributes = Mapping[str, Any]


def apply(kind: str, inputs: Sequence[Tensor], attributes: Attributes) -> Tensor:
    """What an operation gives; raises ValueError for one that the recogniser does not have."""
    if kind not in _OPERATORS:
        raise ValueError(f"the network has an operation that cannot be learnt through: {kind}")
    return _OPERATORS[kind](inputs, attributes)


def _convolution(inputs: Sequence[Tensor], attributes: Attributes) -> Tensor:
    image, weight, *bias = inputs
    image, padding = _padded(image, attributes)
    return functional.conv2d(
        image,
        weight,
        bias[0].flatten() if bias else None,
        attributes["strides"],
        padding,
        attributes["dilations"],
        attributes["group"],
    )


def _padded(image: Tensor, attributes: Attributes) -> tuple[Tensor, Sequence[int]]:
    """The image with the padding that an operation cannot put on itself, and what it is to put on."""
    if attributes.get("auto_pad") == b"SAME_UPPER":  # of a kernel of 2 with a stride of 1
        return functional.pad(image, (0, 1, 0, 1)), (0, 0)
    return image, tuple(attributes["pads"][:2])


def _greatest(inputs: Sequence[Tensor], attributes: Attributes) -> Tensor:
    image, padding = _padded(inputs[0], attributes)
    return functional.max_pool2d(image, attributes["kernel_shape"], attributes["strides"], padding)


def _normalised(inputs: Sequence[Tensor], attributes: Attributes) -> Tensor:
    image, scale, shift, mean, variance = inputs
    return functional.batch_norm(image, mean, variance, scale, shift, False, 0.0, attributes["epsilon"])


def _layer_normalised(inputs: Sequence[Tensor], attributes: Attributes) -> Tensor:
    values, scale, shift = inputs
    return functional.layer_norm(values, values.shape[-1:], scale, shift, attributes["epsilon"])


def _reshaped(inputs: Sequence[Tensor], _: Attributes) -> Tensor:
    values, shape = inputs
    sizes = [values.shape[at] if size == 0 else size for at, size in enumerate(shape.tolist())]
    return values.reshape(sizes)


def _slice(inputs: Sequence[Tensor], _: Attributes) -> Tensor:
    values = inputs[0]
    first, after, axis = (int(each.flatten()[0]) for each in inputs[1:4])
    return values.narrow(axis, first, min(after, values.shape[axis]) - first)


def _mean(inputs: Sequence[Tensor], attributes: Attributes) -> Tensor:
    return inputs[0].mean(list(attributes["axes"]), keepdim=bool(attributes.get("keepdims", 1)))


def _unsqueezed(inputs: Sequence[Tensor], attributes: Attributes) -> Tensor:
    values = inputs[0]
    for axis in attributes["axes"]:
        values = values.unsqueeze(axis)
    return values


_OPERATORS: Mapping[str, Callable[[Sequence[Tensor], Attributes], Tensor]] = {
    "Add": lambda x, _: x[0] + x[1],
    "Mul": lambda x, _: x[0] * x[1],
    "Div": lambda x, _: x[0] / x[1],
    "MatMul": lambda x, _: x[0] @ x[1],
    "Relu": lambda x, _: functional.relu(x[0]),
    "Sigmoid": lambda x, _: torch.sigmoid(x[0]),
    "HardSigmoid": lambda x, a: torch.clamp(x[0] * a["alpha"] + a["beta"], 0, 1),
    "Softmax": lambda x, a: torch.softmax(x[0], a["axis"]),
    "Gelu": lambda x, _: functional.gelu(x[0]),
    "Conv": _convolution,
    "MaxPool": _greatest,
    "AveragePool": lambda x, a: functional.avg_pool2d(x[0], a["kernel_shape"], a["strides"]),
    "BatchNormalization": _normalised,
    "LayerNormalization": _layer_normalised,
    "ReduceMean": _mean,
    "Concat": lambda x, a: torch.cat(list(x), a["axis"]),
    "Transpose": lambda x, a: x[0].permute(*a["perm"]),
    "Shape": lambda x, _: torch.tensor(x[0].shape),
    "Reshape": _reshaped,
    "Slice": _slice,
    "Squeeze": lambda x, a: x[0].squeeze(*a["axes"]),
    "Unsqueeze": _unsqueezed,
}
