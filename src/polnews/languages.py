"""Language tags: BCP 47 at the border, each engine's private codes inside.

The only module that uses `langcodes`, which it loads on first use.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from polnews.errors import LanguageError

__all__ = [
    "FIRST_CLASS",
    "Pair",
    "argos_code",
    "base_language",
    "direction",
    "from_argos_code",
    "language_name",
    "normalise_tag",
    "spellings",
]

FIRST_CLASS = ("bg", "de", "en", "it", "pt")
"""Languages for which every rule, list and test exists."""

# Argos Translate's index uses a few codes that are not BCP 47: Brazilian Portuguese, traditional Chinese.
_ARGOS_TO_TAG = {"pb": "pt-BR", "zt": "zh-Hant", "nb": "nb", "no": "nb"}
_TAG_TO_ARGOS = {"pt-BR": "pb", "zh-Hant": "zt", "zh-TW": "zt", "zh-HK": "zt", "nb": "nb", "no": "nb"}


@lru_cache(maxsize=1024)
def normalise_tag(tag: str) -> str:
    """Return the canonical BCP 47 form of a language tag.

    Args:
        tag: A tag such as "de", "pt_BR" or "EN-gb".

    Returns:
        The canonical tag, e.g. "pt-BR".

    Raises:
        LanguageError: `tag` is not a language; the message says what one looks like.

    >>> normalise_tag("pt_br"), normalise_tag("EN")
    ('pt-BR', 'en')
    """
    import langcodes

    try:
        language = langcodes.Language.get(tag.strip())
    except (ValueError, AttributeError, TypeError) as error:
        raise LanguageError(_unknown(tag)) from error
    if not language.is_valid() or language.language in (None, "und"):
        raise LanguageError(_unknown(tag))
    return str(language.to_tag())


def _unknown(tag: object) -> str:
    served = ", ".join(FIRST_CLASS)
    return f"{tag!r} is not a language tag. Use a BCP 47 tag such as: {served}, or pt-BR."


def base_language(tag: str) -> str:
    """Return the language of a tag without script or region.

    >>> base_language("pt-BR")
    'pt'
    """
    return tag.partition("-")[0].lower()


@lru_cache(maxsize=1024)
def language_name(tag: str) -> str:
    """Return the English name of a language, or its code where CLDR has no name.

    >>> language_name("bg"), language_name("pt-BR"), language_name("zh-Hant"), language_name("und")
    ('Bulgarian', 'Portuguese (Brazil)', 'Chinese (Traditional)', 'Unknown language')
    """
    import langcodes
    from babel import Locale

    language, english = langcodes.Language.get(tag), Locale("en")
    code, script, region = language.language or "und", language.script or "", language.territory or ""
    name = english.languages.get(code, code)
    details = [english.scripts.get(script, script), english.territories.get(region, region)]
    more = ", ".join(filter(None, details))
    return f"{name} ({more})" if more else name


# Scripts written from right to left that languages of today use (Unicode bidirectional classes R and AL).
_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"})


@lru_cache(maxsize=1024)
def direction(tag: str) -> Literal["ltr", "rtl", "auto"]:
    """Return how a language is written, as HTML says it: "auto" when the language is not known.

    >>> direction("bg"), direction("fa"), direction("ku-Arab"), direction("und")
    ('ltr', 'rtl', 'rtl', 'auto')
    """
    import langcodes

    if base_language(tag) == "und":
        return "auto"
    return "rtl" if langcodes.Language.get(tag).maximize().script in _RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """A source and a target language, as BCP 47 tags.

    >>> str(Pair("de", "en")), str(Pair("pt-BR", "en"))
    ('de-en', 'pt-BR:en')
    >>> Pair.parse("bg-en")
    Pair(source='bg', target='en')
    """

    source: str
    target: str

    @classmethod
    def parse(cls, text: str) -> "Pair":
        """Read `de-en`, or `pt-BR:en` when a tag has a hyphen.

        Raises:
            LanguageError: `text` is not a pair of languages.
        """
        separator = ":" if ":" in text else "-"
        parts = text.split(separator)
        if len(parts) != 2 or not all(parts):
            raise LanguageError(f"{text!r} is not a language pair. Write it as de-en, or pt-BR:en.")
        return cls(normalise_tag(parts[0]), normalise_tag(parts[1]))

    def __str__(self) -> str:
        separator = ":" if "-" in self.source + self.target else "-"
        return f"{self.source}{separator}{self.target}"


def spellings(pair: Pair) -> list[Pair]:
    """Return the pair, then the pair without one region or both.

    >>> [str(p) for p in spellings(Pair("de-AT", "en"))]
    ['de-AT:en', 'de-en']
    """
    sources = dict.fromkeys([pair.source, base_language(pair.source)])
    targets = dict.fromkeys([pair.target, base_language(pair.target)])
    return [Pair(source, target) for source, target in product(sources, targets)]


def argos_code(tag: str) -> str:
    """Return the code Argos packages use for a tag.

    >>> argos_code("pt-BR"), argos_code("en-GB"), argos_code("zh-Hant")
    ('pb', 'en', 'zt')
    """
    return _TAG_TO_ARGOS.get(tag) or _TAG_TO_ARGOS.get(base_language(tag)) or base_language(tag)


def from_argos_code(code: str) -> str:
    """Return the BCP 47 tag for a code found in an Argos package.

    >>> from_argos_code("pb"), from_argos_code("de")
    ('pt-BR', 'de')
    """
    return _ARGOS_TO_TAG.get(code, code)
