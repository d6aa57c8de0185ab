"""The words by which a sentence says what it is: asked for, wished for, a duty, or boilerplate."""

import re
from dataclasses import dataclass
from functools import lru_cache

from candidacy.domain.postings.schema import Importance
from candidacy.domain.postings.text import fold

# All patterns run over folded text: lower case, no accents.
_NICE_AFTER = re.compile(
    r"nice[- ]to[- ]have|good[- ]to[- ]have|(?:is |are |would be |will be |considered )?(?:a "
    r"|an )?(?:strong |big |huge |real |definite |distinct |added )?(?:plus|bonus|asset"
    r"|advantage)\b"
    r"|preferred|desirable|desired|advantageous|beneficial|helpful|welcome|not (?:essential"
    r"|mandatory)|is optional|highly regarded|would be (?:great|nice|ideal)"
    r"|von vorteil|wunschenswert|(?:ist |sind |ware |waren )?(?:ein|kein muss,? aber ein) plus"
    r"|hilfreich|gern gesehen|willkommen|kein muss"
    r"|(?:est |sont |serait |seraient |constitue )?(?:un|des) (?:reel )?(?:plus|atouts?)"
    r"|souhaite[es]*|appreciee?s?"
    r"|(?:es |sera |seria )?un plus|deseables?|valorable|se valorar[a-z]*|desejave(?:l|is)"
    r"|(?:e |sera )?um (?:diferencial|plus)|diferencial|valoriza[a-z]*"
    r"|is een (?:pre|plus|pluspunt)|een pre\b|wenselijk|mooi meegenomen"
)
_NICE_BEFORE = re.compile(
    r"ideally|preferabl[ey]|preference (?:for|given)|bonus(?: points)?(?: for| if)?:?"
    r"|nice to have:?|optional(?:ly)?:?|plus:|desirable:|preferred:"
    r"|idealerweise|optimalerweise|bestenfalls|im idealfall|gerne(?: auch)?(?= mit)"
    r"|wunschenswert(?:erweise)? (?:ist|sind|ware)|von vorteil (?:ist|sind|ware)"
    r"|idealement|de preference|(?:l')?ideal:|preferentemente|idealmente|preferiblemente"
    r"|se valorara[a-z]*|se valora|preferencialmente|valorizamos|bij voorkeur|idealiter"
    r"|het liefst"
)
_MUST = re.compile(
    r"\bmust\b|must[- ]have|required|mandatory|essential|requires?\b|minimum|at least|need to"
    r"|necessary|compulsory|imperative|non[- ]negotiable"
    r"|zwingend|erforderlich|vorausgesetzt|voraussetzung|notwendig|unbedingt|mindestens|unerlasslich"
    r"|indispensables?|exigee?s?|obligatoires?|requis[es]*|imperati[fv]|imprescindibles?"
    r"|obligatori[oa]s?|necesari[oa]s?|requerid[oa]s?|requisito"
    r"|indispensave(?:l|is)|obrigatori[oa]s?|necessari[oa]s?|exigid[oa]s?|vereist|noodzakelijk"
    r"|verplicht|minimaal|een must"
)
_NOT_NEEDED = re.compile(
    r"\b(?:no|not|without|don'?t|doesn'?t|isn'?t|never)\b[^.;]{0,45}\b(?:required|necessary"
    r"|needed|need|essential|mandatory)\b|\bno (?:prior |previous )?experience\b"
    r"|\bkeine?r?\b[^.;]{0,40}\b(?:erforderlich|notwendig|notig|vorausgesetzt)"
    r"|\bnicht (?:erforderlich|notwendig|zwingend)|pas (?:necessaire|obligatoire|requis)"
    r"|no (?:es )?(?:necesari[oa]|imprescindible|obligatori[oa]|se requiere)"
    r"|nao (?:e )?(?:necessari[oa]|obrigatori[oa])|niet (?:vereist|noodzakelijk|verplicht)"
    r"|geen ervaring"
)
_BOUNDARY = re.compile(
    r"[;()]|\. |, (?:but|while|and (?:ideally|preferably))|,? (?:aber|mais|pero|mas|maar)\b"
    r"|, (?=(?:knowledge|experience|familiarity|kenntnisse|erfahrung|experience|connaissance"
    r"|experiencia|conocimiento|ervaring|kennis)\b)| - | – "
)
_ASKS = re.compile(
    r"\byou(?:'ve| have|r? must| bring| possess| hold| are| should| need)\b|\bmust (?:have|be"
    r"|possess|hold)|\brequire[sd]?\b|experience[d]? (?:in|with|of|as|using|working|is|or|and)"
    r"|\bexperience\b|knowledge of|working knowledge|proficien|familiar|ability to|able to"
    r"|skilled in|skills\b"
    r"|degree|qualified|someone who|ideal candidate|successful (?:candidate|applicant)"
    r"|the right candidate|background in|track record|expertise|understanding of|fluent"
    r"|fluency|certifi|licen[cs]e|\bdiploma|mindset|passion(?:ate)? (?:for|about)"
    r"|self[- ]starter|willingness"
    r"|du (?:hast|bist|bringst|verfugst|sprichst)|sie (?:haben|sind|bringen|verfugen|sprechen)"
    r"|verfugen|erfahrung|kenntnis|\babschluss|abgeschlossen|ausbildung|vorausgesetzt|fahigkeit"
    r"|bereitschaft|sicherer? umgang|studium"
    r"|vous (?:avez|etes|maitrisez|disposez|justifiez|possedez)|titulaire|experience|maitrise"
    r"|connaissance|diplome|capacite|rigoureu|autonom"
    r"|experiencia|conocimiento|dominio|titulacion|imprescindible|se requiere|capacidad"
    r"|manejo de|formacion en|persona con"
    r"|conhecimento|formacao em|capacidade|dominio|vivencia|superior completo|fluente"
    r"|ervaring|kennis van|je (?:hebt|bent|beschikt|spreekt)|jij (?:hebt|bent)|beschikt over"
    r"|opleiding|vaardig|affiniteit"
)
_DOES = re.compile(
    r"\byou(?:'ll| will)\b|responsible for|responsibilit|\brole (?:involves|includes|will"
    r"|is to)|duties|\bwill be (?:doing|working|responsible|expected|in charge|involved)"
    r"|\btasks\b|(?:the )?(?:candidate|incumbent|employee|manager|position|role|[a-z]+er"
    r"|[a-z]+or) will\b|in charge of"
    r"|verantwort|zustandig|sie werden|du wirst|ubernehmen|ubernimmst|aufgaben|gehoren"
    r"|unterstutz(?:en|t|st) (?:sie|du|unser)|du (?:arbeitest|entwickelst|planst|betreust"
    r"|gestaltest)|sie (?:arbeiten|entwickeln|planen|betreuen)"
    r"|vous (?:serez|participer|assurer|aurez|intervien|travailler|prendrez|gerez)|chargee? de"
    r"|responsable d|missions?\b"
    r"|seras|te encargaras|encargad[oa] de|responsable de|funciones|trabajaras|participaras"
    r"|sera responsavel|responsavel (?:por|pel)|vai (?:atuar|trabalhar)|iras"
    r"|je gaat|ga je|jij gaat|zorg je|zorgt voor|verantwoordelijk voor|werkzaamheden|houd je|je werkt"
)
_BOILERPLATE = re.compile(
    r"equal[- ]opportunit|equal employment|regardless of|without regard to|irrespective of"
    r"|protected (?:veteran|characteristic|class)|sexual orientation|gender identity"
    r"|race, ?(?:color|religion|ethnic)|diverse and inclusive|affirmative action"
    r"|reasonable accommodation|background check|drug[- ]free|e-verify"
    r"|\bwe offer\b|competitive (?:salary|compensation|pay|package)|health insurance|dental"
    r"|401\(?k|paid (?:time off|vacation|holidays|leave)|annual leave|pension|gym"
    r"|free (?:lunch|coffee|meals|fruit|drinks|snacks)|stock options|equity package"
    r"|salary (?:range|is|of|from|between|will)|bonus scheme|company car"
    r"|days? (?:of )?(?:holiday|vacation)|parental leave|commuter benefits|benefits (?:include"
    r"|package)"
    r"|apply (?:now|today|here|by|online|via|through|at|with|for this)|to apply\b"
    r"|send (?:us )?your|submit your|your (?:application|cv|resume)\b|cover letter"
    r"|application deadline|closing date|recruitment agenc|visit our|follow us"
    r"|for more information|please (?:contact|visit|click|note|send|email)"
    r"|look forward to (?:hearing|reading|receiving)|shortlisted|interviews? will"
    r"|privacy (?:policy|notice)|personal data|gdpr"
    r"|chancengleichheit|unabhangig von|wir bieten|wir freuen uns|bewerb(?:en sie"
    r"|ung(?:sunterlagen)?|e dich)|schwerbehindert|schwerbehinderung|geschlecht|datenschutz"
    r"|urlaubstage|altersvorsorge|vergutung|gehaltsvorstellung|eintrittstermin"
    r"|nous offrons|nous vous offrons|postulez|candidature|mutuelle|tickets? restaurant"
    r"|egalite des chances|situation de handicap|remuneration|teletravail|envoyez"
    r"|ofrecemos|se ofrece|salario competitivo|seguro medico|igualdad de oportunidades"
    r"|envia tu|inscribete|curriculum|vacaciones|envie su"
    r"|oferecemos|vale[- ](?:refeicao|transporte|alimentacao)|plano de saude|candidate-se"
    r"|envie (?:o )?seu|igualdade de oportunidades|subsidio"
    r"|wij bieden|we bieden|solliciteer|vakantiedagen|pensioen|reiskosten|arbeidsvoorwaarden"
    r"|stuur je|acquisitie"
)
_ABOUT_US = re.compile(
    r"^(?:we(?:'re| are|'ve| have| believe| build| help| work| provide| create)?|our|us"
    r"|with (?:over|more than)|founded|established|headquartered|since|at [<A-Z]|join (?:us"
    r"|our|the)|as an? (?:employer|company)|the company|the (?:organi[sz]ation|group|firm)"
    r"|wir|unser[e]?|als (?:fuhrend|arbeitgeber)|seit|nous|notre|nos|la societe|l'entreprise"
    r"|somos|nuestr[oa]|nossa?|wij|onze|ons)\b|world(?:'s)? leading|market leader|a leading"
    r"|leading provider|fuhrende[rs]? anbieter|leader (?:mondial|europeen)|lider (?:en|no|na"
    r"|mundial)"
)
_PLACE = re.compile(
    r"(?:must|should|need to|will) (?:be (?:based|located|willing to (?:relocate|travel))"
    r"|reside|live|relocate)|\bon[- ]?site\b(?! (?:support|visits|meetups|customer))"
    r"|\bhybrid (?:work|role|model|position)|\bfully remote|\bremote(?:ly)?[- ](?:first"
    r"|position|role|only|working|work)|willing(?:ness)? to (?:travel|relocate)"
    r"|\btravel (?:up to|required|is required|approximately)|\b\d{1,3} ?% (?:of )?(?:travel"
    r"|reise)|up to \d{1,3} ?%[^.]{0,30}travel"
    r"|days? (?:per|a) week in (?:the|our) office|in (?:the|our) office \d|work (?:permit"
    r"|authori[sz]ation|visa)|right to work|eligible to work|authori[sz]ed to work"
    r"|legally (?:authori|entitled)"
    r"|reisebereitschaft|wohnort|arbeitserlaubnis|umzug|vor ort|mobilite (?:geographique)?"
    r"|deplacements?|permis de travail|disponibilidad para viajar|permiso de trabajo"
    r"|residencia en|residir|disponibilidade para viagens|bereid om te reizen|woonachtig"
    r"|werkvergunning"
)
_LICENCE = re.compile(
    r"driv(?:er'?s?|ing) licen[cs]e|licen[cs]ed?\b(?! (?:agreement|fee|model|management|server"
    r"|plate))|certifi(?:ed|cate|cates|cation|cations)\b|accredit(?:ed|ation)|chartered"
    r"|security clearance|\b(?:ts/sci|top secret)\b|registered nurse|\bregistration with\b"
    r"|registered with|\bcdl\b|\bhgv\b|forklift|\bcscs\b|\bdbs\b check|food hygiene"
    r"|fuhrerschein|staplerschein|approbation|zertifi(?:kat|zierung|ziert)|sachkunde"
    r"|gesundheitszeugnis|permis (?:de conduire|[bce]\b|poids lourd)|caces|habilitation"
    r"|certifi(?:e|ee|cat)\b|carne de conducir|permiso de conducir|carnet de|certificad[oa]"
    r"|certificacion|colegiad[oa]|carta de conducao|carteira de motorista|\bcnh\b"
    r"|certificac(?:ao|oes)|rijbewijs|certificaat|gecertificeerd|big[- ]registratie|\bvca\b"
    r"|\bvog\b"
)


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    importance: Importance
    backwards: bool
    forwards: bool


def importance_at(sentence: str, start: int, end: int, default: Importance) -> Importance:
    """How much ``sentence[start:end]`` matters, by the cue words that reach it; ``default`` without any.

    "A plus" and "preferred" reach back to the last clause boundary, "ideally" and "bonus" reach forward to
    the next one, "must" and "required" reach both ways; the nearer cue wins, then the wish.
    """
    folded = fold(sentence)
    reaching = [c for c in _cues(folded) if _reaches(folded, c, start, end)]
    if not reaching:
        return default
    return min(reaching, key=lambda c: (_distance(c, start, end), c.importance is Importance.MUST)).importance


def not_needed(sentence: str) -> bool:
    """Whether the sentence says that something is not required."""
    return _NOT_NEEDED.search(fold(sentence)) is not None


def asks(sentence: str) -> bool:
    """Whether the sentence speaks of what the applicant has to be, know or have."""
    return _ASKS.search(fold(sentence)) is not None


def does(sentence: str) -> bool:
    """Whether the sentence speaks of what the person will do in the job."""
    return _DOES.search(fold(sentence)) is not None


def is_boilerplate(sentence: str) -> bool:
    """Whether the sentence is about benefits, equal opportunity, data protection or how to apply."""
    return _BOILERPLATE.search(fold(sentence)) is not None


def is_about_the_company(sentence: str) -> bool:
    """Whether the sentence describes the employer."""
    return _ABOUT_US.search(fold(sentence)) is not None


def is_about_place(sentence: str) -> bool:
    """Whether the sentence asks for a place of work, travel or a permit."""
    return _PLACE.search(fold(sentence)) is not None


def find_licences(sentence: str) -> tuple[tuple[int, int], ...]:
    """Where the sentence speaks of a licence, a certificate or a registration."""
    return tuple((h.start(), h.end()) for h in _LICENCE.finditer(fold(sentence)))


@lru_cache(maxsize=32)
def _cues(folded: str) -> tuple[_Cue, ...]:
    """The cues of a sentence, kept for the other things that the same sentence asks for."""
    nice, must = Importance.NICE, Importance.MUST
    found = [
        _Cue(h.start(), h.end(), nice, backwards=True, forwards=False) for h in _NICE_AFTER.finditer(folded)
    ]
    found += [
        _Cue(h.start(), h.end(), nice, backwards=False, forwards=True) for h in _NICE_BEFORE.finditer(folded)
    ]
    taken = [(c.start, c.end) for c in found]
    found += [
        _Cue(h.start(), h.end(), must, backwards=True, forwards=True)
        for h in _MUST.finditer(folded)
        if not any(a < h.end() and h.start() < b for a, b in taken)
    ]
    return tuple(found)


def _reaches(folded: str, cue: _Cue, start: int, end: int) -> bool:
    if end <= cue.start:
        return cue.backwards and not _BOUNDARY.search(folded, end, cue.start)
    if start >= cue.end:
        return cue.forwards and not _BOUNDARY.search(folded, cue.end, start)
    return True


def _distance(cue: _Cue, start: int, end: int) -> int:
    return max(cue.start - end, start - cue.end, 0)
