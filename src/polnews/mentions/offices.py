"""Offices and titles beside a name, and the portfolios inside them."""

from polnews.mentions.bodies import BodyReader
from polnews.mentions.values import ActorMention
from polnews.words import is_known

__all__ = ["OfficeReader"]


_RANKS = frozenset({"primo", "prima", "primeiro", "primeira", "prime", "vice", "ex"})
"""Words before an office that belong to it."""


class OfficeReader(BodyReader):
    """Finds the office that belongs to a name."""

    def _split_office(self, first: int, last: int) -> tuple[int, str | None]:
        """Split "Finance Minister Ana Costa" into title and name.

        Return where the name starts and the title.
        """
        for at in range(last - 1, first - 1, -1):
            if self.lexis.is_office(self.tokens.lows[at]):
                after = at + 1 + (self.tokens.texts[at + 1 : at + 2] == ["."])
                return min(after, last), self.tokens.slice(first, at + 1)
        return first, None

    def _office(self, first: int, last: int) -> list[ActorMention]:
        """Return an office without a name, if it is more than a title."""
        real = any(
            self.lexis.is_office(self.tokens.lows[at]) and self.tokens.lows[at] not in self.lexis.titles
            for at in range(first, last)
        )
        return [self._mention(first, last, "office")] if real else []

    def _skip_portfolio(self, first: int, last: int) -> int:
        """Skip "Economia" in "il ministro dell'Economia Marco Bellini"."""
        lows = self.tokens.lows
        link = first - 1
        link -= link > 0 and lows[link] in self.lexis.articles
        office = link > 0 and lows[link] in self.lexis.office_links and self._office_within(link)
        if not office or self.lexis.is_body(lows[first]):
            return first
        known = [is_known(low, self.tokens.language) for low in lows[first:last]]
        if all(known) and len(known) <= 2:
            return last
        if not known[0]:
            return first
        return first + (2 if len(known) >= 4 and known[1] else 1)

    def _office_within(self, link: int) -> bool:
        """Whether an office stands up to seven words before a token, in the same phrase."""
        far = (
            8 if self.tokens.lows[link].startswith(("d", "of", "на", "по")) else 3
        )  # "per" and "за" mean "to" too
        for at in range(link - 1, max(-1, link - far), -1):
            if self.lexis.is_office(self.tokens.lows[at]):
                return True
            if not self.tokens.texts[at][0].isalpha() or self.tokens.lows[at] in self.lexis.speech:
                return False
        return False

    def _office_before(self, first: int) -> str | None:
        """Return the office that stands before a name, over a portfolio and a comma."""
        tokens, at = self.tokens, first - 1
        if at >= 0 and tokens.lows[at] in self.lexis.office_links | self.lexis.place_preps | {"von"}:
            return None  # "the director of X": X is what the office belongs to
        for _ in range(7):
            if (
                at < 0
                or (tokens.texts[at] in ".;:!?" and not self._abbreviates_title(at))
                or tokens.texts[at][0] == "\n"
            ):
                return None
            if self.lexis.is_office(tokens.lows[at]):
                at -= at > 0 and tokens.lows[at - 1] in _RANKS
                return tokens.slice(at, first).rstrip(" ,.")
            if tokens.lows[at] in self.lexis.speech or tokens.texts[at][0].isdigit():
                return None
            at -= 1
        return None

    def _title_is_near(self, first: int) -> bool:
        """Whether only a comma, dot or portfolio parts the office and the name."""
        lows, at = self.tokens.lows, first - 1
        direct = self._titled(first)
        linked = at >= 0 and (lows[at] in self.lexis.place_preps or lows[at] in self.lexis.articles)
        if (linked and not direct) or (at >= 0 and lows[at] in self.lexis.office_links and not direct):
            return False
        at -= at >= 0 and self.tokens.texts[at] in ".,"
        if at >= 0 and self.lexis.is_office(lows[at]):
            return True
        for _ in range(5):
            at -= 1
            if at < 0 or self.tokens.texts[at] in '.,;:!?„“«»"':
                return False
            if self.lexis.is_office(lows[at]):
                return (
                    lows[at + 1] in self.lexis.office_links
                    or lows[at + 1].endswith(("'", "’"))
                    or self.german
                    or self.tokens.language in ("en", "it")
                )
        return False

    def _titled(self, at: int) -> bool:
        """Whether Herr, Frau, Dr. or an office stands directly before the word."""
        before = at - 1
        while before > 0 and self.tokens.texts[before] in (".", "ª", "º"):
            before -= 1
        return before >= 0 and self.lexis.is_office(self.tokens.lows[before])
