"""Negation: the original says not, the translation does not."""

import re
from collections.abc import Iterator
from functools import lru_cache

from polnews.checks.base import Check, Translated
from polnews.languages import base_language
from polnews.provenance import Span

__all__ = ["check_negation"]

# Words that negate. Bulgarian's никой, нищо and the like are left out: they never stand without не or няма.
_NEGATING = {
    "bg": r"не|няма\w*|нямат|нямаше|нямал\w*|нито|без|недей\w*",
    "de": r"nicht|nichts|kein(?:e[nmrs]?)?|keinerlei|nie|niemals|niemand(?:e[nms])?|nirgends|nirgendwo|ohne"
    r"|weder|nein|keinesfalls|keineswegs",
    "en": r"not|\w+n[’']t|no|never|nobody|none|nothing|nowhere|without|neither|nor|cannot",
    "it": r"non|nessun[oa]?|niente|nulla|mai|senza|né|neanche|nemmeno|neppure|no",
    "pt": r"não|nenhum(?:a|as)?|nenhuns|nada|nunca|jamais|sem|nem|ninguém|tampouco",
}
# Phrases that count or compare, which another language says without a negation: "no later than", "nicht nur".
_COUNTING = {
    "bg": r"не (?:само|по-\w+|повече)(?: от| до)?|не \w+ни",
    "de": r"nicht (?:nur|mehr als|weniger als|später als)|nicht zuletzt",
    "en": r"no (?:more|less|fewer|later|earlier|longer|sooner) than|no\.? ?\d|no doubt|not just"
    r"|not (?:only|more|less|fewer|later|earlier|least)",
    "it": r"non (?:solo|soltanto|oltre|più tardi|meno|più|prima)\b|non appena|finché non"
    r"|non[ -]finanziari\w*|quanto mai",
    "pt": r"não (?:só|apenas|mais|menos)(?: de| do| da| que)?|sem dúvida|nada menos",
}
# Words that say no in another way. A translation that has more of them is given the benefit of the doubt.
_HIDDEN = {
    "bg": r"освен|извън|отказ\w*|липс\w*|избегн\w*|провал\w*|вместо|забран\w*",
    "de": r"außer\w*|fehlt?\w*|verzicht\w*|mangel\w*|verweiger\w*|statt|anstatt|kaum|scheiter\w*|sofern"
    r"|un(?!ter|ion|iver|gar|d)\w{5,}|\w{3,}los(?:e[nmrs]?)?",
    "en": r"unless|except\w*|exclud\w*|fail(?!ure)\w*|lack\w*|refus\w*|instead|outside|out of|stop\w*|void"
    r"|avoid\w*|opt out|un(?!ion|iver|der|iform|its?|iteds?|til|ifi)\w{5,}|hardly|dismiss\w*|free[zs]e|frozen"
    r"|\w{3,}less(?<!unless)(?<!regardless)",
    "it": r"tranne|eccett\w*|esclus\w*|manc(?:a|ano|ata|anza|ato|ava)|rifiut\w*|anziché|invece|fuori"
    r"|priv[oaie]|evit\w*|impossibil\w*|nullo|nulla|al più tardi|entro e non oltre",
    "pt": r"exceto|exclu\w*|falt[aoe]\w*|recus\w*|fora|evit\w*|em vez|salvo|impossí\w*"
    r"|carec\w*|deix\w* de|dispens\w*",
}
_LANGUAGES = frozenset(_NEGATING)


def check_negation(translated: Translated) -> Iterator[Check]:
    """Find a negation of the original that the translation lacks, where both languages' are known."""
    source, target = base_language(translated.source_language), base_language(translated.target_language)
    if source not in _LANGUAGES or target not in _LANGUAGES:
        return
    ours = _negations(translated.source, source)
    if not _is_lost(len(ours), len(_negations(translated.target, target))):
        return
    if _hidden(translated.target, target) > _hidden(translated.source, source):
        return
    word = translated.source[ours[0].start : ours[0].end]
    message = f"The original says no (“{word}”), the translation does not seem to."
    yield Check("negation", "severe", message, source=ours[0])


def _is_lost(ours: int, theirs: int) -> bool:
    return ours > 0 and theirs == 0


def _hidden(text: str, language: str) -> int:
    return len(_pattern(_HIDDEN, language).findall(text))


def _negations(text: str, language: str) -> list[Span]:
    """Return the words that negate, those in counting phrases left out.

    >>> text = "No later than May, but not before."
    >>> [text[span.start : span.end] for span in _negations(text, "en")]
    ['not']
    """
    plain = _pattern(_COUNTING, language).sub(lambda match: "_" * len(match.group()), text)
    return [Span(*match.span()) for match in _pattern(_NEGATING, language).finditer(plain)]


@lru_cache(maxsize=64)
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.IGNORECASE)


def _pattern(table: dict[str, str], language: str) -> re.Pattern[str]:
    return _compiled(table[language])
