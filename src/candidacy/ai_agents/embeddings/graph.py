"""Weights of a BERT encoder as an ONNX graph, written out node by node; no framework is needed.

Mean pooling and the norm stand inside the graph: what comes out is the embedding.
"""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

Array = npt.NDArray[Any]
_TYPES = {"F32": "<f4", "I64": "<i8"}
_MASKED = -1e4
_HEADER = 8


def read_safetensors(path: Path) -> dict[str, Array]:
    """The tensors of a safetensors file: a JSON header with places, then the bytes."""
    data = path.read_bytes()
    size = int.from_bytes(data[:_HEADER], "little")
    header = json.loads(data[_HEADER : _HEADER + size])
    header.pop("__metadata__", None)
    start = _HEADER + size
    return {name: _tensor(data, start, entry) for name, entry in header.items()}


def _tensor(data: bytes, start: int, entry: Mapping[str, Any]) -> Array:
    shape = entry["shape"]
    offset = start + entry["data_offsets"][0]
    flat = np.frombuffer(data, dtype=_TYPES[entry["dtype"]], count=math.prod(shape), offset=offset)
    return flat.reshape(shape)


class Graph:
    """Nodes and constants as they are added."""

    def __init__(self, weights: Mapping[str, Array], config: Mapping[str, Any]) -> None:
        self.weights, self.config = weights, config
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def constant(self, value: Any) -> str:
        name = f"constant_{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, *inputs: str, output: str | None = None, **attributes: Any) -> str:
        output = output or f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def scalar(self, value: float) -> str:
        return self.constant(np.array(value, np.float32))

    def integers(self, *values: int) -> str:
        return self.constant(np.array(values, np.int64))

    def linear(self, x: str, prefix: str) -> str:
        product = self.node("MatMul", x, self.constant(self.weights[f"{prefix}.weight"].T))
        return self.node("Add", product, self.constant(self.weights[f"{prefix}.bias"]))

    def norm(self, x: str, prefix: str) -> str:
        scale, bias = (self.constant(self.weights[f"{prefix}.{part}"]) for part in ("weight", "bias"))
        epsilon = self.config["layer_norm_eps"]
        return self.node("LayerNormalization", x, scale, bias, axis=-1, epsilon=epsilon)

    def model(self) -> onnx.ModelProto:
        width = self.config["hidden_size"]
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
            for name in ("input_ids", "attention_mask")
        ]
        output = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", width])
        graph = helper.make_graph(self._nodes, "encoder", inputs, [output], self._constants)
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
        onnx.checker.check_model(made)
        return made


def build_graph(weights: Mapping[str, Array], config: Mapping[str, Any]) -> onnx.ModelProto:
    """``input_ids`` and ``attention_mask`` (batch, length) to ``embedding`` (batch, width) of length 1."""
    graph = Graph(weights, config)
    mask = graph.node("Cast", "attention_mask", to=TensorProto.FLOAT)
    x = _embedded(graph)
    bias = _bias(graph, mask)
    for number in range(config["num_hidden_layers"]):
        x = _layer(graph, x, bias, f"encoder.layer.{number}")
    _pooled(graph, x, mask)
    return graph.model()


def _embedded(graph: Graph) -> str:
    weights = graph.weights
    length = graph.node("Gather", graph.node("Shape", "input_ids"), graph.integers(1), axis=0)
    table = graph.constant(weights["embeddings.position_embeddings.weight"])
    zero = graph.integers(0)
    positions = graph.node("Slice", table, zero, length, zero)
    words = graph.node(
        "Gather", graph.constant(weights["embeddings.word_embeddings.weight"]), "input_ids", axis=0
    )
    kind = graph.constant(weights["embeddings.token_type_embeddings.weight"][0])
    x = graph.node("Add", graph.node("Add", words, positions), kind)
    return graph.norm(x, "embeddings.LayerNorm")


def _bias(graph: Graph, mask: str) -> str:
    """What keeps attention off the padding."""
    absent = graph.node("Sub", graph.scalar(1.0), graph.node("Unsqueeze", mask, graph.integers(1, 2)))
    return graph.node("Mul", absent, graph.scalar(_MASKED))


def _layer(graph: Graph, x: str, bias: str, prefix: str) -> str:
    attended = graph.linear(_attention(graph, x, bias, prefix), f"{prefix}.attention.output.dense")
    x = graph.norm(graph.node("Add", attended, x), f"{prefix}.attention.output.LayerNorm")
    inner = _gelu(graph, graph.linear(x, f"{prefix}.intermediate.dense"))
    outer = graph.linear(inner, f"{prefix}.output.dense")
    return graph.norm(graph.node("Add", outer, x), f"{prefix}.output.LayerNorm")


def _attention(graph: Graph, x: str, bias: str, prefix: str) -> str:
    width, heads = graph.config["hidden_size"], graph.config["num_attention_heads"]
    size = width // heads

    def split(name: str, order: Sequence[int]) -> str:
        flat = graph.linear(x, f"{prefix}.attention.self.{name}")
        apart = graph.node("Reshape", flat, graph.integers(0, 0, heads, size))
        return graph.node("Transpose", apart, perm=order)

    query, key, value = split("query", (0, 2, 1, 3)), split("key", (0, 2, 3, 1)), split("value", (0, 2, 1, 3))
    near = graph.node("Mul", graph.node("MatMul", query, key), graph.scalar(1 / math.sqrt(size)))
    shares = graph.node("Softmax", graph.node("Add", near, bias), axis=-1)
    together = graph.node("Transpose", graph.node("MatMul", shares, value), perm=(0, 2, 1, 3))
    return graph.node("Reshape", together, graph.integers(0, 0, width))


def _gelu(graph: Graph, x: str) -> str:
    half = graph.node("Mul", x, graph.scalar(0.5))
    error = graph.node("Erf", graph.node("Mul", x, graph.scalar(math.sqrt(0.5))))
    return graph.node("Mul", half, graph.node("Add", error, graph.scalar(1.0)))


def _pooled(graph: Graph, x: str, mask: str) -> None:
    """The mean over the words that are there, brought to length 1."""
    there = graph.node("Unsqueeze", mask, graph.integers(2))
    along = graph.integers(1)
    total = graph.node("ReduceSum", graph.node("Mul", x, there), along, keepdims=0)
    count = graph.node("Max", graph.node("ReduceSum", there, along, keepdims=0), graph.scalar(1e-9))
    mean = graph.node("Div", total, count)
    length = graph.node("Max", graph.node("ReduceL2", mean, along, keepdims=1), graph.scalar(1e-12))
    graph.node("Div", mean, length, output="embedding")
