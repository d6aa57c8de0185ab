"""What a letter asks its person about: told as their own statement, or left out."""

from candidacy.domain.tailoring.errors import NoQuestion, OtherWords
from candidacy.domain.tailoring.letters.schema import AskedSentence, Draft, Sentence
from candidacy.domain.tailoring.schema import Confirmed


def sentence_asked(draft: Draft, key: str) -> AskedSentence:
    """A question by its key. Raises NoQuestion."""
    found = next((one for one in draft.questions if one.key == key), None)
    if found is None:
        raise NoQuestion
    return found


def without_asked(draft: Draft, key: str) -> Draft:
    """The letter once a question is answered. Raises NoQuestion."""
    asked = sentence_asked(draft, key)
    return draft.model_copy(update={"questions": tuple(q for q in draft.questions if q is not asked)})


def with_statement(draft: Draft, key: str, said: Confirmed) -> Draft:
    """The letter with a sentence that its person says is true, where it would have stood.

    Raises NoQuestion, and OtherWords where what was confirmed is not what was asked.
    """
    asked = sentence_asked(draft, key)
    if sorted(said.words) != sorted(asked.words):
        raise OtherWords
    told = Sentence(text=asked.text, sources=asked.sources, confirmed=said)
    paragraphs = list(draft.paragraphs)
    there = paragraphs[asked.paragraph]
    paragraphs[asked.paragraph] = (*there[: asked.place], told, *there[asked.place :])
    order = draft.questions.index(asked)
    questions = (
        one.model_copy(update={"place": one.place + 1})
        if n > order and one.paragraph == asked.paragraph
        else one
        for n, one in enumerate(draft.questions)
        if n != order
    )
    return draft.model_copy(update={"paragraphs": tuple(paragraphs), "questions": tuple(questions)})


def put_in(text: str, draft: Draft, statement: str) -> str:
    """A letter that its person edited, with the statement behind what stands before it in the draft.

    At the end, where nothing of the draft is left that stands before it.
    """
    told = [(n, one) for n, paragraph in enumerate(draft.paragraphs) for one in paragraph]
    order = next(i for i, (_, one) in enumerate(told) if one.confirmed and one.text == statement)
    paragraph, _ = told[order]
    for n, one in reversed(told[:order]):
        begin = text.find(one.text)
        if begin >= 0 and n == paragraph:
            end = begin + len(one.text)
            return f"{text[:end]} {statement}{text[end:]}"
        if begin >= 0:
            end = text.find("\n\n", begin)
            end = len(text) if end < 0 else end
            return f"{text[:end]}\n\n{statement}{text[end:]}"
    return f"{text}\n\n{statement}".strip()
