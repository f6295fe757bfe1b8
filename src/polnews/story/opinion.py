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
    "bg": r"за съжаление|за щастие|жалко|разбира се|очевидно|явно|безспорно|несъмнено|крайно време"
    r"|крайно недостатъчн\w*|твърде (?:малко|късно|скъп\w*|слаб\w*)|половинчат\w*|закъснял\w*"
    r"|грешк[аи]|грешн\w+ (?:посока|път)|правилн\w+ (?:посока|решение|стъпка)"
    r"|пропуснат\w* (?:шанс|възможност)|разочаров\w*|срам\w*|абсурд\w*|наивн\w*|тревожн\w*"
    r"|притеснителн\w*|смел\w+|безотговорн\w*|лицемер\w*|празни думи|пожелателн\w*|едва ли"
    r"|остава да се види|трябваше (?:вече|отдавна)|заслужава\w*|добра новина|лоша новина"
    r"|според нас|смятаме|нашето мнение|в най-добрия случай|не стига|далеч от|истинският въпрос"
    r"|прах в очите|късогледств\w*",
    "de": r"leider|zum Glück|glücklicherweise|bedauerlich\w*|zweifellos|offensichtlich|natürlich"
    r"|überfällig\w*|höchste Zeit|zu (?:wenig|spät|teuer|zögerlich|zaghaft|kurz gegriffen)"
    r"|halbherzig\w*|kurzsichtig\w*|verfehlt\w*|falsche[nrs]? (?:Weg|Richtung|Signal)"
    r"|richtige[nrs]? (?:Weg|Richtung|Schritt|Signal)|Schritt in die richtige|verpasste Chance"
    r"|vertane Chance|enttäusch\w*|beschämend\w*|absurd\w*|naiv\w*|besorgniserregend\w*"
    r"|beunruhigend\w*|mutig\w*|verantwortungslos\w*|scheinheilig\w*|Lippenbekenntnis\w*"
    r"|Symbolpolitik|Augenwischerei|kaum überzeug\w*|bleibt abzuwarten|fragt sich|fraglich"
    r"|fragwürdig\w*|zweifelhaft\w*|hätte (?:längst|schon)|längst (?:fällig|nötig|hätte)"
    r"|verdient (?:Lob|Kritik|Anerkennung)|gute Nachricht|schlechte Nachricht"
    r"|unserer (?:Ansicht|Meinung)|unseres Erachtens|bestenfalls|nicht genug|reicht nicht"
    r"|greift zu kurz|Tropfen auf|alles andere als|eigentliche Frage|lässt zu wünschen"
    r"|kein Ruhmesblatt|ein Fehler|unverständlich\w*",
    "en": r"unfortunately|fortunately|regrettabl\w*|sadly|undoubtedly|obviously|clearly|frankly|rightly"
    r"|wrongly|overdue|high time|too (?:little|late|timid|costly|cautious|weak)|half-hearted\w*"
    r"|short-?sighted\w*|misguided|ill-advised|(?:right|wrong) (?:direction|step|move|signal|way)"
    r"|missed (?:chance|opportunity)|disappoint\w*|shameful\w*|absurd\w*|naive\w*|worrying\w*"
    r"|worrisome|alarming\w*|troubling|courageous\w*|irresponsible|hypocri\w*|lip service"
    r"|window[- ]dressing|tokenis\w*|remains to be seen|questionable|dubious|doubtful|should have"
    r"|ought to|deserves?|good news|bad news|in our (?:view|opinion)|we (?:believe|think)|arguably"
    r"|at best|not enough|falls? short|far from|little more than|rings? hollow|real question"
    r"|leaves? much to be desired|a mistake|wishful|smacks? of|no wonder|unsurprising\w*|sensible"
    r"|welcome (?:step|move|news|change|sign)|commendable|laudable|admirabl\w*|hard to see",
    "it": r"purtroppo|per fortuna|fortunatamente|indubbiamente|senza dubbio|ovviamente|evidentemente"
    r"|chiaramente|era ora|finalmente|troppo (?:poco|tardi|timid\w*|cost\w*|debol\w*)"
    r"|poco convincent\w*|miope|miopi|miopia|direzione (?:giusta|sbagliata)|giusta direzione"
    r"|passo (?:giusto|sbagliato)|scelta (?:giusta|sbagliata|infelice)"
    r"|occasion[ei] (?:persa|mancata|perduta|perse|mancate)|deludent\w*|delusion\w*|vergogn\w*"
    r"|assurd\w*|ingenu\w*|preoccupante|preoccupanti|allarmante|allarmanti|coraggios\w*"
    r"|irresponsabil\w*|ipocri\w*|parole vuote|resta da vedere|rimane da vedere|discutibil\w*"
    r"|dubbi[ao]|avrebbe dovuto|avrebbero dovuto|bisognerebbe|merita\w*|buona notizia"
    r"|cattiva notizia|a nostro (?:avviso|parere)|crediamo|nel migliore dei casi|non basta"
    r"|ben lontan\w*|lascia (?:molto )?a desiderare|vera domanda|un errore|foglia di fico"
    r"|di facciata|c'è da chiedersi|difficile credere|tutt'altro che|lodevol\w*|auspicabil\w*",
    "pt": r"infelizmente|felizmente|lamentavel\w*|lamentável|sem dúvida|obviamente|claramente"
    r"|evidentemente|já era tempo|demasiado (?:pouco|tarde|tímid\w*|car\w*|frac\w*)|tarde demais"
    r"|pouco convincente|míope|miopia|direção (?:certa|errada)|caminho (?:certo|errado)"
    r"|passo (?:certo|errado|na direção)|escolha (?:certa|errada)|oportunidade[s]? perdida[s]?"
    r"|dececion\w*|decepcion\w*|desilusão|vergonh\w*|absurd\w*|ingénu\w*|ingénuo|preocupante"
    r"|preocupantes|alarmante\w*|corajos\w*|irresponsáve\w*|hipócrit\w*|hipocrisia|palavras vãs"
    r"|resta saber|resta ver|está por ver|discutível|questionáve\w*|duvidos\w*|deveria ter"
    r"|deveriam ter|merece\w*|boa notícia|má notícia|a nosso ver|na nossa opinião|acreditamos"
    r"|na melhor das hipóteses|não basta|não chega|longe de|deixa a desejar|verdadeira questão"
    r"|um erro|operação de cosmética|é difícil acreditar|louvável|tudo menos|meia medida"
    r"|meias medidas",
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
