"""How well fields are read from CVs: macro field F1, per family and field, with calibration and an interval.

    python evals/reading.py [--data DIR] [--metrics FILE] [--family NAME] [--limit N] [--misses FIELD]

Reads the labelled CVs of ``DIR/parse`` and scores the Resumes with the scorer that stands beside the data.
"""

import argparse
import importlib.util
import json
import os
import random
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

from candidacy.domain.reading import Reading, read
from candidacy.domain.reading.errors import NoText
from candidacy.domain.reading.language import load_model
from candidacy.infrastructure.ocr import installed_recogniser
from candidacy.infrastructure.sandbox import DocumentReader
from candidacy.kernel.errors import AppError

_ROOT = Path(__file__).resolve().parents[1]
_BINS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01))


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("metrics", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(data: bytes, name: str) -> Reading:
    """A CV as the product reads it: a scan by whichever program for that is installed."""
    try:
        return read(data, name)
    except NoText:
        recogniser = installed_recogniser()
        if recogniser is None:
            raise
    with DocumentReader(preload=False, recogniser=recogniser) as reader:
        return reader.read_sync(data, name)


def _predict(job: tuple[str, str]) -> dict[str, Any]:
    """One CV read: its Resume, its fields, and the CPU seconds that took."""
    ident, path = job
    data = Path(path).read_bytes()
    began = time.process_time()
    try:
        reading = _read(data, Path(path).name)
    except AppError as refusal:
        return {
            "id": ident,
            "resume": {},
            "fields": [],
            "error": refusal.code,
            "cpu": time.process_time() - began,
            "pages": 1,
        }
    return {
        "id": ident,
        "resume": reading.resume.resume.to_json_resume(),
        "fields": [(f.path, f.value, f.confidence) for f in reading.resume.fields],
        "cpu": time.process_time() - began,
        "pages": reading.document.page_count,
        "error": None,
    }


def _macro(scorer: ModuleType, truth: Sequence[dict[str, Any]], resumes: dict[str, Any]) -> float:
    return float(scorer.parse(truth, resumes)[0]["macro_field_F1"]) if truth else 0.0


def _interval(
    scorer: ModuleType, truth: Sequence[dict[str, Any]], resumes: dict[str, Any], rounds: int
) -> tuple[float, float]:
    """The 95 % bootstrap interval of the macro field F1, drawing documents."""
    scored = [{**t, "_score": scorer.score_doc(t, resumes.get(t["id"]))} for t in truth]
    dice = random.Random(7)
    values = []
    for _ in range(rounds):
        totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for document in dice.choices(scored, k=len(scored)):
            for key, counts in document["_score"].items():
                for index, count in enumerate(counts):
                    totals[key][index] += count
        f1 = [2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 1.0 for tp, fp, fn in totals.values()]
        values.append(sum(f1) / len(f1))
    values.sort()
    return values[int(0.025 * rounds)], values[int(0.975 * rounds) - 1]


def _right(scorer: ModuleType, truth: dict[str, Any], path: str, value: str) -> bool | None:
    """Whether a read value is one of the truth's values of its kind; None where the truth does not tell."""
    gold, scored = truth["gt"], truth["scored"]
    parts = path.strip("/").split("/")
    if parts[0] == "basics":
        key = parts[1]
        if (
            key not in {"name", "email", "phone"}
            or not gold["basics"].get(key)
            or not ({"basics", f"basics.{key}"} & set(scored))
        ):
            return None
        want = gold["basics"][key]
        if key == "phone":
            return bool(scorer.phone(want)[-9:] == scorer.phone(value)[-9:])
        return bool(scorer.match(want, value) or scorer.tight(want) == scorer.tight(value))
    if (
        parts[0] not in scored
        or parts[0] not in gold
        or not truth.get("complete", {}).get("skills" if parts[0] == "skills" else "work", True)
    ):
        return None
    return _right_member(scorer, gold, parts, value)


def _right_member(scorer: ModuleType, gold: dict[str, Any], parts: list[str], value: str) -> bool | None:
    if parts[0] == "skills":
        return (
            scorer.tight(value) in {scorer.tight(s) for s in gold["skills"]} if "keywords" in parts else None
        )
    if parts[0] in {"languages", "certificates", "projects"}:
        names = [g if isinstance(g, str) else g.get("language") or g.get("name") for g in gold[parts[0]]]
        return (
            any(scorer.match(n, value) for n in names)
            if parts[-1] in {"language", "name"} and names
            else None
        )
    key = parts[-1]
    if key in {"startDate", "endDate"}:
        golds = [g.get(key) for g in gold[parts[0]] if g.get(key)]
        return (
            any(scorer.datematch(g[:4] if parts[0] == "education" else g, value) for g in golds)
            if golds
            else None
        )
    if parts[0] == "work" and key in {"name", "position"}:
        return any(scorer.match(g.get(key), value) for g in gold["work"])
    if parts[0] == "education" and key == "institution":
        return any(scorer.match(g.get(key), value) for g in gold["education"])
    return None


def _calibration(
    scorer: ModuleType, truth: Sequence[dict[str, Any]], predictions: dict[str, dict[str, Any]]
) -> None:
    bins: dict[tuple[float, float], list[bool]] = {b: [] for b in _BINS}
    kinds: dict[str, list[bool]] = defaultdict(list)
    for document in truth:
        for path, value, confidence in predictions[document["id"]]["fields"]:
            right = _right(scorer, document, path, value)
            if right is None:
                continue
            bins[next(b for b in _BINS if b[0] <= confidence < b[1])].append(right)
            if confidence >= 0.9:
                kinds[re.sub(r"/\d+", "", path)].append(right)
    print("\nconfidence   fields   right")
    for (low, high), rights in bins.items():
        if rights:
            print(f"{low:.2f}-{min(high, 1):.2f} {len(rights):9} {sum(rights) / len(rights):7.3f}")
    sure = [r for rights in kinds.values() for r in rights]
    if sure:
        print(f">= 0.90   {len(sure):9} {sum(sure) / len(sure):7.3f}")
    print(
        "  by kind: " + ", ".join(f"{k} {sum(v) / len(v):.2f} ({len(v)})" for k, v in sorted(kinds.items()))
    )


def _report(
    scorer: ModuleType, truth: list[dict[str, Any]], predictions: dict[str, dict[str, Any]], rounds: int
) -> None:
    resumes = {i: p["resume"] for i, p in predictions.items()}
    result, documents = scorer.parse(truth, resumes)
    for name, part in (
        ("all", truth),
        ("rendered-personas", [t for t in truth if t["collection"] == "rendered-personas"]),
        ("third-party", [t for t in truth if t["collection"] == "third-party"]),
    ):
        if part:
            low, high = _interval(scorer, part, resumes, rounds)
            print(
                f"{name:20} macro field F1 {_macro(scorer, part, resumes):.4f}"
                f"  [{low:.3f}, {high:.3f}]  n={len(part)}"
            )
    print("\nfield             P      R      F1")
    for field, values in result["fields"].items():
        print(f"{field:16} {values['P']:.3f}  {values['R']:.3f}  {values['F1']:.3f}")
    families: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for t in truth:
        families[t["layout_family"]].append(t)
    scores = {family: scorer.parse(part, resumes)[0] for family, part in families.items()}
    print("\nfamily                       P      R      F1     n   ms a page")
    for family, score in sorted(scores.items(), key=lambda item: float(item[1]["macro_field_F1"])):
        fields, part = score["fields"].values(), families[family]
        precision, recall = (sum(f[key] for f in fields) / len(fields) for key in ("P", "R"))
        print(
            f"{family:28} {precision:.3f}  {recall:.3f}  {score['macro_field_F1']:.3f}  {len(part):<3}"
            f" {_speed([predictions[t['id']] for t in part]):.1f}"
        )
    failed = [(t, predictions[t["id"]]["error"]) for t in truth if predictions[t["id"]]["error"]]
    print(f"\nfailures: {len(failed)} of {len(truth)}")
    for t, code in failed:
        print(f"{t['id']}  {t['layout_family']}  {code}")
    print("\nworst documents")
    for t, score in sorted(((t, s) for t, s in documents if s is not None), key=lambda item: item[1])[:12]:
        error = predictions[t["id"]]["error"]
        print(f"{score:.3f}  {t['id']}  {t['layout_family']}  {t.get('persona', '')}  {error or ''}")
    _calibration(scorer, truth, predictions)
    written = [predictions[t["id"]] for t in truth if not t.get("image_only")]
    pages = sum(p["pages"] for p in written)
    print(f"\nCPU {_speed(written):.1f} ms a page over {pages} pages, scans left out")


def _speed(predictions: Sequence[dict[str, Any]]) -> float:
    """Milliseconds of processor time a page; recognising pictures is another program's time."""
    seconds, pages = (sum(float(p[key]) for p in predictions) for key in ("cpu", "pages"))
    return 1000 * seconds / max(pages, 1)


def _misses(
    scorer: ModuleType, truth: list[dict[str, Any]], predictions: dict[str, dict[str, Any]], field: str
) -> None:
    for t in truth:
        counts = scorer.score_doc(t, predictions[t["id"]]["resume"]).get(field)
        if counts and (counts[1] or counts[2]):
            print(t["id"], t["layout_family"], "tp fp fn", counts)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score the reading of fields.")
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(os.environ.get("CANDIDACY_EVAL_DATA", _ROOT.parent / "shared" / "data")),
    )
    parser.add_argument(
        "--metrics", type=Path, help="the scorer; default ../evals/metrics.py beside the data"
    )
    parser.add_argument("--family", action="append", help="only this layout family (may be repeated)")
    parser.add_argument("--limit", type=int, help="only so many documents of each family")
    parser.add_argument("--no-scans", action="store_true", help="leave out documents without a text layer")
    parser.add_argument("--misses", metavar="FIELD", help="list the documents with errors in this field")
    parser.add_argument("--rounds", type=int, default=1000, help="bootstrap rounds")
    parser.add_argument("--out", type=Path, help="keep the predictions in this file")
    return parser.parse_args()


def _chosen(truth: list[dict[str, Any]], options: argparse.Namespace) -> list[dict[str, Any]]:
    seen: dict[str, int] = defaultdict(int)
    chosen = []
    for t in truth:
        if (options.family and t["layout_family"] not in options.family) or (
            options.no_scans and t.get("image_only")
        ):
            continue
        seen[t["layout_family"]] += 1
        if options.limit is None or seen[t["layout_family"]] <= options.limit:
            chosen.append(t)
    return chosen


def _load_once() -> None:
    """What a worker loads for its first document is no cost of a page."""
    import pypdf.filters  # noqa: F401
    from phonenumbers import PhoneMetadata

    load_model()
    PhoneMetadata.load_all()


def main() -> None:
    options = _arguments()
    folder = options.data / "parse"
    if not (folder / "truth.jsonl").exists():
        print(f"skipped: there is no {folder / 'truth.jsonl'}")
        return
    scorer = _scorer(options.metrics or options.data.parent / "evals" / "metrics.py")
    truth = _chosen(
        [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf-8").splitlines()], options
    )
    with ProcessPoolExecutor(2, initializer=_load_once) as pool:
        predictions = {
            p["id"]: p
            for p in pool.map(_predict, [(t["id"], str(folder / t["file"])) for t in truth], chunksize=4)
        }
    out = options.out or Path(tempfile.mkstemp(prefix="reading-", suffix=".jsonl")[1])
    out.write_text("\n".join(json.dumps(p, ensure_ascii=False) for p in predictions.values()), "utf-8")
    _report(scorer, truth, predictions, options.rounds)
    if options.misses:
        _misses(scorer, truth, predictions, options.misses)
    print(f"predictions: {out}", file=sys.stderr)


if __name__ == "__main__":
    main()
