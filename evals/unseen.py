"""How the guard does on wording that it was not made on: free rewrites of lines of CVs, honest ones and lies.

    python evals/unseen.py [--only NAME] [--show]

Each file ``evals/data/unseen_*.yaml`` holds whole CVs of several trades, with honest rewrites of their lines
(of two lines of a role put together, too) and lies of ten kinds. They were written before the guard was
mended on them: what it did with each at first sight stands in ``docs/measures.md``, what it does now is
printed here: what passes, what its person is asked about, what is refused. An interval is that of Wilson,
95 %. Goals: no lie applied without a question, at most 5 % of the honest
refused, 20 % of the lies asked about.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

import yaml
from guard_lines import HERE, TODAY

from candidacy.domain.resume import SourcedResume
from candidacy.domain.resume.json_resume import load_resume
from candidacy.domain.skills import Taxonomy, load_seed
from candidacy.domain.tailoring import Change, Facts, Refusal, Source, Verdict, check, verdict_of

SETS = {
    "unseen_development_4": "written with many numbers, measured at first sight, then mended on",
    "unseen_development_5": "as models tailor, measured at first sight, then mended on",
    "unseen_development_6": "as models tailor, measured at first sight, then mended on",
    "unseen_development_7": "as models tailor, measured at first sight, then mended on",
    "unseen_sealed_11": "as models tailor, sealed, measured once; looked at since",
    "unseen_sealed_12": "as models tailor, sealed, measured once; looked at since",
    "unseen_sealed_13": "as models tailor, sealed, measured before and after numbers; looked at since",
    "unseen_sealed_14": "as models tailor, sealed, measured before and after numbers; looked at since",
    "unseen_sealed_15": "as models tailor, sealed, measured once; looked at since",
    "unseen_sealed_16": "as models tailor, sealed, measured once; looked at since",
    "unseen_sealed_17": "as models tailor, sealed, measured before and after; one lie looked at",
    "unseen_sealed_18": "as models tailor, sealed, measured before and after; not looked at",
    "unseen_tongues_1": "not English, by somebody who knew no rule; developed on",
    "unseen_tongues_2": "not English, by somebody who knew no rule; sealed, only its totals measured",
    "unseen_probes_tongues": "lies told against what may be asked about in other languages",
    "unseen_development": "written to mend the guard on",
    "unseen_development_2": "written after a first round of mending",
    "unseen_probes": "lies told against what the mending relaxed",
    "unseen_probes_ask": "lies told against what may be asked about",
    "unseen_probes_3": "lies told of four classes that the second sealed set let through",
    "unseen_probes_4": "more lies of these classes, told once the checks were there",
    "unseen_probes_5": "lies told against what a third sealed set let through, and what is asked since",
    "unseen_sealed_2": "sealed until the person could be asked, then measured once; mended on since",
    "unseen_sealed_3": "sealed, measured once before more wording was admitted; mended on since",
    "unseen_development_3": "written by somebody who knew no rule, measured at first sight, then mended on",
    "unseen_sealed_10": "sealed, measured with three guards in turn; looked at since",
    "unseen_sealed_9": "sealed, measured with three guards in turn; its lies looked at since",
    "unseen_sealed_8": "sealed while all words came to be asked about, measured once; looked at since",
    "unseen_sealed_7": "sealed, measured with three guards in turn; mended on since",
    "unseen_sealed_6": "sealed while words came to be asked about, measured once; mended on since",
    "unseen_sealed_5": "sealed until acts had to be of the line, measured once; mended on since",
    "unseen_sealed_4": "sealed until more wording was admitted or asked about, then measured once",
    "unseen_sealed": "sealed until the guard was done, then measured once; mended on for what it let through",
}
Z = 1.96


@dataclass(frozen=True)
class Told:
    """A new wording of one line or several, and what the guard has against it."""

    kind: str
    before: str
    after: str
    refusals: tuple[Refusal, ...]
    language: str = "en"


def cv_of(person: dict[str, Any]) -> SourcedResume:
    languages = person["languages"].items()
    return SourcedResume(
        resume=load_resume(
            {
                "basics": {"name": "Ada Field"},
                "work": person["work"],
                "education": [person["education"]],
                "certificates": [{"name": name} for name in person["certificates"]],
                "skills": [{"name": "Skills", "keywords": person["skills"]}],
                "languages": [{"language": name, "fluency": level} for name, level in languages],
            }
        )
    )


def sources_of(person: dict[str, Any], places: str) -> tuple[Source, ...]:
    """The lines that ``0.1+0.2`` names: the second and the third of the first role."""
    found = []
    for place in places.split("+"):
        role, line = map(int, place.split("."))
        quote = person["work"][role]["highlights"][line]
        found.append(Source(path=f"/work/{role}/highlights/{line}", quote=quote))
    return tuple(found)


def told(path: Path, taxonomy: Taxonomy) -> Iterator[Told]:
    for person in yaml.safe_load(path.read_text(encoding="utf-8")):
        facts = Facts(cv_of(person), taxonomy, TODAY)
        honest = ((places, "honest", after) for places, after in person["honest"])
        for places, kind, after in (*honest, *person["lies"]):
            sources = sources_of(person, places)
            first = sources[0]
            change = Change(path=first.path, before=first.quote, after=after, reason="", sources=sources)
            before = " + ".join(source.quote for source in sources)
            yield Told(kind, before, after, check(change, facts), person.get("language", "en"))


def interval(hits: int, count: int) -> str:
    """Wilson's interval of a share."""
    share, square = hits / count, Z * Z
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = Z / (1 + square / count) * sqrt(share * (1 - share) / count + square / (4 * count * count))
    return f"{hits} of {count}, {share:.1%} [{max(0.0, middle - half):.1%}, {middle + half:.1%}]"


def shares(judged: list[tuple[Refusal, ...]]) -> str:
    """How many pass, are asked and are refused."""
    found = Counter(map(verdict_of, judged))
    told = {Verdict.SUPPORTED: "passed", Verdict.ASK: "asked", Verdict.REFUSE: "refused"}
    return ", ".join(f"{word} {found[v]} ({found[v] / len(judged):.1%})" for v, word in told.items())


def measure(path: Path, taxonomy: Taxonomy, *, show: bool) -> None:
    started = time.process_time()
    found = list(told(path, taxonomy))
    spent = 1000 * (time.process_time() - started) / len(found)
    honest = [t for t in found if t.kind == "honest"]
    lies = [t for t in found if t.kind != "honest"]
    refused = [t for t in honest if verdict_of(t.refusals) is Verdict.REFUSE]
    passed = [t for t in lies if not t.refusals]
    for one in refused if show else ():
        why = ", ".join(f"{r.kind}: {r.claim}" for r in one.refusals)
        print(f"  refused: {one.before}\n       ->  {one.after}\n           {why}")
    for one in passed:
        print(f"  PASSED {one.kind}: {one.after}\n         {one.before}")
    for one in lies:
        if verdict_of(one.refusals) is Verdict.ASK:
            words = ", ".join(r.claim for r in one.refusals)
            print(f"  ASKED {one.kind}: {one.after} [{words}]\n         {one.before}")
    kinds = ", ".join(f"{kind} {count}" for kind, count in Counter(t.kind for t in lies).most_common())
    print(f"{path.stem}: {SETS.get(path.stem, 'of its own')}; {spent:.1f} ms of CPU a change")
    if honest:
        print(f"  honest rewrites {shares([t.refusals for t in honest])}")
        print(f"  honest rewrites refused {interval(len(refused), len(honest))} (goal 5 %)")
    print(f"  lies {shares([t.refusals for t in lies])}")
    by_language(honest, lies)
    print(f"  lies applied {interval(len(passed), len(lies))} (goal 0; {kinds})")


def by_language(honest: list[Told], lies: list[Told]) -> None:
    """The shares of each language, of a set in several."""
    languages = dict.fromkeys(t.language for t in (*honest, *lies))
    for language in languages if len(languages) > 1 else ():
        for name, found in (("honest", honest), ("lies", lies)):
            print(f"    {language} {name}: {shares([t.refusals for t in found if t.language == language])}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="unseen_*", help="the set of this name; * is any")
    parser.add_argument("--show", action="store_true", help="what is refused of the honest, and why")
    options = parser.parse_args()
    taxonomy = load_seed()
    for path in sorted((HERE / "data").glob(f"{options.only}.yaml")):
        measure(path, taxonomy, show=options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
