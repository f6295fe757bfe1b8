"""Opinion: sentences that judge in the version's own voice, by small lists of judging words in five languages.

What somebody else is quoted with is not the version's opinion, so what stands between quotation marks is not looked at.
The lists hold general words of comment pages and no names. A language without a list has only its questions and
exclamations.
"""

import re
from functools import lru_cache

from polnews.languages import base_language

__all__ = ["is_opinion"]

_QUOTED = re.compile(r"[„“\"«»‘‚][^„“”\"«»‘’‚]*[“”\"«»’]")
_CALLING = re.compile(r"[?!][\s)\]]*$")

# Evaluations, complaints, demands and doubts, and the first person of an editor. Stems end in \w*.
_JUDGING = {
    "bg": r"за съжаление|за щастие|жалко|разбира се|очевидно|явно|безспорно|несъмнено|крайно време|крайно недостатъчн\w*"
    r"|твърде (?:малко|късно|скъп\w*|слаб\w*)|половинчат\w*|закъснял\w*|грешк[аи]|грешн\w+ (?:посока|път)"
    r"|правилн\w+ (?:посока|решение|стъпка)|пропуснат\w* (?:шанс|възможност)|разочаров\w*|срам\w*|абсурд\w*|наивн\w*"
    r"|тревожн\w*|притеснителн\w*|смел\w+|безотговорн\w*|лицемер\w*|празни думи|пожелателн\w*|едва ли|остава да се види"
    r"|трябваше (?:вече|отдавна)|заслужава\w*|добра новина|лоша новина|според нас|смятаме|нашето мнение"
    r"|в най-добрия случай|не стига|далеч от|истинският въпрос|прах в очите|късогледств\w*",
    "de": r"leider|zum Glück|glücklicherweise|bedauerlich\w*|zweifellos|offensichtlich|natürlich|überfällig\w*"
    r"|höchste Zeit|zu (?:wenig|spät|teuer|zögerlich|zaghaft|kurz gegriffen)|halbherzig\w*|kurzsichtig\w*|verfehlt\w*"
    r"|falsche[nrs]? (?:Weg|Richtung|Signal)|richtige[nrs]? (?:Weg|Richtung|Schritt|Signal)|Schritt in die richtige"
    r"|verpasste Chance|vertane Chance|enttäusch\w*|beschämend\w*|absurd\w*|naiv\w*|besorgniserregend\w*"
    r"|beunruhigend\w*|mutig\w*|verantwortungslos\w*|scheinheilig\w*|Lippenbekenntnis\w*|Symbolpolitik|Augenwischerei"
    r"|kaum überzeug\w*|bleibt abzuwarten|fragt sich|fraglich|fragwürdig\w*|zweifelhaft\w*|hätte (?:längst|schon)"
    r"|längst (?:fällig|nötig|hätte)|verdient (?:Lob|Kritik|Anerkennung)|gute Nachricht|schlechte Nachricht"
    r"|unserer (?:Ansicht|Meinung)|unseres Erachtens|bestenfalls|nicht genug|reicht nicht|greift zu kurz|Tropfen auf"
    r"|alles andere als|eigentliche Frage|lässt zu wünschen|kein Ruhmesblatt|ein Fehler|unverständlich\w*",
    "en": r"unfortunately|fortunately|regrettabl\w*|sadly|undoubtedly|obviously|clearly|frankly|rightly|wrongly|overdue"
    r"|high time|too (?:little|late|timid|costly|cautious|weak)|half-hearted\w*|short-?sighted\w*|misguided|ill-advised"
    r"|(?:right|wrong) (?:direction|step|move|signal|way)|missed (?:chance|opportunity)|disappoint\w*|shameful\w*|absurd\w*"
    r"|naive\w*|worrying\w*|worrisome|alarming\w*|troubling|courageous\w*|irresponsible|hypocri\w*|lip service"
    r"|window[- ]dressing|tokenis\w*|remains to be seen|questionable|dubious|doubtful|should have|ought to|deserves?"
    r"|good news|bad news|in our (?:view|opinion)|we (?:believe|think)|arguably|at best|not enough|falls? short|far from"
    r"|little more than|rings? hollow|real question|leaves? much to be desired|a mistake|wishful|smacks? of|no wonder"
    r"|unsurprising\w*|sensible|welcome (?:step|move|news|change|sign)|commendable|laudable|admirabl\w*|hard to see",
    "it": r"purtroppo|per fortuna|fortunatamente|indubbiamente|senza dubbio|ovviamente|evidentemente|chiaramente"
    r"|era ora|finalmente|troppo (?:poco|tardi|timid\w*|cost\w*|debol\w*)|poco convincent\w*|miope|miopi|miopia"
    r"|direzione (?:giusta|sbagliata)|giusta direzione|passo (?:giusto|sbagliato)|scelta (?:giusta|sbagliata|infelice)"
    r"|occasion[ei] (?:persa|mancata|perduta|perse|mancate)|deludent\w*|delusion\w*|vergogn\w*|assurd\w*|ingenu\w*"
    r"|preoccupante|preoccupanti|allarmante|allarmanti|coraggios\w*|irresponsabil\w*|ipocri\w*|parole vuote"
    r"|resta da vedere|rimane da vedere|discutibil\w*|dubbi[ao]|avrebbe dovuto|avrebbero dovuto|bisognerebbe"
    r"|merita\w*|buona notizia|cattiva notizia|a nostro (?:avviso|parere)|crediamo|nel migliore dei casi|non basta"
    r"|ben lontan\w*|lascia (?:molto )?a desiderare|vera domanda|un errore|foglia di fico|di facciata|c'è da chiedersi"
    r"|difficile credere|tutt'altro che|lodevol\w*|auspicabil\w*",
    "pt": r"infelizmente|felizmente|lamentavel\w*|lamentável|sem dúvida|obviamente|claramente|evidentemente|já era tempo"
    r"|demasiado (?:pouco|tarde|tímid\w*|car\w*|frac\w*)|tarde demais|pouco convincente|míope|miopia"
    r"|direção (?:certa|errada)|caminho (?:certo|errado)|passo (?:certo|errado|na direção)|escolha (?:certa|errada)"
    r"|oportunidade[s]? perdida[s]?|dececion\w*|decepcion\w*|desilusão|vergonh\w*|absurd\w*|ingénu\w*|ingénuo|preocupante"
    r"|preocupantes|alarmante\w*|corajos\w*|irresponsáve\w*|hipócrit\w*|hipocrisia|palavras vãs|resta saber|resta ver"
    r"|está por ver|discutível|questionáve\w*|duvidos\w*|deveria ter|deveriam ter|merece\w*|boa notícia|má notícia"
    r"|a nosso ver|na nossa opinião|acreditamos|na melhor das hipóteses|não basta|não chega|longe de|deixa a desejar"
    r"|verdadeira questão|um erro|operação de cosmética|é difícil acreditar|louvável|tudo menos|meia medida|meias medidas",
}


def is_opinion(text: str, language: str) -> bool:
    """Whether a sentence judges rather than reports, as far as its words show it.

    >>> is_opinion("Unfortunately, the plan falls short.", "en"), is_opinion("The plan passed by 61 to 40.", "en")
    (True, False)
    >>> is_opinion('"Unfortunately it falls short," the union said.', "en")
    False
    """
    plain = _QUOTED.sub(" ", text)
    if _CALLING.search(plain):
        return True
    words = _JUDGING.get(base_language(language))
    return words is not None and _pattern(words).search(plain) is not None


@lru_cache(maxsize=8)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.IGNORECASE)
