"""Hidden text: how much of what is hidden is found and kept out, and how often a clean document is blamed.

    python evals/hidden.py [DATA] [--show]

Poisoned and clean documents are made here; the documents in ``DATA/parse`` (default: $CANDIDACY_EVAL_DATA,
then ``../shared/data``) are all taken for clean, and left out with a word where they are absent.
"""

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from candidacy.domain.reading import read_document
from candidacy.domain.reading.tests.hiding import SECRET, clean, poisoned_docx, poisoned_pdfs, poisoned_texts
from candidacy.kernel.errors import AppError

_DEFAULT = Path(__file__).parent.parent / ".." / "shared" / "data"


def found(files: Iterable[tuple[str, bytes]], kind: str) -> list[bool]:
    """For each file whether the sentence is listed as hidden and not part of the text."""
    hits = []
    for mechanism, data in files:
        document = read_document(data, "cv")
        listed = any(SECRET in hidden.text or "zero-width" in hidden.text for hidden in document.hidden)
        hits.append(listed and "previous" not in document.text)
        if not hits[-1]:
            print(f"  missed: {kind}, {mechanism}")
    print(f"{kind:28} recall {sum(hits) / len(hits):.3f}  n={len(hits)}")
    return hits


def blamed(files: Iterable[tuple[str, bytes]], kind: str, *, show: bool) -> None:
    """Print how many of the files have findings."""
    alarms = count = 0
    for name, data in files:
        try:
            document = read_document(data, name)
        except AppError:
            continue
        count += 1
        alarms += bool(document.hidden)
        if document.hidden and show:
            print(f"  {name}: {[(h.mechanism, h.text[:60]) for h in document.hidden]}")
    print(f"{kind:28} false alarms {alarms} of {count}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(os.environ.get("CANDIDACY_EVAL_DATA", _DEFAULT))
    parser.add_argument("data", type=Path, nargs="?", default=default)
    parser.add_argument("--show", action="store_true", help="print what was found in clean documents")
    arguments = parser.parse_args()
    hits = found(poisoned_pdfs(), "poisoned PDF")
    hits += found(poisoned_docx(), "poisoned DOCX")
    hits += found(poisoned_texts(), "poisoned ODT, RTF, HTML, text")
    print(f"{'all':28} recall {sum(hits) / len(hits):.3f}  n={len(hits)}")
    blamed(clean(), "clean designs", show=arguments.show)
    documents = arguments.data / "parse"
    if not documents.exists():
        print(f"skipped: there is no {documents}")
        return 0
    files = sorted(p for p in documents.rglob("*") if p.suffix in {".pdf", ".docx", ".odt", ".rtf", ".html"})
    blamed(((p.name, p.read_bytes()) for p in files), "documents of the data", show=arguments.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
