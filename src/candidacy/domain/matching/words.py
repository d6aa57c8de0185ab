"""Words as the matcher compares them: folded, without function words, cut to a stem."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from candidacy.domain.postings.text import fold

_TOKEN = re.compile(r"[^\W_]+(?:[+#]+|(?:[.'’-](?=[^\W_])[^\W_]+)*)")
_NOISE = re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+|<[A-Z]+>")
STEM = 7
"""A stem is at most so long. Cutting works in every language that is written in words."""
_ENDINGS = (
    "ements",
    "ement",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ed",
    "ers",
    "er",
    "es",
    "en",
    "em",
    "s",
    "e",
    "y",
)
FUNCTION_WEIGHT = 0.1
"""How much a function word counts of a language of which we know little else."""
GENERIC_WEIGHT = 0.3
"""How much a word counts that most postings and CVs hold, against 1 for others."""

_FUNCTION_WORDS = frozenset(
    fold(
        """
a about above across after all also always am an and any are as at be been being both but by can could
did do does during each either etc for from further get had has have having he her hers him his how i if
in into is it its itself just let like make many may me might more most much must my no nor not of off
on once one only or other our ours out over own per please same shall she should so some such than that
the their theirs them then there these they this those through to too under until up upon us use using
very via was we well were what when where whether which while who whom whose why will with within
without would you your yours new e.g i.e der die das den dem des ein eine einen einem einer eines und
oder aber auch als auf aus bei bis da dass dein deine dich dir du durch er es fur gegen hat haben ich
ihr ihre ihren im ist ja kann konnen man mehr mit nach nicht noch nur ob ohne sein seine sich sie sind
sowie uber um uns unser unsere unter vom von vor war wenn wer wie wir wird werden wo zu zum zur zwischen
ihnen bzw le la les l un une de d et ou mais au aux avec ce ces cet cette dans en est etre etes nous
vous votre vos notre nos leur leurs je il elle ils elles par pas plus pour qu que qui sa se ses si son
sont sur tres tout tous toute toutes y ainsi afin chez entre el los las lo una unos unas del al o u e
pero con como cuando donde ser esta este estos estas esto ha han hay mas mi mis muy ni nuestra nuestro
para por sin sobre su sus te tu tus ya desde hasta os uma umas dos na nas ao aos pelo pela pelos pelas
em com sua seu suas seus nao sao foi isso nossa nosso voce voces ate het een van voor op bij ook om naar
wij jij jouw ons onze zijn wordt worden met dat deze dit uit aan door tot heeft hebben niet geen kan
meer gli di tra fra che non sono della delle dei nel nella alla
"""
    ).split()
)
_GENERIC = frozenset(
    fold(
        """
ability able about achieve activity additional advanced appropriate approach area assist assistance
based benefit best broad build building business candidate career challenge change clear client close
collaborate collaboration colleague communicate communication company complex comprehensive contribute
create creating cross culture current customer daily day deliver delivery demonstrate demonstrated
department deploy description detail develop developing development different drive duty dynamic
effective effectively employee ensure ensuring environment equivalent establish excellent excited
execute existing expect experience experienced expert expertise external familiar familiarity fast
feature field flexible focus follow function general global goal good great group grow growth hand hands
help high highly ideal identify impact implement implementation implementing improve improvement include
includes including individual industry information initiative innovative internal international
interpersonal issue job join key knowledge large lead leading learn level looking maintain maintaining
maintenance manage management manager managing meet member method minimum motivated multiple need needed
office ongoing operate operation opportunity organization organisation organizational part participate
partner passion people perform performance person plan planning position practice prepare preferred
present problem process produce product professional proficiency proficient profile program project
prove proven provide providing qualification quality quickly related relevant report required
requirement responsibility responsible result review role senior service set similar site skill skills
solution solve solving staff stakeholder standard strategy strong success successful support supporting
system task team teams technical technique technology time tool track train training understand
understanding user value various verbal wide willing work working world write writing written year years
aufgabe bereich berufserfahrung erfahrung erfahrungen gut gute guter gutes kenntnis kenntnisse
mitarbeiter arbeit arbeiten unternehmen projekt projekte unterstutzung entwicklung bereitschaft equipe
connaissance connaissances entreprise projet projets travail gestion mission missions poste equipo
experiencia conocimiento conocimientos empresa proyecto proyectos trabajo desarrollo puesto conhecimento
conhecimentos projeto projetos trabalho gestao desenvolvimento vaga ervaring kennis bedrijf werk werken
projecten functie ontwikkeling
"""
    ).split()
)


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """The stem of one folded word: a common ending off, then the first seven letters."""
    if len(word) <= 4 or not word.isalpha():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:STEM]


_GENERIC_STEMS = frozenset(stem(w) for w in _GENERIC)


def stems(text: str) -> list[str]:
    """The stems of the content words of ``text``, in order, with repeats; addresses are passed over."""
    return [stem(w) for w in content_words(text)]


def content_words(text: str) -> list[str]:
    """The folded words of ``text`` that ``stems`` makes stems of."""
    folded = fold(_NOISE.sub(" ", text))
    return [w for w in (t.strip(".'-") for t in _TOKEN.findall(folded)) if _counts(w)]


def in_capitals(text: str) -> frozenset[str]:
    """The stems of the words of ``text`` that it writes in capitals alone; none where most are so written."""
    found = [t for t in _TOKEN.findall(_NOISE.sub(" ", text)) if len(t) > 1]
    upper = [t for t in found if t.isupper()]
    if 2 * len(upper) > len(found):
        return frozenset()
    others = frozenset(stem(fold(t)) for t in found if not t.isupper())
    return frozenset(stem(fold(t)) for t in upper) - others


def weight(stem_: str) -> float:
    """How much a stem tells, 0.1 to 1: less for what many postings hold, and for bare numbers."""
    if stem_.isdigit():
        return GENERIC_WEIGHT
    if stem_ in _function_stems():
        return FUNCTION_WEIGHT
    return min(_weights().get(stem_, 1.0), GENERIC_WEIGHT if stem_ in _GENERIC_STEMS else 1.0)


@cache
def _function_stems() -> frozenset[str]:
    """Function words of some thirty languages more, by ``evals/make_function_words.py``."""
    text = files("candidacy.domain.matching").joinpath("data/function_words.txt").read_text(encoding="utf-8")
    return frozenset(map(stem, text.split())) - _weights().keys() - _GENERIC_STEMS


@cache
def _weights() -> Mapping[str, float]:
    """The weights of common stems, by ``evals/train_word_weights.py``; others are rare and count in full."""
    lines = files("candidacy.domain.matching").joinpath("data/word_weights.txt").read_text(encoding="utf-8")
    weights: dict[str, float] = {}
    for line in lines.splitlines():
        tenth, *found = line.split(" ")
        weights |= dict.fromkeys(found, int(tenth) / 10)
    return weights


def _counts(word: str) -> bool:
    return len(word) > 1 and word not in _FUNCTION_WORDS
