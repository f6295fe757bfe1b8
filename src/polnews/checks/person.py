"""The first person: "I have to work with them" for "there must be cooperation"."""

import re
from collections.abc import Iterator

from polnews.checks.base import Check, Translated
from polnews.languages import base_language
from polnews.provenance import Span

__all__ = ["check_person"]

# "I" with a verb after it and no name before it: not World War I, not point I.
_SAYS_I = {
    "bg": r"\b([Аа]з)\b",
    "de": r"\b([Ii]ch)\b",
    "en": r"(?:^|[^\w\s] ?|\b(?:[a-z]\w*|And|As|But|If|So|When) )(I(?:[’'](?:d|ll|m|ve))?)(?= [a-z])",
    "it": r"\b([Ii]o)\b",
    "pt": r"\b([Ee]u)\b",
}
# Words, and endings of verbs, that may be of the first person, one or several.
_FIRST_PERSON = {
    "bg": r"аз|мене?|м[еи]|мо[йяеи]\w*|ние|ни|нас|наш\w*|съм|мога|ще \w+[ая]|\w+(?:[ая]м|ме)",
    "de": r"ich|mi[rc]h?|mein(?:e[nmrs]?)?|wir|uns|unser\w*",
    "en": r"I|I[’']\w+|me|my|mine|myself|we|us|ours?|ourselves",
    "it": r"io|m[ei]|mi[oae]|miei|noi|ci|nostr\w+|sono|ho|\w+(?:rò|iamo|remo)",
    "pt": r"eu|me|mim|meus?|minhas?|comigo|n[óo]s|noss\w+|sou|estou|tenho|vou|\w+(?:rei|mos)",
}
_SPOKEN = re.compile(r"[\"“”„«»‘]|^\s*[–—-]")


def check_person(translated: Translated) -> Iterator[Check]:
    """Find a translation that says "I" where nothing in the original does; nobody speaks so outside quotations."""
    source, target = base_language(translated.source_language), base_language(translated.target_language)
    if source not in _FIRST_PERSON or target not in _SAYS_I or _SPOKEN.search(translated.source):
        return
    found = re.search(_SAYS_I[target], translated.target)
    if found and not re.search(rf"\b(?:{_FIRST_PERSON[source]})\b", translated.source, re.IGNORECASE):
        message = f"The translation says “{found.group(1)}”, the original does not seem to."
        yield Check("person", "warning", message, target=Span(*found.span(1)))
