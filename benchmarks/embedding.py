"""Texts a second, milliseconds of a question, and memory of the built-in embedder.

``python benchmarks/embedding.py [--texts N] [--threads N]``; the first run makes the graph.
"""

import argparse
import resource
import statistics
import tempfile
import time
from pathlib import Path

from figures import tell

from candidacy.ai_agents.embeddings.builtin import BuiltInEmbedder

SHORT = "Led the move of forty services to Kubernetes and cut cloud cost by a third, team {}."
PASSAGE = " ".join(["Built data pipelines with Spark and Airflow for the platform team."] * 10) + " {}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--models", type=Path, default=Path(tempfile.gettempdir()) / "candidacy-models")
    options = parser.parse_args()
    embedder = BuiltInEmbedder(options.models, threads=options.threads)
    begun = time.perf_counter()
    embedder.embed(["warm up"])
    print(f"first text {time.perf_counter() - begun:.2f} s")
    rates = {}
    for name, shape, count in (("short", SHORT, options.texts), ("passage", PASSAGE, options.texts // 5)):
        texts = [shape.format(number) for number in range(count)]
        begun = time.perf_counter()
        embedder.embed(texts)
        rates[name] = count / (time.perf_counter() - begun)
        print(f"{name} ({len(texts[0].split())} words): {rates[name]:.0f} texts/s")
    print(f"a question: {question(embedder):.2f} ms (median of 100)")
    # The memory of this process alone; the graph is made in another one.
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"largest resident set {largest:.0f} MB")
    tell(texts_per_s=rates["short"], rss_mb=largest)


def question(embedder: BuiltInEmbedder) -> float:
    times = []
    for number in range(100):
        begun = time.perf_counter()
        embedder.embed([f"Who has led a migration to Kubernetes {number}?"])
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    main()
