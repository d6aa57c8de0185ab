"""The forms of a word brought back to what they share, lightly: enough to tell that two are one word."""

import re
from functools import lru_cache

_IRREGULAR_FORMS = """
be:is,are,was,were,been,being,am become:became begin:began,begun break:broke,broken bring:brought build:built buy:bought catch:caught
choose:chose,chosen come:came cost:cost cut:cutting deal:dealt do:did,done,does draw:drew,drawn drive:drove,driven eat:ate,eaten fall:fell,fallen
feel:felt fight:fought find:found fly:flew,flown freeze:froze,frozen get:got,gotten give:gave,given go:went,gone,goes grow:grew,grown
have:had,has,having hear:heard hold:held keep:kept know:knew,known lay:laid lead:led learn:learnt leave:left lend:lent lose:lost make:made
mean:meant meet:met oversee:oversaw,overseen overcome:overcame pay:paid rebuild:rebuilt redraw:redrew,redrawn rewrite:rewrote,rewritten
rethink:rethought ride:rode,ridden ring:rang,rung rise:rose,risen run:ran say:said see:saw,seen seek:sought sell:sold send:sent shake:shook,shaken
shoot:shot show:shown shrink:shrank,shrunk sing:sang,sung sit:sat sleep:slept speak:spoke,spoken speed:sped spend:spent split:splitting
stand:stood steal:stole,stolen stick:stuck swim:swam,swum take:took,taken teach:taught tell:told think:thought throw:threw,thrown undertake:undertook,undertaken
understand:understood wake:woke wear:wore,worn win:won,winning write:wrote,written withdraw:withdrew,withdrawn
analysis:analyses analyse:analysis,analyses analyze:analysis,analyses maintain:maintenance explain:explanation diagnose:diagnosis,diagnoses
choice:choices choose:choice,choices sell:sale,sales grow:growth describe:description prescribe:prescription produce:production reduce:reduction
introduce:introduction solve:solution resolve:resolution decide:decision transcribe:transcription receive:receipt
apply:application supply:supplies reply:replies verify:verification classify:classification notify:notification identify:identification
simplify:simplification unify:unification clarify:clarification qualify:qualification modify:modification publish:publication speak:speech
compare:comparison revise:revision extend:extension expand:expansion convert:conversion supervise:supervision persuade:persuasion acquire:acquisition
person:people child:children man:men woman:women foot:feet half:halves life:lives shelf:shelves datum:data index:indices administer:administration
deputise:deputize reconcile:reconciliation register:registration construct:construction replace:replacement deliver:delivery,deliveries
"""
_IRREGULAR: dict[str, frozenset[str]] = {}
for _entry in _IRREGULAR_FORMS.split():
    _base, _forms = _entry.split(":")
    for _form in _forms.split(","):
        _IRREGULAR[_form] = _IRREGULAR.get(_form, frozenset()) | {_base}

_ENGLISH = (
    ("ies", "y"),
    ("ied", "y"),
    ("izing", "ise"),
    ("ized", "ise"),
    ("ization", "ise"),
    ("isation", "ise"),
    ("ations", "ate"),
    ("ation", "ate"),
    ("ations", "e"),
    ("ation", "e"),
    ("ations", ""),
    ("ation", ""),
    ("ions", "e"),
    ("ion", "e"),
    ("ions", ""),
    ("ion", ""),
    ("ments", ""),
    ("ment", ""),
    ("ings", ""),
    ("ings", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
    ("ize", "ise"),
    ("izes", "ise"),
)
_DOUBLED = re.compile(r"(\w*[aeiou])([bdglmnprt])\2(?:ed|ing|ings)")
_GERMAN = ("ungen", "ung", "innen", "in", "ern", "en", "er", "es", "em", "e", "n", "s")
_FRENCH = (
    "issements",
    "issement",
    "ements",
    "ement",
    "euses",
    "euse",
    "eurs",
    "eur",
    "aux",
    "al",
    "ees",
    "ee",
    "es",
    "er",
    "e",
    "s",
    "x",
)
_SPANISH = (
    "aciones",
    "acion",
    "iones",
    "ion",
    "mente",
    "oras",
    "ores",
    "ora",
    "or",
    "es",
    "os",
    "as",
    "o",
    "a",
    "s",
    "e",
)
_ENDINGS = {"de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}
_LEAST = {"en": 2, "de": 4, "fr": 3, "es": 3}


@lru_cache(maxsize=32_768)
def bases(word: str, language: str) -> frozenset[str]:
    """What a folded word may be a form of, itself among it."""
    if language == "en":
        return _english(word)
    found = {word}
    for ending in _ENDINGS[language]:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST[language]:
            found.add(word[: -len(ending)])
    return frozenset(found)


def _english(word: str) -> frozenset[str]:
    found = {word} | _IRREGULAR.get(word, frozenset())
    least = _LEAST["en"]
    for ending, instead in _ENGLISH:
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) > least - (ending == "s") and not word.endswith("ss"):
            found.add(root + instead)
    if hit := _DOUBLED.fullmatch(word):
        found.add(hit[1] + hit[2])
    return frozenset(found)
