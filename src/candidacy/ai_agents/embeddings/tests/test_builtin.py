import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from candidacy.ai_agents.embeddings import EmbeddingSettings, ModelDamaged, ModelMissing, open_embedders
from candidacy.ai_agents.embeddings.building import ensure_graph, graph_file
from candidacy.ai_agents.embeddings.builtin import BuiltInEmbedder
from candidacy.ai_agents.embeddings.weights import PACKAGE, checked, weights_folder


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the processes of one run share, so that the graph is made once."""
    return tmp_path_factory.getbasetemp().parent / "candidacy-models"


async def test_search_001_texts_that_mean_the_same_are_near_and_others_are_not(models: Path) -> None:
    embedder = BuiltInEmbedder(models)

    near, same, far = await embedder.passages(["Kubernetes engineer", "k8s devops", "pastry chef"])

    assert near @ same > 0.5
    assert near @ far < 0.3


async def test_search_001_a_text_has_the_same_vector_of_length_one_in_whatever_company(models: Path) -> None:
    embedder = BuiltInEmbedder(models)
    texts = ["short", "a much longer text about Python and PostgreSQL", "two words"]

    together = await embedder.passages(texts)
    alone = [await embedder.query(text) for text in texts]

    assert np.allclose([np.linalg.norm(v) for v in together], 1.0, atol=1e-3)
    assert np.array_equal(together, alone)


async def test_a_text_longer_than_the_window_is_embedded_by_its_beginning(models: Path) -> None:
    embedder = BuiltInEmbedder(models)

    (whole,) = await embedder.passages(["word " * 5_000])

    assert whole.shape == (embedder.dimension,)


async def test_no_texts_give_no_vectors(models: Path) -> None:
    assert await BuiltInEmbedder(models).passages([]) == []


def test_the_graph_is_made_once(models: Path) -> None:
    first = ensure_graph(models, weights_folder())
    made = first.stat().st_mtime_ns

    again = ensure_graph(models, weights_folder())

    assert again == first
    assert again.stat().st_mtime_ns == made
    assert first.stat().st_size < 40_000_000


def test_weights_that_were_changed_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")

    with pytest.raises(ModelDamaged):
        ensure_graph(tmp_path / "models", tmp_path)

    assert not graph_file(tmp_path / "models").exists()


def test_weights_that_are_not_there_are_told_of(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        checked(tmp_path, "model.safetensors")


def test_the_code_of_the_carrier_is_never_imported(models: Path) -> None:
    script = (
        "import sys; from pathlib import Path;"
        "from candidacy.ai_agents.embeddings.builtin import BuiltInEmbedder;"
        f"BuiltInEmbedder(Path({str(models)!r})).embed(['text']);"
        f"sys.exit('{PACKAGE}' in sys.modules or 'torch' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", script], check=False)

    assert done.returncode == 0


def test_settings_choose_the_embedder_and_keep_the_one_before(tmp_path: Path) -> None:
    endpoint = EmbeddingSettings(provider="endpoint", url="http://127.0.0.1:1/v1", model="m", dimension=768)

    builtin = open_embedders(tmp_path, EmbeddingSettings(), endpoint)
    none = open_embedders(tmp_path, EmbeddingSettings(provider="none"), EmbeddingSettings(provider="none"))

    assert builtin.current is not None
    assert (builtin.current.model, builtin.current.dimension) == ("all-minilm-l6-v2-int8", 384)
    assert builtin.of("m/768") is not None
    assert none.current is None
    assert none.of("m/768") is None


async def test_a_graph_that_is_broken_is_told_of_at_once_and_each_time(tmp_path: Path) -> None:
    graph_file(tmp_path).write_bytes(b"no graph")
    embedder = BuiltInEmbedder(tmp_path)

    for _ in range(2):
        with pytest.raises(ModelDamaged, match="Remove it"):
            await embedder.query("text")


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(ModelDamaged, match="could not be made ready"):
        ensure_graph(tmp_path / "file" / "models", weights_folder())


def test_the_runtime_of_the_model_keeps_no_record_to_report(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", "import candidacy, onnxruntime"],
        env={**os.environ, "TMPDIR": str(tmp_path), "ORT_DISABLE_TELEMETRY": "0"},
        check=True,
    )

    assert list(tmp_path.iterdir()) == []
