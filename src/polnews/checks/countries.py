"""Countries: one that became another, adjectives included: "Czech" is not "Swiss"."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from polnews.checks.base import Check, Translated
from polnews.checks.names import ALIKE
from polnews.languages import base_language
from polnews.provenance import Span

__all__ = ["check_countries", "copied_countries", "swapped_country"]

# Adjectives of a country are often the name of its language, which CLDR has in all languages; not so English.
_LANGUAGES = dict(
    pair.split(":")
    for pair in (  # noqa: SIM905
        "bg:BG cs:CZ da:DK de:DE el:GR es:ES et:EE fi:FI fr:FR hr:HR hu:HU id:ID is:IS it:IT ja:JP ko:KR "
        "lb:LU lt:LT lv:LV mk:MK mt:MT nb:NO nl:NL no:NO pl:PL pt:PT ro:RO ru:RU sk:SK sl:SI sq:AL sr:RS "
        "sv:SE tr:TR uk:UA zh:CN"
    ).split()
)

# How words begin that neither the country's nor its language's name begins, in the first-class languages.
_MORE = {
    "en": """
        american:US us:US usa:US brit:GB uk:GB england:GB hellenic:GR turkey:TR cypriot:CY swiss:CH belgi:BE
        irish:IE argentin:AR
    """,
    "de": """
        us:US usa:US amerika:US britisch:GB brite:GB großbritannien:GB england:GB englisch:GB deutsch:DE
        tschech:CZ belgi:BE osterr:AT zypr:CY
    """,
    "it": """
        usa:US american:US statunitens:US britannic:GB inghilterra:GB inglese:GB inglesi:GB belg:BE greci:GR
        greco:GR cines:CN ceco:CZ ceca:CZ cechi:CZ ceche:CZ danes:DK svedes:SE polacc:PL rumen:RO croat:HR
        slovacc:SK sloven:SI ucrain:UA turco:TR turca:TR turchi:TR turche:TR russo:RU russa:RU russi:RU
        russe:RU serbo:RS serba:RS serbi:RS olandes:NL olanda:NL elvetic:CH cipriot:CY norveges:NO
    """,
    "pt": """
        eua:US american:US estadunidens:US britânic:GB grã-bretanha:GB inglaterra:GB inglês:GB inglesa:GB
        checo:CZ checa:CZ grego:GR grega:GR belga:BE alemã:DE alemão:DE neerland:NL cipriot:CY chinês:CN
        chines:CN suíç:CH suec:SE polac:PL turco:TR turca:TR turcos:TR turcas:TR russo:RU russa:RU russos:RU
        russas:RU romen:RO croat:HR dinamarqu:DK holand:NL ucran:UA norueg:NO sérvio:RS sérvia:RS
    """,
    "bg": """
        сащ:US американ:US британ:GB великобритан:GB англи:GB герман:DE гръц:GR китай:CN белги:BE австр:AT
        кипър:CY щатск:US доминикан:DO холанд:NL норвеж:NO чешк:CZ полск:PL френск:FR датск:DK шведск:SE
        турск:TR гръцк:GR сръбск:RS руск:RU
    """,
}

# Unions, and small places whose names begin as common words or names of people do (Réunion, Martinique).
_NOT_COUNTRIES = "EU EZ UN ZZ XA XB QO RE MQ DM GP PM BL MF SX CP AC TA HM BV IO IC EA"

_WORD = re.compile(r"[^\W\d_]+")
_DOTTED = re.compile(r"\bU\.[SK]\.")


def check_countries(translated: Translated) -> Iterator[Check]:
    """Find a country that became another one, is no longer named, or was put in.

    Names are counted: "the French government and the French firm" for a government of Luxembourg has one France too
    many. A country that is only missing may be meant by another word, such as its capital: a warning.
    """
    ours, theirs = _both(translated)
    lost, added = _surplus(ours, theirs), _surplus(theirs, ours)
    if lost and added:
        message = f"The original says {lost[0]}, the translation {added[0]}."
        ends = {"source": _span(translated.source, lost[0]), "target": _span(translated.target, added[0])}
        yield Check("country", "severe", message, **ends)
        return
    yield from _only_here(
        ours, theirs, translated.source, "source", "The translation does not seem to name the country of"
    )
    yield from _only_here(
        theirs, ours, translated.target, "target", "The original does not seem to name the country of"
    )


def _only_here(
    here: Sequence[tuple[str, str]], there: Sequence[tuple[str, str]], text: str, side: str, message: str
) -> Iterator[Check]:
    codes = {code for _, code in there}
    word = next((word for word, code in here if code not in codes), None)
    if word is not None:
        span = _span(text, word)
        source, target = (span, None) if side == "source" else (None, span)
        yield Check("country", "warning", f"{message} “{word}”.", source=source, target=target)


def swapped_country(translated: Translated) -> tuple[str, Span] | None:
    """Return the code of a country and the word that stands in its place; None unless it is plain which took whose.

    >>> swapped_country(Translated("La Germania tace.", "it", "France is silent.", "en", ""))
    ('DE', Span(start=0, end=6))
    """
    ours, theirs = _both(translated)
    lost = {code for _, code in ours} - {code for _, code in theirs}
    added = [(word, code) for word, code in theirs if code not in {code for _, code in ours}]
    if len(lost) != 1 or len(added) != 1:
        return None
    return lost.pop(), _span(translated.target, added[0][0])


def _both(translated: Translated) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the countries of both sides, without words that stand as a name of no country on the other.

    Йордан is Yordan, whatever Йордания is; so are Rumen, Giordano and Catarina.
    """
    source, target = base_language(translated.source_language), base_language(translated.target_language)
    there, here = _WORD.findall(translated.target), _WORD.findall(translated.source)
    ours = _found(translated.source, source)
    theirs = _found(translated.target, target)
    return (
        [one for one in ours if one[0] in _names(source) or not _is_a_name(one[0], there, target)],
        [one for one in theirs if one[0] in _names(target) or not _is_a_name(one[0], here, source)],
    )


def _is_a_name(word: str, there: Sequence[str], language: str) -> bool:
    from polnews.mentions.names import name_score

    return word[0].isupper() and any(
        one[0].isupper() and not _code(one, language) and name_score(word, one) >= ALIKE for one in there
    )


def copied_countries(translated: Translated) -> list[tuple[str, Span]]:
    """Return the codes of countries whose names the translation has as the original writes them, and where.

    >>> copied_countries(Translated("La Germania tace.", "it", "Germania is silent.", "en", ""))
    [('DE', Span(start=0, end=8))]
    """
    from polnews.words import is_known  # of German "Island" nothing is said: English has islands

    source, target = base_language(translated.source_language), base_language(translated.target_language)
    known, ours = _names(source), set(_WORD.findall(translated.source))
    words = ((match.group(), Span(*match.span())) for match in _WORD.finditer(translated.target))
    return [
        (known[word], span)
        for word, span in words
        if word in known
        and word in ours
        and word not in _names(target)
        and not is_known(word.lower(), target)
    ]


def _surplus(here: Sequence[tuple[str, str]], there: Sequence[tuple[str, str]]) -> list[str]:
    """Return the words of countries that are named here more often than there."""
    more = Counter(code for _, code in here) - Counter(code for _, code in there)
    return [word for word, code in here if code in more]


def _span(text: str, word: str) -> Span:
    start = text.index(word)
    return Span(start, start + len(word))


def _found(text: str, language: str) -> list[tuple[str, str]]:
    """Return the words and pairs of words that name a country, each with its ISO 3166 code.

    >>> _found("Il governo lussemburghese e la Germania", "it")
    [('lussemburghese', 'LU'), ('Germania', 'DE')]
    >>> sorted({code for _, code in _found("The Czech Republic and the U.S. agreed with Luxembourg's premier.", "en")})
    ['CZ', 'LU', 'US']
    """
    base = base_language(language)
    words = _WORD.findall(text)
    spans = words + [f"{one} {two}" for one, two in pairwise(words)] + _DOTTED.findall(text)
    return [(span, code) for span in spans if (code := _code(span, base))]


@lru_cache(maxsize=16384)
def _code(span: str, language: str) -> str:
    if span in ("us", "usa"):  # a pronoun, a verb
        return ""
    # English writes countries with a capital: "malicious" is not of Mali.
    if language == "en" and span.islower():
        return ""
    word, stems = _fold(span), _stems(language)
    stem = next((word[:end] for end in range(len(word), 1, -1) if _fits(word, end, stems)), "")
    return stems.get(stem, "")


def _fold(text: str) -> str:
    """Small letters without accents and stops: "francês", "francesa"."""
    letters = unicodedata.normalize("NFD", text.lower().replace(".", ""))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _fits(word: str, end: int, stems: Mapping[str, str]) -> bool:
    """A stem may be followed by an ending no longer than itself, of up to eight letters, a short one by none."""
    return word[:end] in stems and (
        end == len(word) or (end >= 4 and len(word) - end <= min(end + 2, 8) and " " not in word)
    )


@lru_cache(maxsize=16)
def _names(language: str) -> Mapping[str, str]:
    """Return the countries of one word, as CLDR writes them, with their codes."""
    from babel import Locale, UnknownLocaleError

    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {name: code for code, name in territories.items() if len(code) == 2 and name.isalpha()}


@lru_cache(maxsize=16)
def _stems(language: str) -> Mapping[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}
    stems = {}
    for code, name in locale.territories.items():
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES.split():
            stems[_stem(name)] = code
    for tag, code in _LANGUAGES.items():
        if tag in locale.languages:
            stems[_stem(locale.languages[tag])] = code
    return stems | {
        _fold(stem): code for stem, code in (pair.split(":") for pair in _MORE.get(language, "").split())
    }


def _stem(name: str) -> str:
    """A name without its ending: adjectives of a country mostly share its beginning."""
    low = _fold(name)
    return low if len(low) < 8 or " " in low else low[:-2]
