"""Makes the graph of the built-in model once, in a process of its own: ``python -m ... WEIGHTS TARGET``.

It takes a few seconds and several hundred megabytes, which the process that serves is to be spared.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from candidacy.ai_agents.embeddings.errors import ModelDamaged
from candidacy.ai_agents.embeddings.weights import DIGESTS, checked

RECIPE = 1
"""Counts changes of how the graph is made; each makes a file of its own."""
_LONGEST = 300.0


def graph_file(models: Path) -> Path:
    """Where the graph lies, or will."""
    return models / f"all-minilm-l6-v2-int8-{DIGESTS['model.safetensors'][:12]}-{RECIPE}.onnx"


def ensure_graph(models: Path, weights: Path) -> Path:
    """The graph, made where it is not there. Raises ModelMissing, ModelDamaged."""
    target = graph_file(models)
    if target.exists():
        return target
    models.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", __name__, str(weights), str(target)]
    done = subprocess.run(command, capture_output=True, timeout=_LONGEST, check=False)  # noqa: S603 - Our own module.
    if done.returncode != 0 or not target.exists():
        checked(weights, "model.safetensors")
        last = done.stderr.decode(errors="replace").strip().rsplit("\n", 1)[-1]
        raise ModelDamaged(f"The built-in model could not be made ready: {last}")
    return target


def make(weights: Path, target: Path) -> None:
    """Build, quantise, and rename into place; whoever comes at the same time waits, and finds it there."""
    import fcntl

    with target.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            _build(weights, target)


def _build(weights: Path, target: Path) -> None:
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    from candidacy.ai_agents.embeddings.graph import build_graph, read_safetensors

    tensors = read_safetensors(checked(weights, "model.safetensors"))
    config = json.loads(checked(weights, "config.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        onnx.save(build_graph(tensors, config), whole)
        quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True)
        with small.open("rb") as file:
            os.fsync(file.fileno())
        small.replace(target)


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
