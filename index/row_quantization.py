"""Turn the weights of an ONNX file into 8 bits, with a scale for every token that goes through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_CODES = 127  # on either side of the zero point
_ZERO = 128  # of the rows; unsigned against signed is what processors multiply fast
_SMALLEST = 1e-9  # scale, of a row of zeros
_PASSED_THROUGH = {"Reshape", "Transpose", "Add"}  # between the values' weights and their use


def quantize_by_rows(source: Path, target: Path) -> None:
    """Quantise the products with constant matrices in an ONNX file of opset 13 to 17.

    A weight matrix has a scale for each column; what it is multiplied with has one for each row,
    so a token's, found as it runs: a result depends on nothing else in the batch (vector-wise
    quantisation, Dettmers et al. 2022, section 3). The values of attention stay in float32: they
    are a twelfth of the work, and more than half of the error comes from them.
    """
    import onnx  # late: only an export needs it

    model = onnx.load(source)
    graph = model.graph
    initial = {tensor.name: tensor for tensor in graph.initializer}
    values = set(_values(graph, initial.keys()))
    nodes: list[Any] = []
    seen: set[str] = set()
    for node in graph.node:
        if node.op_type != "MatMul" or node.input[1] not in initial or node.name in values:
            nodes.append(node)
            continue
        rows, name = node.input
        weights = onnx.numpy_helper.to_array(initial[name])
        if rows not in seen:
            seen.add(rows)
            nodes += _quantized_rows(rows)
        graph.initializer.extend(_quantized_columns(name, weights))
        nodes += _product(rows, name, node.output[0])
    graph.initializer.extend(_constants())
    used = {name for node in nodes for name in node.input}
    kept = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)
    model.opset_import.append(onnx.helper.make_opsetid("com.microsoft", 1))
    onnx.save(model, target)


def _values(graph: Any, initial: Iterable[str]) -> Iterator[str]:
    """Name the products that make what attention's weights, a softmax, are multiplied with."""
    made_by = {output: node for node in graph.node for output in node.output}
    for node in graph.node:
        first = made_by.get(node.input[0]) if node.op_type == "MatMul" else None
        if first is None or first.op_type != "Softmax":
            continue
        source = made_by.get(node.input[1])
        while source is not None and source.op_type in _PASSED_THROUGH:
            source = next((made_by[i] for i in source.input if i in made_by), None)
        if source is not None and source.op_type == "MatMul" and source.input[1] in initial:
            yield source.name


def _quantized_columns(name: str, weights: NDArray[np.float32]) -> list[Any]:
    from onnx.numpy_helper import from_array

    scales = np.maximum(np.abs(weights).max(axis=0) / _CODES, _SMALLEST)
    codes = np.round(weights / scales)
    return [
        from_array(codes.astype(np.int8), f"{name}.codes"),
        from_array(scales.astype(np.float32), f"{name}.scales"),
        from_array(np.zeros(scales.shape, np.int8), f"{name}.zeros"),
        from_array(np.array(scales.shape, np.int64), f"{name}.width"),
    ]


def _quantized_rows(rows: str) -> list[Any]:
    from onnx import TensorProto, helper

    zero = helper.make_tensor("zero", TensorProto.UINT8, [1], [_ZERO])
    node = helper.make_node
    return [
        node("Shape", [rows], [f"{rows}.leading"], end=-1),
        node("Flatten", [rows], [f"{rows}.flat"], axis=-1),
        node("Abs", [f"{rows}.flat"], [f"{rows}.sizes"]),
        node("ReduceMax", [f"{rows}.sizes"], [f"{rows}.largest"], axes=[-1], keepdims=0),
        node("Mul", [f"{rows}.largest", "by_rows.step"], [f"{rows}.steps"]),
        node("Max", [f"{rows}.steps", "by_rows.smallest"], [f"{rows}.scales"]),
        node("Shape", [f"{rows}.scales"], [f"{rows}.count"]),
        node("ConstantOfShape", [f"{rows}.count"], [f"{rows}.zeros"], value=zero),
        node(
            "QuantizeLinear",
            [f"{rows}.flat", f"{rows}.scales", f"{rows}.zeros"],
            [f"{rows}.codes"],
            axis=0,
        ),
        node("Unsqueeze", [f"{rows}.scales", "by_rows.last"], [f"{rows}.column"]),
    ]


def _product(rows: str, name: str, output: str) -> list[Any]:
    from onnx import helper

    node = helper.make_node
    codes = [f"{rows}.codes", f"{name}.codes", "by_rows.one", f"{name}.scales"]
    return [
        node(
            "MatMulIntegerToFloat",
            [*codes, "by_rows.zero", f"{name}.zeros"],
            [f"{output}.unscaled"],
            domain="com.microsoft",
        ),
        node("Mul", [f"{output}.unscaled", f"{rows}.column"], [f"{output}.flat"]),
        node("Concat", [f"{rows}.leading", f"{name}.width"], [f"{output}.shape"], axis=0),
        node("Reshape", [f"{output}.flat", f"{output}.shape"], [output]),
    ]


def _constants() -> list[Any]:
    from onnx.numpy_helper import from_array

    return [
        from_array(np.float32(1), "by_rows.one"),
        from_array(np.uint8(_ZERO), "by_rows.zero"),
        from_array(np.float32(1 / _CODES), "by_rows.step"),
        from_array(np.float32(_SMALLEST), "by_rows.smallest"),
        from_array(np.array([-1], np.int64), "by_rows.last"),
    ]
