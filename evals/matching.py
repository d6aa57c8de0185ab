"""Ranking quality, repeatability and cost of matching, beside BM25; ``python evals/matching.py [DATA]``."""

import argparse
import json
import math
import os
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from candidacy.domain.matching import (
    CandidateProfile,
    PreparedPosting,
    prepare_cv,
    prepare_posting,
    rank_cvs,
    rank_postings,
    score,
)
from candidacy.domain.matching.words import stems
from candidacy.domain.postings import read_posting
from candidacy.domain.reading.reader import read
from candidacy.domain.resume import Resume, SourcedResume
from candidacy.domain.skills.seed import load_seed

TODAY = date(2026, 11, 1)
HERE = Path(__file__).parent
TAXONOMY = load_seed()


@dataclass(frozen=True)
class Cv:
    """A CV as the matcher and as BM25 see it."""

    id: str
    profile: CandidateProfile
    text: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("CANDIDACY_EVAL_DATA", str(HERE.parent.parent / "shared" / "data"))
    parser.add_argument("data", nargs="?", default=default, help="folder with match/ and category/")
    parser.add_argument("--gold-cv", help="JSON Resume of the candidate of the jsonresume gold set")
    parser.add_argument("--only", help="one of goldset, occupations, vanetik, talentclef, invariance, speed")
    options = parser.parse_args()
    data = Path(options.data)
    if not data.is_dir():
        print(f"skipped: there is no data at {data}")
        return
    gold_cv = Path(options.gold_cv) if options.gold_cv else None
    parts: dict[str, Callable[[], None]] = {
        "goldset": lambda: goldset(data / "match" / "jsonresume_goldset", gold_cv),
        "occupations": lambda: occupations(data / "category"),
        "vanetik": lambda: vanetik(data / "match" / "vanetik"),
        "talentclef": lambda: talentclef(data / "match"),
        "invariance": lambda: invariance(data / "match"),
        "speed": lambda: speed(data / "match"),
    }
    for name, part in parts.items():
        if options.only in (None, name):
            part()


def goldset(folder: Path, cv: Path | None) -> None:
    """One candidate, 100 jobs, the 12 best and the 8 worst known."""
    if cv is None or not cv.is_file() or not folder.is_dir():
        print("goldset     skipped: needs the data and --gold-cv with the candidate's JSON Resume")
        return
    value = json.loads(cv.read_text(encoding="utf-8"))
    profile = prepare_cv(SourcedResume(resume=Resume.model_validate(value)), TAXONOMY, TODAY)
    jobs = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))["jobs"]
    texts = {str(j["id"]): _job_text(j) for j in jobs}
    gold = json.loads((folder / "goldset.json").read_text(encoding="utf-8"))
    best, worst = ({str(j["id"]) for j in gold[k]} for k in ("best", "worst"))
    ranked = [r.id for r in rank_postings(profile, [(i, _prepared(t)) for i, t in texts.items()])]
    query = " ".join(p.text for p in profile.passages)
    baseline = [i for i, _ in _bm25(query, texts)]
    for name, order in (("match-1", ranked), ("BM25", baseline)):
        print(
            f"goldset     {name:8} nDCG@10 {_ndcg(order, best):.3f}"
            f"  gold in top 50 {len(best & set(order[:50]))} of {len(best)}"
            f"  known-bad in top 10 {len(worst & set(order[:10]))}"
            f"  AUC best/worst {_auc(order, best, worst):.3f}"
        )


def occupations(folder: Path) -> None:
    """Own postings for 14 occupations against real CVs filed under 24 of them."""
    if not folder.is_dir():
        print("occupations skipped: no data")
        return
    rows = [json.loads(line) for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    category = {r["id"]: r["category"] for r in rows}
    cvs = [_cv_of_file(r["id"], folder / r["file"]) for r in rows]
    postings = yaml.safe_load((HERE / "data" / "occupation_postings.yaml").read_text(encoding="utf-8"))
    texts = {cv.id: cv.text for cv in cvs}
    ours, bm25 = [], []
    print("occupations", len(cvs), "CVs,", len(postings), "postings; average precision match-1 / BM25")
    for name, text in postings.items():
        relevant = {i for i, c in category.items() if c == name}
        ranked = [r.id for r in rank_cvs(_prepared(text), [(cv.id, cv.profile) for cv in cvs])]
        ours.append(_average_precision(ranked, relevant))
        bm25.append(_average_precision([i for i, _ in _bm25(text, texts)], relevant))
        print(f"  {name:24} {ours[-1]:.3f} / {bm25[-1]:.3f}")
    print(f"  {'MAP':24} {_mean(ours):.3f} / {_mean(bm25):.3f}")


def vanetik(folder: Path) -> None:
    """Ten developers and five vacancies, ranked by annotators who barely agree."""
    if not folder.is_dir():
        print("vanetik     skipped: no data")
        return
    vacancies = [
        json.loads(line) for line in (folder / "vacancies.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    rows = [json.loads(line) for line in (folder / "rankings.jsonl").read_text(encoding="utf-8").splitlines()]
    prepared = [_prepared(f"{v['title']}\n\n{v['text']}") for v in vacancies]
    texts = {str(i): f"{v['title']} {v['text']}" for i, v in enumerate(vacancies)}
    ours, bm25, pairs, bm25_pairs = [], [], [], []
    for row in rows:
        cv = _cv_of_file(row["cv"], folder / row["file"])
        scores = [score(cv.profile, p).score for p in prepared]
        by_id = dict(_bm25(cv.text, texts))
        baseline = [by_id[str(i)] for i in range(len(vacancies))]
        for annotator in ("annotator1", "annotator2"):
            if row[annotator]:
                gold = [-float(place) for place in row[annotator]]
                ours.append(_spearman(scores, gold))
                bm25.append(_spearman(baseline, gold))
                pairs.append(_pair_accuracy(scores, gold))
                bm25_pairs.append(_pair_accuracy(baseline, gold))
    print(
        f"vanetik     Spearman match-1 {_mean(ours):.3f}, BM25 {_mean(bm25):.3f};"
        f" pair accuracy {_mean(pairs):.3f}, {_mean(bm25_pairs):.3f}  ({len(ours)} rankings)"
    )


def talentclef(folder: Path) -> None:
    """The official toy data: three postings with five CVs each, in two languages."""
    for language in ("en", "es"):
        path = folder / f"talentclef26_toy_{language}.jsonl"
        if not path.is_file():
            print("talentclef  skipped: no data")
            continue
        ours, bm25 = [], []
        for row in (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()):
            cvs = [_cv_of_text(c["id"], c["text"]) for c in row["candidates"]]
            relevant = {c["id"] for c in row["candidates"] if c["relevance"]}
            ranked = [r.id for r in rank_cvs(_prepared(row["text"]), [(cv.id, cv.profile) for cv in cvs])]
            ours.append(_average_precision(ranked, relevant))
            order = [i for i, _ in _bm25(row["text"], {cv.id: cv.text for cv in cvs})]
            bm25.append(_average_precision(order, relevant))
        print(
            f"talentclef  {language} MAP match-1 {_mean(ours):.3f}, BM25 {_mean(bm25):.3f}"
            f"  ({len(ours)} postings)"
        )


def invariance(folder: Path) -> None:
    """Another name and another address change no digit; the same input gives the same answer 100 times."""
    path = folder / "talentclef26_toy_en.jsonl"
    if not path.is_file():
        print("invariance  skipped: no data")
        return
    worst, runs = 0.0, 0
    for row in (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()):
        posting = _prepared(row["text"])
        for candidate in row["candidates"]:
            text = candidate["text"]
            name = text.split("\n", 1)[0]
            base = score(_cv_of_text("a", text).profile, posting)
            for other in ("Ngozi Adeyemi", "Siobhán O'Neill-Kowalczyk", "李 小龙", "Mohammed Al-Farsi"):
                swapped = score(_cv_of_text("b", text.replace(name, other)).profile, posting)
                worst, runs = max(worst, abs(swapped.score - base.score)), runs + 1
    again = {score(_cv_of_text("a", text).profile, posting).model_dump_json() for _ in range(100)}
    print(f"invariance  {runs} name swaps, largest difference {worst}; 100 runs gave {len(again)} answer")


def speed(folder: Path) -> None:
    """CPU of one match with both sides prepared, and of preparing each."""
    path = folder / "talentclef26_toy_en.jsonl"
    if not path.is_file():
        print("speed       skipped: no data")
        return
    row = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    text, cv = row["text"], _cv_of_text("a", row["candidates"][0]["text"])
    posting = _prepared(text)
    print(
        f"speed       score {_cpu(lambda: score(cv.profile, posting)):.2f} ms,"
        f" read and prepare a posting {_cpu(lambda: _prepared(text)):.2f} ms"
        f"  ({len(posting.asked)} requirements, {len(cv.profile.passages)} passages)"
    )


def _cpu(work: Callable[[], object], times: int = 50) -> float:
    work()
    start = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - start) / times * 1000


def _prepared(text: str) -> PreparedPosting:
    return prepare_posting(read_posting(text, TAXONOMY), TAXONOMY)


def _cv_of_file(id_: str, path: Path) -> Cv:
    return _cv(id_, path.read_bytes(), path.name)


def _cv_of_text(id_: str, text: str) -> Cv:
    return _cv(id_, text.encode(), "cv.txt")


def _cv(id_: str, data: bytes, name: str) -> Cv:
    reading = read(data, name)
    return Cv(id_, prepare_cv(reading.resume, TAXONOMY, TODAY, reading.document), reading.document.text)


def _job_text(job: Mapping[str, object]) -> str:
    skills = job["skills"] if isinstance(job["skills"], list) else []
    lines = [f"- {s['name']} ({', '.join(s.get('keywords') or [])})" for s in skills]
    return f"{job['title']}\n\n{job['description']}\n\nSkills:\n" + "\n".join(lines)


def _bm25(query: str, texts: Mapping[str, str], k1: float = 1.2, b: float = 0.75) -> list[tuple[str, float]]:
    """BM25 over the same stems as the matcher, best first; ties by id."""
    documents = {i: Counter(stems(t)) for i, t in texts.items()}
    length = {i: sum(c.values()) for i, c in documents.items()}
    average = sum(length.values()) / len(length)
    frequency = Counter(s for c in documents.values() for s in c)
    scores = dict.fromkeys(documents, 0.0)
    for stem, repeats in sorted(Counter(stems(query)).items()):
        idf = math.log(1 + (len(documents) - frequency[stem] + 0.5) / (frequency[stem] + 0.5))
        for i, counts in documents.items():
            if tf := counts.get(stem):
                scores[i] += repeats * idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length[i] / average))
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _average_precision(order: Sequence[str], relevant: set[str]) -> float:
    hits = [place for place, i in enumerate(order, 1) if i in relevant]
    return sum(found / place for found, place in enumerate(hits, 1)) / len(relevant)


def _ndcg(order: Sequence[str], relevant: set[str], k: int = 10) -> float:
    gain = sum(1 / math.log2(place + 1) for place, i in enumerate(order[:k], 1) if i in relevant)
    return gain / sum(1 / math.log2(place + 1) for place in range(1, min(k, len(relevant)) + 1))


def _auc(order: Sequence[str], best: set[str], worst: set[str]) -> float:
    place = {i: p for p, i in enumerate(order)}
    return _mean([float(place[b] < place[w]) for b in sorted(best) for w in sorted(worst)])


def _pair_accuracy(scores: Sequence[float], gold: Sequence[float]) -> float:
    pairs = [(i, j) for i in range(len(gold)) for j in range(len(gold)) if gold[i] > gold[j]]
    return _mean([(scores[i] > scores[j]) + 0.5 * (scores[i] == scores[j]) for i, j in pairs])


def _spearman(a: Sequence[float], b: Sequence[float]) -> float:
    ra, rb = _ranks(a), _ranks(b)
    ma, mb = _mean(ra), _mean(rb)
    top = sum((x - ma) * (y - mb) for x, y in zip(ra, rb, strict=True))
    below = math.sqrt(sum((x - ma) ** 2 for x in ra) * sum((y - mb) ** 2 for y in rb))
    return top / below if below else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    return [sum(w < v for w in values) + (sum(w == v for w in values) - 1) / 2 for v in values]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
