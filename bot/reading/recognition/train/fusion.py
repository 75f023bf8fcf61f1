"""Operations that an exporter took apart, as the one operation that they were: it is faster and takes less memory.

A convolution gets the bias that is added after it; GELU and layer normalisation become one operation each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from bot.reading.recognition.train.onnx_graph import OnnxGraph, Operation

GELU = ("Div", "Erf", "Add", "Mul", "Mul")
LAYER_NORM = ("ReduceMean", "Sub", "Pow", "ReduceMean", "Add", "Sqrt", "Div", "Mul", "Add")
BIASED = ("Conv", "Add")

Fusion = Callable[[OnnxGraph, Sequence[Operation]], Operation]


def fused(graph: OnnxGraph) -> Iterator[Operation]:
    """The operations of a graph, in their order, with those put together that belong together."""
    left = list(graph.operations)
    while left:
        kinds, fuse = next(
            ((kinds, fuse) for kinds, fuse in _FUSIONS if _begins(graph, left, kinds)), (("",), _unchanged)
        )
        yield fuse(graph, left[: len(kinds)])
        del left[: len(kinds)]


def _begins(graph: OnnxGraph, operations: Sequence[Operation], kinds: Sequence[str]) -> bool:
    """Whether the operations begin with a chain of these kinds; what is added to a convolution must be a constant."""
    chain = operations[: len(kinds)]
    if [each.kind for each in chain] != list(kinds):
        return False
    linked = all(before.output in after.inputs for before, after in pairwise(chain) if after.kind != "ReduceMean")
    return linked and (kinds != BIASED or chain[1].inputs[1] in graph.constants)


def _unchanged(_: OnnxGraph, chain: Sequence[Operation]) -> Operation:
    return chain[0]


def _biased(_: OnnxGraph, chain: Sequence[Operation]) -> Operation:
    convolution, addition = chain
    return Operation("Conv", (*convolution.inputs, addition.inputs[1]), addition.output, convolution.attributes)


def _gelu(_: OnnxGraph, chain: Sequence[Operation]) -> Operation:
    return Operation("Gelu", chain[0].inputs[:1], chain[-1].output, {})


def _layer_norm(graph: OnnxGraph, chain: Sequence[Operation]) -> Operation:
    epsilon = float(graph.constants[chain[4].inputs[1]])
    scaled, shifted = chain[7], chain[8]
    inputs = (chain[0].inputs[0], scaled.inputs[1], shifted.inputs[1])
    return Operation("LayerNormalization", inputs, shifted.output, {"epsilon": epsilon})


_FUSIONS: tuple[tuple[tuple[str, ...], Fusion], ...] = ((BIASED, _biased), (GELU, _gelu), (LAYER_NORM, _layer_norm))
