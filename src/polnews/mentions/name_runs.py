"""How far a run of capitals reaches: particles, initials and legal forms inside it."""

from polnews.mentions.actor_words import NOBLE
from polnews.mentions.countries import cities, country_at
from polnews.mentions.name_context import is_ordinary, starts_sentence
from polnews.mentions.offices import OfficeReader

__all__ = ["RunReader"]

_LONGEST = 8  # tokens of one name; longer runs of capitals are headlines


class RunReader(OfficeReader):
    """Finds the end of a run of capitals."""

    def _glued_to_name(self, first: int, last: int) -> bool:
        """Whether a country's name stands inside a longer name: Michael Jordan, Bank of Portugal."""
        before = first > 0 and self._is_capital(first - 1) and not self._plain(first - 1)
        before = before and not self.lexis.is_office(self.tokens.lows[first - 1])
        after = last < len(self.tokens) and self._is_capital(last) and not self.german
        after = after and self.lexis.is_body(self.tokens.lows[last])
        return bool(
            (before and not self.german and not starts_sentence(self.tokens, first - 1, self.lexis)) or after
        )

    def _run_end(self, index: int) -> int:
        """Return the token after a run of capitals, with the particles and initials inside it."""
        tokens, at = self.tokens, index + 1
        while at < len(tokens) and at - index < _LONGEST:
            legal = self._legal_form(at)
            if legal is not None:
                return legal
            if self._joins_run(at):
                at += 1
                continue
            if self._plural_genitive(at):
                at += 2
                continue
            if (
                tokens.texts[at] == "."
                and self._abbreviates(at)
                and at + 1 < len(tokens)
                and self._is_capital(at + 1)
            ):
                at += 1
                continue
            step = 2 if tokens.lows[at + 1 : at + 2] and tokens.lows[at + 1] in NOBLE else 1
            particle = (
                not self._is_role(at - 1)
                and tokens.lows[at] in NOBLE
                and not (
                    self.german
                    and tokens.lows[at] in ("von", "zu", "zum", "der", "den")
                    and self._both_nouns(at - 1, at + step)
                )
            )
            particle = particle and tokens.texts[at][0].islower() and at + step < len(tokens)
            if (
                particle
                and self._is_capital(at + step)
                and not self._plain(at + step)
                and not self._acronym(at + step)
                and self._particle_fits(index, at)
            ):
                at += step + 1
                continue
            break
        return at

    def _plural_genitive(self, at: int) -> bool:
        """Whether an apostrophe joins two words of a name: Seafarers' Union."""
        tokens = self.tokens
        apostrophe = (
            tokens.language == "en" and tokens.texts[at] in "'’" and tokens.lows[at - 1].endswith("s")
        )
        return apostrophe and at + 1 < len(tokens) and not tokens.glued(at + 1) and self._joins_run(at + 1)

    def _both_nouns(self, left: int, right: int) -> bool:
        """Whether dictionary words stand on both sides of a particle: "Zugang zu Ärzten"."""
        return right < len(self.tokens) and all(
            is_ordinary(self.tokens.lows[at], "de") for at in (left, right)
        )

    def _joins_run(self, at: int) -> bool:
        if not self._is_capital(at):
            return False
        if self._plain(at) and not self._surname_like(at) and not self._acronym(at):
            return False
        return country_at(self.tokens, at) is None or self.lexis.is_body(self.tokens.lows[at - 1])

    def _acronym(self, at: int) -> bool:
        """Whether a word is in capitals beside one that is not: the AI of a firm's name is no Italian "ai"."""
        before, text = self.tokens.texts[at - 1], self.tokens.texts[at]
        return len(text) > 1 and text.isupper() and not before.isupper() and not self._shouting(at)

    def _surname_like(self, at: int) -> bool:
        """Whether a plain word with a capital inside a sentence still belongs to a name: "Theresa May"."""
        return (
            self.tokens.language != "de"
            and not self.german
            and self.tokens.lows[at] in ("may", "august", "domingo")
        )

    def _particle_fits(self, first: int, at: int) -> bool:
        """Whether "de" or "da" goes on a person's name and is not the "of" of an office or body."""
        if self.tokens.language in ("pt", "it") and self.tokens.lows[at] not in ("von", "van"):
            inside = range(first, at)
            lows = self.tokens.lows
            following = self.tokens.texts[at + 1]
            return (
                following not in cities(self.tokens.language)
                and country_at(self.tokens, at + 1) is None
                and not any(
                    self.lexis.is_office(lows[index]) or self.lexis.is_body(lows[index]) for index in inside
                )
            )
        after = at + 1 + (self.tokens.lows[at + 1] in NOBLE)
        return not self._is_role(after) and country_at(self.tokens, after) is None
