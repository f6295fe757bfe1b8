"""Mentions of one actor put together, across spellings and scripts."""

from collections.abc import Iterable

from polnews.mentions.names import consonants, same_name
from polnews.mentions.values import Actor, ActorKind, ActorMention

__all__ = ["group_actors"]

_LOOSE: frozenset[ActorKind] = frozenset({"other", "place"})  # kinds another mention may know better


def group_actors(mentions: Iterable[ActorMention]) -> list[Actor]:
    """Group mentions that name the same actor.

    Countries are the same by their code. Persons are the same when the family name sounds the same and the
    given names, where both are written, do too; organisations when all parts agree, or one is the acronym of
    the other. The cost is linear: only names with the same consonants in the last part are compared.

    Args:
        mentions: Mentions of one document or of several, in any languages.

    Returns:
        Actors by first mention; `name` is the longest spelling, the first of them when equally long.

    >>> found = [ActorMention(0, 11, "Люк Фриден", "person"), ActorMention(50, 56, "Фридън", "person")]
    >>> [(actor.name, len(actor.mentions)) for actor in group_actors(found)]
    [('Люк Фриден', 2)]
    """
    groups: list[list[ActorMention]] = []
    buckets: dict[str, list[int]] = {}
    for mention in mentions:
        keys = _keys(mention)
        candidates = (at for key in keys for at in buckets.get(key, ()))
        home = next((at for at in candidates if _same(groups[at][0], mention)), None)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(mention)
        for key in keys:
            bucket = buckets.setdefault(key, [])
            if home not in bucket and len(bucket) < _FULL:
                bucket.append(home)
    return [_actor(group) for group in groups]


_FULL = 32  # groups compared per sound, so that a list of like-sounding names stays linear


def _keys(mention: ActorMention) -> list[str]:
    if mention.code is not None:
        return [f"code:{mention.code}"]
    if mention.kind == "organisation":
        short = _acronym(mention.text)
        return [consonants(mention.text), f"short:{short}"] if short else [consonants(mention.text)]
    sound = consonants(mention.text)
    return [sound, sound[:-1]] if sound.endswith("s") and len(sound) > 2 else [sound]


def _acronym(text: str) -> str:
    if text.isupper() and " " not in text:
        return text
    return "".join(word[0] for word in text.split() if word[0].isupper() or len(word) > 4).upper()


def _same(first: ActorMention, mention: ActorMention) -> bool:
    if first.code is not None or mention.code is not None:
        return first.code == mention.code
    loose = first.kind in _LOOSE or mention.kind in _LOOSE
    if not loose and first.kind != mention.kind:
        return False
    if first.kind == "organisation" and mention.kind == "organisation":
        if first.text.isupper() != mention.text.isupper():
            return _acronym(first.text) == _acronym(mention.text)
        if len(first.text.split()) != len(mention.text.split()):
            return False
    return same_name(first.text, mention.text) or same_name(first.text, mention.text.removesuffix("s"))


def _actor(group: list[ActorMention]) -> Actor:
    fullest = max(group, key=lambda mention: len(mention.text.split()))
    kind = next((mention.kind for mention in group if mention.kind not in _LOOSE), group[0].kind)
    titles = [mention.title for mention in group if mention.title]
    return Actor(fullest.text, kind, tuple(group), group[0].code, titles[0] if titles else None)
