"""Questions whose vectors are remembered."""

from candidacy.features.assistant.service.questions import question_vector
from candidacy.features.assistant.tests.doubles import WordEmbedder
from candidacy.infrastructure.redis import MemoryCache, Remembered


async def test_ops_200_a_question_is_embedded_once_for_all_its_pages() -> None:
    embedder, remembered = WordEmbedder("words/8", 8), Remembered(MemoryCache())

    vectors = {await question_vector(embedder, "python", remembered) for _ in range(3)}

    assert (len(vectors), embedder.asked) == (1, ["python"])
    assert vectors == {await question_vector(embedder, "python", None)}


async def test_another_model_has_vectors_of_its_own() -> None:
    remembered, other = Remembered(MemoryCache()), WordEmbedder("others/8", 8)
    await question_vector(WordEmbedder("words/8", 8), "python", remembered)

    await question_vector(other, "python", remembered)

    assert other.asked == ["python"]
