"""An ONNX file as a list of operations and the constants that they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """One node of a graph, by ONNX's names (https://onnx.ai/onnx/operators/)."""

    kind: str
    inputs: tuple[str, ...]
    output: str
    attributes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OnnxGraph:
    """Operations in the order in which they run, and the constants that they use; `input` is the name of the image.

    `alphabet[c]` is the character of class c; class 0 is the blank.
    """

    operations: tuple[Operation, ...]
    constants: Mapping[str, Array]
    input: str
    alphabet: tuple[str, ...]


def load_graph(path: Path) -> OnnxGraph:
    """The graph of a recogniser; raises OSError, or ValueError where the file is no ONNX file."""
    import onnx

    model = _model(path)
    same = {node.output[0]: node.input[0] for node in model.graph.node if node.op_type == "Identity"}

    def source(name: str) -> str:
        while name in same:
            name = same[name]
        return name

    operations = tuple(
        Operation(
            node.op_type,
            tuple(map(source, node.input)),
            node.output[0],
            {each.name: onnx.helper.get_attribute_value(each) for each in node.attribute},
        )
        for node in model.graph.node
        if node.op_type != "Identity"
    )
    constants = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    characters = {entry.key: entry.value for entry in model.metadata_props}.get("character", "")
    return OnnxGraph(operations, constants, model.graph.input[0].name, ("", *characters.splitlines(), " "))


def _model(path: Path) -> Any:
    import onnx
    from google.protobuf.message import DecodeError

    try:
        model = onnx.load_from_string(path.read_bytes())
    except DecodeError as error:
        raise ValueError(f"{path} is not an ONNX file") from error
    if not model.graph.input:  # as in an empty file
        raise ValueError(f"{path} is not an ONNX file")
    return model
