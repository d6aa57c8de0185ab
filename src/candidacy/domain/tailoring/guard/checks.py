"""The checks of a changed text, one for each kind of claim; each yields what the CV does not support."""

import re
from collections.abc import Callable, Iterator
from itertools import dropwhile, takewhile

from candidacy.domain.postings.languages import level_rank
from candidacy.domain.postings.text import fold
from candidacy.domain.review.lexicon import lexicon
from candidacy.domain.skills import Relation, SkillMention, find_skills
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.acts import LIGHT, acts_of, supported
from candidacy.domain.tailoring.guard.lexicon import (
    Token,
    claiming,
    is_function_word,
    keys_of,
    neutral_keys,
    pattern,
    root_of,
    words,
    words_of,
)
from candidacy.domain.tailoring.guard.numbers import Number
from candidacy.domain.tailoring.schema import ClaimKind

Claim = tuple[ClaimKind, str]
Check = Callable[[Text, Scope, Facts], Iterator[Claim]]

_PERIOD = re.compile(r"\s*-?(?:years?|months?|weeks?|jahren?|monaten?|anos?|meses|ans|mois)\b")
_OF_EXPERIENCE = re.compile(
    r"\s*-?years?'? (?:of )?(?:professional |work |working |overall |total )?experience"
    r"(?! (?:in|with|as|of|leading|managing|using))"
)
_NEXT, _AFTER, _NEAR = 2, 5, 8
"""Words: right behind a number, around it in the new text, and around it in the source."""
_AT = re.compile(r"\b(?:at|joined|joining|employed by|hired by|bei|chez|na|no|en) ([A-Z][\w&.-]+)")
_RANGE = re.compile(r"\W*(?:[a-z]{1,8}\W+)?(?:(?:to|bis|a|und|and|or|y|e)\b)?\W*")
_NEXT_CLAUSE = re.compile(r"[,;.:()](?:\s|$)| (?:and|by|through|while|for|in) ")
_CLAUSE = re.compile(r"(?:^|[.;!?]\s+|(?<!\bto )(?<!\w)[a-z]+ and\s+|\bi\s+)([a-z][a-z-]+)", re.MULTILINE)
_FOREIGN_AS = re.compile(r"\b(?:als|comme|como|en tant que|en calidad de) [a-z]+(?: [a-z]+)?")
_NO_TITLE = {"the", "a", "and", "to", "on", "of", "for", "with"}
_AS = re.compile(r"\bas (?:an? |the |its |their )?((?:[a-z]+ ){0,2}[a-z]+)")
_MEANS = re.compile(r"\b(?:by|through|of|for|durch|par|en)\s+$")
_TEAM_LEAD = re.compile(r"\b(?:team|tech|technical|project|shift|group|practice) leads?\b")


def numbers(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """A number stands in the sources with the same unit and bound, beside the same things."""
    for number in text.numbers:
        known = number.value in scope.years if number.kind == "year" else _derived(number, text, facts, scope)
        if not known and not any(_supports(number, text, source) for source in (scope.lines, scope.around)):
            behind = text.folded[number.end :]
            is_time = number.kind == "year" or _PERIOD.match(behind)
            yield (ClaimKind.DATE if is_time else ClaimKind.NUMBER), number.wording


def _derived(number: Number, text: Text, facts: Facts, scope: Scope) -> bool:
    """Years of experience in general are counted from the dated roles."""
    if scope.entry is not None or not _OF_EXPERIENCE.match(text.folded[number.end :]):
        return False
    return number.value <= facts.worked_years


def _supports(number: Number, text: Text, source: Text) -> bool:
    same = [n for n in source.numbers if (n.kind, n.value) == (number.kind, number.value)]
    return any(_bound_holds(number, n) and _same_thing(number, text, n, source) for n in same)


def _bound_holds(number: Number, stated: Number) -> bool:
    if stated.bound == "about":
        return number.bound == "about"
    return number.bound != "over" or stated.bound == "over"


def _same_thing(number: Number, text: Text, stated: Number, source: Text) -> bool:
    """What stands right behind the number, and something around it, stands near it in the source too."""
    near = _around(source, stated, _NEAR)
    behind = _behind(text, number)[:_NEXT]
    about = {word for word in _near_words(text, number, _AFTER) if not _says_nothing(word, text.language)}
    beside = all(_says_nothing(w, text.language) for w in behind) or any(
        _counts(stated, word, source) for word in behind
    )
    return beside and (not about or any(near & keys_of(word, text.language) for word in about))


def _says_nothing(word: str, language: str) -> bool:
    if LIGHT in acts_of(word, language):
        return True
    return not neutral_keys(language).isdisjoint(keys_of(word, language)) and word not in claiming()


def _counts(stated: Number, word: str, source: Text) -> bool:
    """Whether of the numbers of its line this one stands nearest to a word, or to one that says the same."""
    line = _line_of(source, stated)
    rivals = [n for n in source.numbers if line[0] <= n.start < line[1]]
    own, keys = _range_of(stated, rivals, source), keys_of(word, source.language)
    places = [
        start + line[0]
        for said, start in words_of(source.text[line[0] : line[1]])
        if keys & Text(said, source.language).stems
        and len(words_of(source.text[stated.start : start + line[0]])) <= _NEAR
    ]
    return any(_range_of(min(rivals, key=lambda n: _apart(n, at)), rivals, source) == own for at in places)


def _range_of(number: Number, line: list[Number], source: Text) -> int:
    """Where the range begins that a number belongs to: ``from 94 to 21 minutes`` is one."""
    at = line.index(number)
    while at and _RANGE.fullmatch(source.folded[line[at - 1].end : line[at].start]):
        at -= 1
    return line[at].start


def _apart(number: Number, place: int) -> int:
    """What stands behind a number is rather counted by it than what stands before."""
    return place - number.end if place >= number.end else 2 * (number.start - place)


def _line_of(text: Text, number: Number) -> tuple[int, int]:
    end = text.text.find("\n", number.end)
    return text.text.rfind("\n", 0, number.start) + 1, end if end >= 0 else len(text.text)


def _behind(text: Text, number: Number) -> list[str]:
    clause = _NEXT_CLAUSE.split(text.text[number.end :], maxsplit=1)[0]
    return [fold(w) for w, _ in words_of(clause) if not is_function_word(w, text.language)]


def _near_words(text: Text, number: Number, reach: int) -> list[str]:
    """The words beside a number within its own line."""
    start, end = _line_of(text, number)
    sides = text.text[start : number.start], text.text[number.end : end]
    before, after = (
        [w for w, _ in words_of(side) if not is_function_word(w, text.language)] for side in sides
    )
    return [fold(word) for word in (*before[-reach:], *after[:reach])]


def _around(text: Text, number: Number, reach: int) -> frozenset[str]:
    """What the words beside a number are known by, and those that say the same."""
    return Text(" ".join(_near_words(text, number, reach)), text.language).stems


def employers(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """No organisation of another entry is named, and in a summary none with a title held elsewhere."""
    for name in sorted(facts.employers(None)):
        if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text.folded):
            continue
        if scope.entry is not None:
            if name not in scope.around.folded:
                yield ClaimKind.EMPLOYER, name
            continue
        held = facts.told_of(name)
        for word in text.words:
            if word in words("heads") | words("seniority") and word not in held.words:
                yield ClaimKind.TITLE, f"{word} … {name}"


def workplaces(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Who stands behind ``at`` is the entry's organisation, or stands behind it in the sources too."""
    for hit in _AT.finditer(text.text):
        name = fold(hit[1])
        thing = text.language == "de" and keys_of(name, "de") & scope.around.stems
        named = any(name in known for known in scope.employers)
        if fold(hit[0]) not in scope.around.folded and not named and not thing:
            yield ClaimKind.EMPLOYER, hit[1]


def titles(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """The words of titles, with the word beside them, stand in the sources."""
    known = scope.around
    for first, second in zip(("", *text.words), text.words, strict=False):
        if second in words("heads") and not _is_held(first, second, scope):
            yield ClaimKind.TITLE, f"{first} {second}"
        if first in words("seniority") and first not in words("heads") and (first, second) not in known.pairs:
            yield ClaimKind.TITLE, f"{first} {second}"
    leads = [hit[0] for hit in _TEAM_LEAD.finditer(text.folded)]
    yield from ((ClaimKind.TITLE, lead) for lead in leads if lead not in known.folded)
    if text.words and text.words[-1] in words("seniority") and text.words[-1] not in known.words:
        yield ClaimKind.TITLE, text.words[-1]
    yield from _been(text, scope)
    if text.language != "en":
        held = Text(f"{scope.lines.text}\n{scope.titles.text}", text.language)
        yield from _said(text, held, "offices", ClaimKind.TITLE)
        yield from (
            (ClaimKind.TITLE, hit[0])
            for hit in _FOREIGN_AS.finditer(text.folded)
            if hit[0] not in scope.lines.folded
        )


def _is_held(first: str, second: str, scope: Scope) -> bool:
    known = scope.around
    if second in words("title_or_word") and (
        not first or first in _NO_TITLE or LIGHT in acts_of(first, "en")
    ):
        return True
    own = second in scope.titles.words and first not in words("ranks") and first in known.words
    return own or (second in known.words and (_plain(first) or (first, second) in known.pairs))


def _plain(word: str) -> bool:
    """Whether a word before a title says nothing of it: ``as an accountant``, ``experienced accountant``."""
    return word not in words("ranks") and (is_function_word(word, "en") or _says_nothing(word, "en"))


def _been(text: Text, scope: Scope) -> Iterator[Claim]:
    """Who is said to have been something was that by title, or is said to have been it in the lines."""
    for hit in _AS.finditer(text.folded):
        held = {*words("heads"), *words("seniority"), "leader", "head", "lead"}.intersection(hit[1].split())
        said = scope.titles.words
        if any(word not in said for word in held) and hit[0] not in scope.lines.folded:
            yield ClaimKind.TITLE, hit[1]


def degrees(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Every degree has its level and its wording in the sources."""
    for level in sorted(text.degrees - scope.around.degrees):
        yield ClaimKind.DEGREE, level
    yield from _said(text, scope.around, "degrees", ClaimKind.DEGREE)


def certificates(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Every certificate, licence or accreditation stands in the sources in the same words."""
    yield from _said(text, scope.around, "certified", ClaimKind.CERTIFICATE)


def _said(text: Text, source: Text, group: str, kind: ClaimKind) -> Iterator[Claim]:
    known = {hit[0] for hit in pattern(group, source.language).finditer(source.folded)}
    for hit in pattern(group, text.language).finditer(text.folded):
        if hit[0] not in known and text.folded[hit.start() - 1 : hit.start()] != "-":
            yield kind, hit[0]


def skills(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """A skill is one that the entry shows, or the general case of one."""
    for mention in find_skills(text.text, facts.taxonomy):
        if not _shown(mention, text, scope, facts):
            yield ClaimKind.SKILL, mention.text


def _shown(mention: SkillMention, text: Text, scope: Scope, facts: Facts) -> bool:
    own = [
        token
        for token in text.tokens
        if token.start < mention.end
        and mention.start < token.end
        and not is_function_word(token.plain, text.language)
    ]
    while len(own) > 1 and _says_nothing_here(own[0], scope):
        # "Reduced food waste" is food waste: what begins a line as a verb is no part of the skill.
        own.pop(0)
    if all(keys_of(token.plain, text.language) & scope.lines.stems for token in own):
        return True
    if len(own) == 1 and _says_nothing_here(own[0], scope):
        return True
    proves = (Relation.EXACT, Relation.NARROWER)
    return any(facts.taxonomy.relation(have, mention.uri) in proves for have in scope.skills)


def _says_nothing_here(token: Token, scope: Scope) -> bool:
    if acts_of(token.plain, scope.lines.language):
        return supported(token.plain, scope.lines.language, scope.lines.acts)
    return _says_nothing(token.plain, scope.lines.language)


def languages(text: Text, _: Scope, facts: Facts) -> Iterator[Claim]:
    """A language is one that the CV states, at most at the level that it states."""
    for said in text.languages:
        words_ = text.text[said.start : said.end]
        if said.code not in facts.spoken:
            yield ClaimKind.LANGUAGE_LEVEL, words_
        elif said.level and level_rank(said.level) > level_rank(facts.spoken[said.code] or ""):
            yield ClaimKind.LANGUAGE_LEVEL, f"{words_} {said.level}"


def breadth(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """How far something went, who led it and what came of it, stand in the lines themselves."""
    for kind, said in _said(text, scope.lines, "breadth", ClaimKind.SCOPE):
        if said not in _EACH and not _in_idiom(said, text):
            yield kind, said
    yield from ((ClaimKind.SCOPE, said) for said in _each(text, scope.lines))
    for group, known in (("leading", _leads(scope.lines)), ("founding", _founds(scope.lines))):
        for word in text.words:
            families = acts_of(word, text.language)
            if (
                not known
                and word in words(group)
                and word not in scope.lines.words
                and not families & scope.lines.acts
            ):
                yield ClaimKind.SCOPE, word
    for hit in pattern("results", text.language).finditer(text.folded):
        families = acts_of(hit[0], text.language)
        if not (
            families & scope.lines.acts
            if families
            else pattern("results", text.language).search(scope.lines.folded)
        ):
            yield ClaimKind.SCOPE, hit[0]
    for word in text.words:
        if word in words("ordinals") and word not in scope.lines.words:
            yield ClaimKind.SCOPE, word


def performing(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What was performed was not merely what went before it, or what it was about: to treat after surgery."""
    for n, token in enumerate(text.tokens):
        if not _is_performed(token.plain, text.language):
            continue
        phrase = takewhile(lambda t: not is_function_word(t.plain, text.language), _after_article(text, n))
        things = list(phrase)
        # The noun stands last in English and in German compounds, first in French and Spanish.
        thing = next(iter(things if text.language in {"fr", "es"} else reversed(things)), None)
        if thing is not None and _only_around(keys_of(thing.plain, text.language), scope.lines):
            yield ClaimKind.SCOPE, f"{token.word} {thing.word}"


def _after_article(text: Text, n: int) -> list[Token]:
    rest = text.tokens[n + 1 :]
    if text.language == "en":
        return rest[1:] if rest and rest[0].plain in {"a", "an", "the"} else rest
    return list(dropwhile(lambda token: is_function_word(token.plain, text.language), rest))


def _is_performed(word: str, language: str) -> bool:
    if language == "en":
        return not keys_of(word, language).isdisjoint(_PERFORMING)
    return bool(_PERFORMED_ELSEWHERE.match(word))


_PERFORMED_ELSEWHERE = re.compile(
    r"durchfuhr|durchgefuhrt|ausfuhr|ausgefuhrt|realis|effectu|condui|execut|realiz|efectu|llev|ejecut"
)


_PERFORMING = frozenset({"perform", "conduct", "undertake", "execute", "do"})
_ONLY_AROUND = re.compile(
    r"\b(?:in|at|during|from|about|after|before|following|fur|bei|nach|vor|wahrend|pour|lors|apres|avant|pendant|para|durante|tras|antes|without|instead of|against|until|prior to)\s+(?:[\w-]+\s+){0,3}$"
)


def _only_around(keys: frozenset[str], lines: Text) -> bool:
    places = [t.start for t in lines.tokens if keys & keys_of(t.plain, lines.language)]
    return bool(places) and all(_ONLY_AROUND.search(lines.folded[:start]) for start in places)


_EACH = frozenset({"each", "every", "all"})


def _each(text: Text, lines: Text) -> Iterator[str]:
    """What is said of each thing, where the lines say it of some: every part, for every tenth part."""
    known = [keys_of(after.plain, lines.language) for after in _behind_each(lines, _EACH | {"per"})]
    for after in _behind_each(text, _EACH):
        own = Text(after.plain, text.language).stems
        if not any(own & keys for keys in known):
            yield after.word


def _behind_each(text: Text, words_: frozenset[str]) -> Iterator[Token]:
    pairs = zip(text.tokens, text.tokens[1:], strict=False)
    yield from (after for one, after in pairs if one.plain in words_)


def _in_idiom(said: str, text: Text) -> bool:
    """Whether a word of breadth is but part of a way of saying, as in ``every week``."""
    return any(
        said in re.split(r"[\s-]+", fold(t.word)) or said in fold(t.word)
        for t in text.tokens
        if _LONG.search(t.word)
    )


_LONG = re.compile(r"[\s-]")


def _leads(lines: Text) -> bool:
    """Whether the lines say that somebody led; a recycling drive alone is no leading, nor is a design."""
    begin = {hit[1] for hit in _CLAUSE.finditer(lines.folded)}
    nouns, leading = words("leading_or_noun"), words("leading") - words("designing")
    return any(w in leading and (w not in nouns or w in begin) for w in lines.words)


def _founds(lines: Text) -> bool:
    return not words("founding").isdisjoint(lines.words)


def qualifiers(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What was help, a plan, a beginning or a denial stays one."""
    for group, kind in (
        ("assisting", ClaimKind.SCOPE),
        ("limited", ClaimKind.SCOPE),
        ("negated", ClaimKind.SCOPE),
        ("planned", ClaimKind.TENSE),
        ("planning", ClaimKind.TENSE),
    ):
        if group == "planning" and not _reworded(text, scope):
            continue
        if not pattern(group, text.language).search(text.folded) and not _kept(group, text):
            yield from ((kind, claim) for claim in _lost(group, text, scope))


def _kept(group: str, text: Text) -> bool:
    """Whether a text says in other words that something was help, or a plan."""
    return group in {"planning", "assisting", "negated"} and bool(
        pattern(f"{group}_kept").search(text.folded)
    )


def _reworded(text: Text, scope: Scope) -> bool:
    language = text.language
    return any(
        not is_function_word(w, language) and not keys_of(fold(w), language) & scope.lines.stems
        for w, _ in words_of(text.text)
    )


def _lost(group: str, text: Text, scope: Scope) -> Iterator[str]:
    """What a qualifier of the sources is about, where the text says that without it.

    Against a whole CV one word in common is chance.
    """
    own = text.stems
    least = 1 if scope.entry is not None else 2
    for hit in pattern(group, scope.lines.language).finditer(scope.lines.folded):
        if group == "planning" and _MEANS.search(scope.lines.folded[: hit.start()]):
            continue
        clause = re.split(r"[;.\n]", scope.lines.folded[hit.end() :], maxsplit=1)[0]
        about = [fold(w) for w, _ in words_of(clause) if not is_function_word(w, text.language)][:3]
        if sum(bool(own & keys_of(word, text.language)) for word in about) >= least:
            yield text.text[:80]
            return


def tenses(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What is over is not told as going on, and what was done once is not told as a habit."""
    if scope.entry is None or scope.ended:
        said = _said(text, scope.lines, "ongoing", ClaimKind.TENSE)
        yield from ((kind, word) for kind, word in said if not _in_idiom(word, text))
    elif re.search(r"\bwill\b", text.folded) and "will" not in scope.lines.words:
        yield ClaimKind.TENSE, "will"
    if scope.entry is None or text.language != "en":
        return
    for hit in _CLAUSE.finditer(text.folded):
        verb = hit[1]
        if verb not in scope.lines.words and (_was_past(verb, scope) or (scope.ended and _is_present(verb))):
            yield ClaimKind.TENSE, verb


def _is_present(verb: str) -> bool:
    known = lexicon("en")
    forms = {verb, verb.removesuffix("s"), verb.removesuffix("es")}
    usual = known is not None and bool(forms & known.base_verbs) and verb not in known.past_verbs
    return usual or verb in words("present")


def _was_past(verb: str, scope: Scope) -> bool:
    """Whether the lines tell the same verb in the past: ``pass`` or ``passes`` for ``passed``."""
    forms = {verb, verb.removesuffix("s"), verb.removesuffix("es"), verb.removesuffix("ies") + "y"}
    pasts = {form + ending for form in forms for ending in ("d", "ed", form[-1:] + "ed")}
    pasts |= {form.removesuffix("y") + "ied" for form in forms if form.endswith("y")}
    if scope.ended and verb.endswith("ing"):
        pasts |= {verb.removesuffix("ing") + "ed", verb.removesuffix("ing") + "d"}
    return not pasts.isdisjoint(scope.lines.words)


def wording(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """Every other word stands in the sources, says the same as one there, or claims nothing."""
    spans = [(n.start, n.end) for n in text.numbers]
    shown = [m for m in find_skills(text.text, facts.taxonomy) if _shown(m, text, scope, facts)]
    spans += [(m.start, m.end) for m in shown]
    previous = ""
    for n, token in enumerate(text.tokens):
        covered = any(a <= token.start < b for a, b in spans) or _is_light(n, text)
        named = _is_name(token.word, token.start, text)
        known = _known_word(token.word, token.plain, scope, text.language, named=named)
        if not covered and not known and not _stands_in_parts(token, scope.lines):
            yield _kind_of_name(token.word, previous, text), token.word
        previous = token.word


_LIGHT_VERBS = frozenset({"make", "give", "hold", "take", "get", "keep", "have"})
_REACH = 6


def _is_light(n: int, text: Text) -> bool:
    """Whether a verb only carries a noun or participle that says what was done: ``made visits``, ``kept informed``."""
    if keys_of(text.tokens[n].plain, text.language).isdisjoint(_LIGHT_VERBS):
        return False
    reach = 3 if "keep" not in keys_of(text.tokens[n].plain, text.language) else _REACH
    return any(acts_of(token.plain, text.language) for token in text.tokens[n + 1 : n + 1 + reach])


def _stands_in_parts(token: Token, lines: Text) -> bool:
    """Whether the words of a way of saying stand in the lines one by one: ``a night`` of ``a night shift``."""
    own = [fold(w) for w, _ in words_of(token.word) if not is_function_word(w, lines.language)]
    return " " in token.word and bool(own) and all(keys_of(w, lines.language) & lines.stems for w in own)


def _known_word(word: str, plain: str, scope: Scope, language: str, *, named: bool) -> bool:
    if not named and acts_of(plain, language):
        if supported(plain, language, scope.lines.acts) or fold(word) in words("leading"):
            return True
        if _DONE.fullmatch(plain):
            # What was done stands in the lines themselves: what another line says was done is another thing.
            return bool(keys_of(plain, language) & scope.lines.stems)
    if plain in words("frequency"):
        return bool(keys_of(plain, language) & scope.lines.stems)
    if keys_of(plain, language) & scope.around.stems or (not named and root_of(plain) in scope.around.roots):
        return True
    if not named and (is_function_word(plain, language) or _says_nothing(plain, language)):
        return not acts_of(plain, language)
    if language == "de" and _is_compound(plain, scope):
        return True
    parts = [part for part in re.split(r"[-/&]", word) if part]
    return len(parts) > 1 and all(
        _known_word(p, fold(p), scope, language, named=named and p[:1].isupper()) for p in parts
    )


_LEAST_PART = 4


def _is_compound(word: str, scope: Scope) -> bool:
    """Whether a German word is put together of words that stand in the sources."""
    for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
        head, tail = word[:cut], word[cut:]
        known = not (keys_of(head, "de") | keys_of(head.removesuffix("s"), "de")).isdisjoint(
            scope.around.stems
        )
        if known and (keys_of(tail, "de") & scope.around.stems or acts_of(tail, "de") & scope.lines.acts):
            return True
    return False


_DONE = re.compile(r".{3,}(?:ed|ing)")


def _is_name(word: str, start: int, text: Text) -> bool:
    """A word with a capital within a sentence, or more than one capital; German things have one as well."""
    if sum(map(str.isupper, word)) > 1:
        return True
    before = text.text[:start]
    begins = not before.strip() or before.rstrip()[-1:] in '.:;!?•–—"“('
    return word[:1].isupper() and not begins and text.language != "de"


def _kind_of_name(word: str, previous: str, text: Text) -> ClaimKind:
    if not word[:1].isupper():
        return ClaimKind.UNSUPPORTED
    if pattern("employed").fullmatch(previous.lower()):
        return ClaimKind.EMPLOYER
    return (
        ClaimKind.CERTIFICATE
        if pattern("certified", text.language).search(text.folded)
        else ClaimKind.UNSUPPORTED
    )


CHECKS: tuple[Check, ...] = (
    numbers,
    employers,
    workplaces,
    titles,
    degrees,
    certificates,
    skills,
    languages,
    breadth,
    performing,
    qualifiers,
    tenses,
    wording,
)
