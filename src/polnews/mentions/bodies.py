"""Where the name of an organisation ends: "Ministry of Foreign Affairs", "Министерство на финансите"."""

from polnews.mentions.actor_words import LEGAL_FORMS
from polnews.mentions.countries import cities
from polnews.mentions.name_context import OPENERS, NameContext, starts_sentence

__all__ = ["BodyReader"]


class BodyReader(NameContext):
    """Finds the ends of organisations' names."""

    def _quoted_body(self, first: int) -> bool:
        """Whether a run in quotation marks follows a word like "company": фирмата „Зелен път“."""
        at = first - 1
        if at < 1 or self.tokens.texts[at] not in OPENERS:
            return False
        kind = self.tokens.lows[at - 1]
        return kind in self.lexis.body_kinds or self.lexis.is_body(kind)

    def _closing_mark(self, last: int) -> int:
        """Return the token of the closing mark when it follows soon, else `last`."""
        ahead = range(last, min(last + 4, len(self.tokens)))
        return next((at for at in ahead if self.tokens.texts[at] in '“”»"'), last)

    def _body_end(self, first: int, last: int) -> int | None:
        """Return where the organisation that starts at `first` ends, or None when the run names none."""
        if last - first == 1 and self.tokens.lows[first] in LEGAL_FORMS:
            return None
        heads = [at for at in range(first, last) if self.lexis.is_body(self.tokens.lows[at])]
        if not heads:
            return self._body_of_lower_words(first, last)
        alone = last - first == 1 and self.tokens.lows[first] not in LEGAL_FORMS
        if alone and self.german and not self.lexis.is_compound_body(self.tokens.lows[first]):
            return self._extend_body(first, last) if self._extend_body(first, last) > last else None
        if (
            alone
            and starts_sentence(self.tokens, first, self.lexis)
            and self._extend_body(first, last) == last
        ):
            return last if self.tokens.lows[first] in self.evidence.capital or self.german else None
        if self.headline and last - first > 4:
            return None
        return self._extend_body(first, last)

    def _body_of_lower_words(self, first: int, last: int) -> int | None:
        """Read "Европейската комисия", "Conselho económico": a capital first, the head in lower case."""
        if self.tokens.language != "bg" or not all(self._adjective(at) for at in range(first, last)):
            return None
        for at in range(last, min(last + 3, len(self.tokens))):
            low = self.tokens.lows[at]
            if not self.tokens.texts[at][0].islower():
                return None
            if self.lexis.is_body(low):
                return self._company_tail(self._extend_capital(at + 1)) if self._adjective(first) else None
            if not self._adjective(at):
                return None
        return None

    def _company_tail(self, at: int) -> int:
        return (at < len(self.tokens) and self._legal_form(at)) or at

    def _adjective(self, at: int) -> bool:
        return self.tokens.lows[at].endswith(
            (
                "шката",
                "шкият",
                "шкия",
                "шки",
                "шка",
                "шко",
                "ски",
                "ска",
                "ско",
                "ските",
                "ската",
                "ското",
                "ския",
                "ският",
                "ен",
                "на",
                "но",
                "ният",
                "ния",
                "ната",
                "ното",
                "ните",
                "ен",
                "ва",
                "ви",
                "вият",
                "вата",
            )
        )

    def _body_by_lower_head(self, index: int) -> int | None:
        """Read "ministero delle Finanze" and "министерството на финансите", whose head has no capital."""
        low, language = self.tokens.lows[index], self.tokens.language
        if not low.startswith(("ministero", "ministério", "министерство")) or index + 2 >= len(self.tokens):
            return None
        end = self._extend_body(index, index + 1)
        return end if end > index + 1 and language in ("it", "pt", "bg") else None

    def _extend_body(self, first: int, last: int) -> int:
        """Extend an organisation over "für Umwelt", "of Foreign Affairs", "delle Finanze", "на финансите"."""
        tokens, at = self.tokens, last
        if tokens.lows[last - 1] in self.lexis.unnamed:
            return last
        while (
            self.lexis.body_adjectives and at < len(tokens) and at - last < 2 and self._italian_adjective(at)
        ):
            at += 1
        for _ in range(3):
            following = self._complement(at)
            if following is None or (
                at - first > 1 and tokens.slice(following - 1, following) in cities(tokens.language)
            ):
                break
            at = following
        return at

    def _italian_adjective(self, at: int) -> bool:
        text, low = self.tokens.texts[at], self.tokens.lows[at]
        return (
            text[0].islower()
            and len(low) > 3
            and low.endswith(self.lexis.body_adjectives)
            and not self._plain(at)
            and low not in self.lexis.speech
        )

    def _complement(self, at: int) -> int | None:
        """Return the end of "of the Interior", "e della Famiglia" at a token; None when none stands there."""
        tokens, lexis = self.tokens, self.lexis
        if at + 1 >= len(tokens):
            return None
        joined = tokens.lows[at] in lexis.joiners
        link = at + joined
        if link + 1 >= len(tokens):
            return None
        linked = tokens.lows[link] in lexis.body_links
        if not linked and not joined:
            return None
        noun = link + linked
        while noun < len(tokens) and tokens.lows[noun] in lexis.articles:
            noun += 1
        if noun >= len(tokens) or not tokens.texts[noun][0].isalpha():
            return None
        if tokens.texts[noun][0].isupper():
            if joined and not linked and not self._portfolio_join(at):
                return None
            end = self._capital_run(noun)
            return self._body_of_lower_words(end - 1, end) or end  # Комисия ... на Европейския парламент
        lower_fits = tokens.language == "bg" or (tokens.language == "it" and linked and not joined)
        if not linked or not lower_fits or self._plain(noun):
            return None
        return min(noun + 1 + (tokens.language == "bg" and self._definite_adjective(noun)), len(tokens))

    def _portfolio_join(self, at: int) -> bool:
        """Whether "and" joins two fields of one ministry: the complement before it began with a link."""
        return any(self.tokens.lows[index] in self.lexis.body_links for index in range(max(0, at - 4), at))

    def _capital_run(self, at: int) -> int:
        first = at
        while (
            at < len(self.tokens)
            and self._is_capital(at)
            and at - first < 5
            and (at == first or not self._plain(at))
        ):
            at += 1
        return at

    def _extend_capital(self, at: int) -> int:
        """Extend over "на Словакия": a link and a capital."""
        tokens = self.tokens
        if at + 1 < len(tokens) and tokens.lows[at] in self.lexis.body_links and self._is_capital(at + 1):
            return self._capital_run(at + 1)
        return at
