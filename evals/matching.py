"""Ranking quality, repeatability and cost of matching, beside BM25, a sentence model and keyword share.

``python evals/matching.py [DATA] [--gold-cv FILE]``. With DATA/taxonomy also with ESCO and O*NET
imported. All of it is development data with weak labels; what counts is that matching leads everywhere.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml
from match_measures import auc, average_precision, mean, ndcg, pair_accuracy, table
from match_systems import Scores, bm25, embedding, embedding_name, keyword_share

from candidacy.domain.matching import CandidateProfile, PreparedPosting, prepare_cv, prepare_posting, score
from candidacy.domain.matching.formula import FORMULA
from candidacy.domain.postings import read_posting
from candidacy.domain.reading.document import Document
from candidacy.domain.reading.reader import read
from candidacy.domain.resume import Resume, SourcedResume
from candidacy.domain.skills import Taxonomy
from candidacy.domain.skills.importers import import_folder, load_taxonomy, write_taxonomy
from candidacy.domain.skills.seed import load_seed

TODAY = date(2026, 11, 1)
HERE = Path(__file__).parent
SEED = load_seed()
BM25_OF_CVS, BM25_OF_POSTINGS = "BM25 over CVs", "BM25 over postings"
IMPORTED = f"{FORMULA}, ESCO, O*NET"
TAXONOMIES: dict[str, Taxonomy] = {FORMULA: SEED}
CIPHER = str.maketrans("aeioubcdfghjklmnpqrstvwxyz", "eiouaknmrtgplhdbfsjvwcxzqy")
"""Turns English into a language that nothing here knows: vowels into vowels, consonants into consonants."""

WHO = ("annotator1", "annotator2")
GIVEN_NAMES = str.split("Anna Bruno Carla Dmitri Elena Farid Gita Hans Ines Jamal Kira Lars")
FAMILY_NAMES = str.split("Abreu Castell Dvorak Eriksen Falk Hrubec Ivanko Kowal Moretti Novak")


@dataclass(frozen=True)
class Cv:
    """A CV as it was read; ``text`` is what the other systems see."""

    id: str
    resume: SourcedResume
    document: Document | None
    text: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("CANDIDACY_EVAL_DATA", str(HERE.parent.parent / "shared" / "data"))
    parser.add_argument("data", nargs="?", default=default, help="folder with match/ and category/")
    gold_cv = os.environ.get("CANDIDACY_EVAL_GOLD_CV")
    parser.add_argument(
        "--gold-cv", default=gold_cv, help="JSON Resume of the jsonresume gold set's candidate"
    )
    parser.add_argument("--only", help="one of goldset, occupations, vanetik, talentclef, invariance, speed")
    options = parser.parse_args()
    data = Path(options.data)
    if not data.is_dir():
        print(f"skipped: there is no data at {data}")
        return
    if imported := imported_taxonomy(data):
        TAXONOMIES[IMPORTED] = imported
    print(f"{len(SEED)} concepts in the seed, {len(imported or SEED)} with what is imported", flush=True)
    parts: dict[str, Callable[[], None]] = {
        "occupations": lambda: occupations(data / "category"),
        "vanetik": lambda: vanetik(data / "match" / "vanetik"),
        "goldset": lambda: goldset(
            data / "match" / "jsonresume_goldset", Path(options.gold_cv) if options.gold_cv else None
        ),
        "talentclef": lambda: talentclef(data / "match"),
        "invariance": lambda: invariance(data / "match"),
        "speed": lambda: speed(data / "match"),
    }
    for name, part in parts.items():
        if options.only in (None, name):
            part()


def imported_taxonomy(data: Path) -> Taxonomy | None:
    """The seed with ESCO and O*NET, as a person would import them."""
    folders = [data / "taxonomy" / name for name in ("esco", "onet")]
    files = {str(p): p.read_bytes() for folder in folders for p in folder.glob("*.*")}
    if not files:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "taxonomy.json"
        write_taxonomy(path, import_folder(files), on=TODAY)
        return load_taxonomy(path)


def all_systems(cvs: Iterable[Cv], postings: Mapping[str, str], *, model: bool = True) -> dict[str, Scores]:
    """By system the score of each (CV, posting); BM25 in two ways, by which side it searches."""
    some = list(cvs)
    found = {name: ours(some, postings, taxonomy) for name, taxonomy in TAXONOMIES.items()}
    texts = {cv.id: cv.text for cv in some}
    found[BM25_OF_CVS] = turned(bm25(postings, texts))
    found[BM25_OF_POSTINGS] = bm25(texts, postings)
    if model:
        found[embedding_name()] = embedding(texts, postings)
    found["keyword share"] = turned(keyword_share(postings, texts))
    return found


def turned(scores: Scores) -> Scores:
    return {(cv, posting): value for (posting, cv), value in scores.items()}


def ours(cvs: Iterable[Cv], postings: Mapping[str, str], taxonomy: Taxonomy) -> Scores:
    prepared = {p: prepared_posting(text, taxonomy) for p, text in postings.items()}
    profiles = {cv.id: prepare_cv(cv.resume, taxonomy, TODAY, cv.document) for cv in cvs}
    return {
        (i, p): score(profile, one).score for i, profile in profiles.items() for p, one in prepared.items()
    }


def ranked_cvs(scores: Scores, posting: str) -> list[str]:
    return sorted((i for i, p in scores if p == posting), key=lambda i: (-scores[i, posting], i))


def ranked_postings(scores: Scores, cv: str) -> list[str]:
    return sorted((p for i, p in scores if i == cv), key=lambda p: (-scores[cv, p], p))


def occupations(folder: Path) -> None:
    """Own postings for 14 occupations against real CVs filed under 24 of them, in both directions."""
    if not folder.is_dir():
        print("occupations skipped: no data")
        return
    rows = [json.loads(line) for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    category = {r["id"]: r["category"] for r in rows}
    cvs = [cv_of_file(r["id"], folder / r["file"]) for r in rows]
    postings = yaml.safe_load((HERE / "data" / "occupation_postings.yaml").read_text(encoding="utf-8"))
    both_directions("", cvs, postings, category)
    postings = {name: ciphered(text) for name, text in postings.items()}
    unknown = [cv_of_text(cv.id, ciphered(cv.text)) for cv in cvs]
    both_directions(", in a language that nothing knows, no names", unknown, postings, category)
    named = [cv_of_text(cv.id, ciphered(f"{name_of(n)}\n{cv.text}")) for n, cv in enumerate(cvs)]
    both_directions(", the same with names", named, postings, category)


def name_of(number: int) -> str:
    """The CVs are anonymised and begin with a title; others have a name at their heads."""
    given, family = divmod(number, len(FAMILY_NAMES))
    return f"{GIVEN_NAMES[(given + family) % len(GIVEN_NAMES)]} {FAMILY_NAMES[family]}"


def both_directions(
    condition: str, cvs: list[Cv], postings: Mapping[str, str], category: Mapping[str, str]
) -> None:
    found = all_systems(cvs, postings, model=not condition)
    by_posting = {
        name: [
            average_precision(ranked_cvs(scores, p), {i for i, c in category.items() if c == p})
            for p in postings
        ]
        for name, scores in found.items()
    }
    table(f"\noccupations: {len(cvs)} CVs for {len(postings)} postings{condition}, MAP", by_posting, FORMULA)
    asked = [cv.id for cv in cvs if category[cv.id] in postings]
    by_cv = {
        name: [average_precision(ranked_postings(scores, i), {category[i]}) for i in asked]
        for name, scores in found.items()
    }
    table(f"\noccupations: {len(postings)} postings for {len(asked)} CVs{condition}, MAP", by_cv, FORMULA)


def ciphered(text: str) -> str:
    return "".join(c.translate(CIPHER) if c.islower() else c.lower().translate(CIPHER).upper() for c in text)


def vanetik(folder: Path) -> None:
    """Ten developers and five vacancies, ranked by annotators who barely agree."""
    if not folder.is_dir():
        print("vanetik skipped: no data")
        return
    lines = (folder / "vacancies.jsonl").read_text(encoding="utf-8").splitlines()
    postings = {v["id"]: f"{v['title']}\n\n{v['text']}" for v in map(json.loads, lines)}
    lines = (folder / "rankings.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    found = all_systems([cv_of_file(r["cv"], folder / r["file"]) for r in rows], postings)
    accuracy = {
        name: [
            pair_accuracy([scores[row["cv"], p] for p in postings], [-float(place) for place in row[who]])
            for row in rows
            for who in WHO
            if row[who]
        ]
        for name, scores in found.items()
    }
    accuracy["one order for all"] = one_order([row[who] for row in rows for who in WHO if row[who]])
    table("\nvanetik: 5 vacancies for 10 developers, accuracy of pairs", accuracy, FORMULA)


def one_order(rankings: Sequence[Sequence[float]]) -> list[float]:
    """The accuracy of ranking the vacancies alike for everyone: by their mean place in the other rankings."""
    found = []
    for at, ranking in enumerate(rankings):
        others = [*rankings[:at], *rankings[at + 1 :]]
        places = [-mean([float(other[v]) for other in others]) for v in range(len(ranking))]
        found.append(pair_accuracy(places, [-float(place) for place in ranking]))
    return found


def goldset(folder: Path, cv: Path | None) -> None:
    """One candidate, 100 jobs, the 12 best and the 8 worst known."""
    if cv is None or not cv.is_file() or not folder.is_dir():
        print("\ngoldset skipped: needs the data and --gold-cv with the candidate's JSON Resume")
        return
    resume = Resume.model_validate(json.loads(cv.read_text(encoding="utf-8")))
    jobs = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))["jobs"]
    postings = {str(job["id"]): job_text(job) for job in jobs}
    gold = json.loads((folder / "goldset.json").read_text(encoding="utf-8"))
    best, worst = ({str(job["id"]) for job in gold[k]} for k in ("best", "worst"))
    sourced = SourcedResume(resume=resume)
    text = " ".join(p.text for p in prepare_cv(sourced, SEED, TODAY).passages)
    print("\ngoldset: 100 jobs for one developer, 12 best and 8 worst known")
    for name, scores in all_systems([Cv("cv", sourced, None, text)], postings).items():
        order = ranked_postings(scores, "cv")
        print(
            f"  {name:24} nDCG@10 {ndcg(order, best):.3f}  gold in top 50 {len(best & set(order[:50]))} of 12"
            f"  known-bad in top 10 {len(worst & set(order[:10]))}"
            f"  AUC best/worst {auc(order, best, worst):.3f}"
            f"  best/all {auc(order, best, set(order) - best):.3f}"
        )


def talentclef(folder: Path) -> None:
    """The official toy data: three postings with five CVs each, in two languages."""
    for language in ("en", "es"):
        path = folder / f"talentclef26_toy_{language}.jsonl"
        if not path.is_file():
            print("talentclef skipped: no data")
            continue
        by_system: dict[str, list[float]] = {}
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            cvs = [cv_of_text(c["id"], c["text"]) for c in row["candidates"]]
            relevant = {c["id"] for c in row["candidates"] if c["relevance"]}
            for name, scores in all_systems(cvs, {"job": row["text"]}).items():
                found = average_precision(ranked_cvs(scores, "job"), relevant)
                by_system.setdefault(name, []).append(found)
        said = ", ".join(f"{name} {mean(values):.3f}" for name, values in by_system.items())
        print(f"\ntalentclef {language}, 3 postings with 5 CVs each, MAP: {said}")


def invariance(folder: Path) -> None:
    """Another name changes no digit; the same input gives the same answer 100 times, in any order."""
    path = folder / "talentclef26_toy_en.jsonl"
    if not path.is_file():
        print("invariance skipped: no data")
        return
    worst, runs = 0.0, 0
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        posting = prepared_posting(row["text"], SEED)
        for candidate in row["candidates"]:
            text = candidate["text"]
            name = text.split("\n", 1)[0]
            base = score(profile_of(text), posting)
            for other in ("Ngozi Adeyemi", "Siobhán O'Neill-Kowalczyk", "李 小龙", "Mohammed Al-Farsi"):
                swapped = score(profile_of(text.replace(name, other)), posting)
                worst, runs = max(worst, abs(swapped.score - base.score)), runs + 1
    again = {score(profile_of(text), posting).model_dump_json() for _ in range(100)}
    print(f"\ninvariance: {runs} name swaps, largest difference {worst}; 100 runs gave {len(again)} answer")


def speed(folder: Path) -> None:
    """CPU of one match with both sides prepared, and of preparing each."""
    path = folder / "talentclef26_toy_en.jsonl"
    if not path.is_file():
        print("speed skipped: no data")
        return
    row = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    text, cv = row["text"], profile_of(row["candidates"][0]["text"])
    posting = prepared_posting(text, SEED)
    print(
        f"\nspeed: score {cpu(lambda: score(cv, posting)):.2f} ms,"
        f" read and prepare a posting {cpu(lambda: prepared_posting(text, SEED)):.2f} ms"
        f"  ({len(posting.asked)} requirements, {len(cv.passages)} passages)"
    )


def cpu(work: Callable[[], object], times: int = 50) -> float:
    work()
    start = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - start) / times * 1000


def prepared_posting(text: str, taxonomy: Taxonomy) -> PreparedPosting:
    return prepare_posting(read_posting(text, taxonomy), taxonomy)


def profile_of(text: str) -> CandidateProfile:
    cv = cv_of_text("cv", text)
    return prepare_cv(cv.resume, SEED, TODAY, cv.document)


def cv_of_file(id_: str, path: Path) -> Cv:
    return cv_of(id_, path.read_bytes(), path.name)


def cv_of_text(id_: str, text: str) -> Cv:
    return cv_of(id_, text.encode(), "cv.txt")


def cv_of(id_: str, data: bytes, name: str) -> Cv:
    reading = read(data, name)
    return Cv(id_, reading.resume, reading.document, reading.document.text)


def job_text(job: Mapping[str, object]) -> str:
    skills = job["skills"] if isinstance(job["skills"], list) else []
    lines = [f"- {s['name']} ({', '.join(s.get('keywords') or [])})" for s in skills]
    return f"{job['title']}\n\n{job['description']}\n\nSkills:\n" + "\n".join(lines)


if __name__ == "__main__":
    main()
