"""The rubric as a page of the documentation: ``python -m candidacy.domain.review.page > docs/...``."""

import sys
from collections.abc import Iterator
from importlib.resources import files

from candidacy.domain.review.industries import industries, proof_kinds
from candidacy.domain.review.rubric import Rubric, rubric


def rubric_page(of: Rubric) -> str:
    """The documentation of a rubric and of the industries, in Markdown."""
    introduction = files("candidacy.domain.review").joinpath("introduction.md").read_text(encoding="utf-8")
    parts = [introduction.format(id=of.id, total=of.total), "## The criteria\n"]
    parts += ["\n".join(_group(of, group)) + "\n" for group in of.groups]
    parts += ["## Fields of work\n", "\n".join(_fields())]
    return "\n".join(parts) + "\n"


def _group(of: Rubric, group: str) -> Iterator[str]:
    criteria = [c for c in of.criteria if c.group == group]
    yield f"### {of.groups[group]} ({sum(c.max for c in criteria):g} points)\n"
    yield "| Criterion | Points | Asks for | Thresholds | Fix |"
    yield "|---|--:|---|---|---|"
    for c in criteria:
        fix = c.fix.replace("!s}", "}")
        thresholds = ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in c.params.items())
        yield f"| `{c.id}` | {c.max:g} | {c.title} | {thresholds} | {fix} |"


def _fields() -> Iterator[str]:
    yield "The criteria of the last group depend on the field that the review is asked for, `general` when"
    yield "none is named. With a posting, half of `industry_terms` is the share of its must-have skills that"
    yield "the CV names.\n"
    yield "| Field | Words it looks for | Proof it looks for | Pages | Certificates |"
    yield "|---|---|---|---|---|"
    for name, field in industries().items():
        proof = ", ".join(proof_kinds()[kind].title for kind in field.evidence)
        pages = (
            f"{field.pages[0]} to {field.pages[1]}"
            if field.pages[0] < field.pages[1]
            else f"{field.pages[0]}"
        )
        terms, certificates = ", ".join(field.terms), ", ".join(field.certificates) or "none asked for"
        yield f"| `{name}`: {field.title} | {terms} | {proof} | {pages} | {certificates} |".replace("*", "…")


if __name__ == "__main__":
    sys.stdout.write(rubric_page(rubric()))
