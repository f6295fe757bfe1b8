"""Which parts of a web page are furniture, told by element, role, class, id, and the headings over them.

The words are those page templates use, in English as most do, and in the other languages where templates are
written in them. None of them is taken from a page of a known site.
"""

import re
from functools import lru_cache
from typing import Any, TypeAlias

__all__ = ["HIDDEN_TAGS", "furniture", "opens_furniture"]

Element: TypeAlias = Any  # of lxml, which is loaded only when a page is read

_HIDDEN_TAGS = (
    "script style noscript template iframe object embed svg canvas audio video source track map link meta "
    "head"
)
HIDDEN_TAGS = frozenset(_HIDDEN_TAGS.split())
"""Elements whose text no page shows."""

_BY_TAG = {
    "navigation": "nav menu",
    "footer": "footer",
    "aside": "aside",
    "form": "form button select option datalist textarea fieldset label input",
    "notice": "dialog",
    "caption": "figcaption",
}
_TAGS = {tag: reason for reason, tags in _BY_TAG.items() for tag in tags.split()}
_BY_ROLE = {
    "navigation": "navigation banner menu menubar tablist directory",
    "form": "search form",
    "footer": "contentinfo",
    "aside": "complementary",
    "notice": "dialog alertdialog alert",
    "share": "toolbar",
}
_ROLES = {role: reason for reason, roles in _BY_ROLE.items() for role in roles.split()}
_WORDS = {
    "navigation": "nav navbar navigation menu menubar submenu megamenu breadcrumb breadcrumbs "
    "pagination pager sitenav "
    "topbar skip skiplink skiplinks toc navigazione navigationsleiste menue navegacao briciole masthead "
    "sitemap "
    "languages langswitch",
    "footer": "footer foot colophon fuss fusszeile rodape copyright legal impressum imprint disclaimer",
    "aside": "sidebar sidebars rail widget widgets aside marginal seitenleiste barra lateral",
    "notice": "cookie cookies consent gdpr cookiebar cookiebanner onetrust usercentrics didomi popup "
    "modal overlay "
    "lightbox interstitial notification toast adblock",
    "share": "share sharing sharebar social socials sharer addtoany addthis teilen partilhar "
    "compartilhar condividi "
    "follow tweet whatsapp sharedaddy toolbox actions toolbar",
    "related": "related relateds recommended recommendations recommendation recirc recirculation "
    "outbrain taboola mostread "
    "popular trending teaser teasers more readmore readnext seealso furtherreading similar verwandt "
    "verwandte aehnliche "
    "mehr correlati correlate relacionadas relacionados crosslinks linklist morefrom upnext nextpost "
    "prevnext latest "
    "carousel",
    "newsletter": "newsletter signup subscribe subscription mailinglist optin mailchimp newsletterbox",
    "comments": "comment comments commentlist commenting disqus kommentar kommentare commenti "
    "comentarios discussion "
    "respond replies forum",
    "paywall": "paywall piano regwall premium upsell meter metering subscriber abo abonnement "
    "abbonamento assinatura "
    "offer",
    "advert": "ad ads advert adverts advertisement advertising advertorial sponsored sponsor banner "
    "werbung anzeige "
    "anuncio pubblicita publicidade dfp gpt adslot adunit promo promotion promobox",
    "byline": "byline author authors authorbox bio autor autore dateline publishdate timestamp postmeta "
    "entrymeta "
    "articlemeta meta metadata credits reporter",
    "tags": "tags tag taglist topics keywords schlagworte etichette categories cat hashtags",
    "caption": "caption credit photocredit imagecredit copyrightnotice bildunterschrift didascalia "
    "legenda legende",
    "hidden": "hidden visuallyhidden sronly screenreader offscreen invisible",
}  # fmt: skip
_WORD_REASON = {word: reason for reason, words in _WORDS.items() for word in words.split()}
_WEAK_WORDS = (
    "more tag cat ad toc skip forum discussion legal credit offer actions toolbar latest mehr meta overlay "
    "piano barra lateral foot popular premium categories alert similar"
)
_WEAK = frozenset(_WEAK_WORDS.split())
"""Words that stand in the names of wrappers too ("cat-politics"): they count as the last of two only."""
_STATES_WORDS = "has is with without no not js open show enable enabled supports page single post template"
_STATES = frozenset(_STATES_WORDS.split())
"""First words of names that tell a state of the element, not what it is ("has-sidebar", "with-comments")."""
_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_MAX_NAMES = 400


def furniture(element: Element, by_name: bool = True) -> str | None:
    """Return why an element looks like furniture, None when it does not.

    The judgement looks at the element alone, at its class and id only `by_name`; whoever asks must still see
    to it that it is not the article that is so named.
    """
    tag = element.tag
    if tag in ("html", "body", "main"):
        return None
    by_tag = _TAGS.get(tag)
    if by_tag:
        return by_tag
    role = element.get("role")
    if role and role.lower() in _ROLES:
        return _ROLES[role.lower()]
    if element.get("hidden") is not None or element.get("aria-hidden") == "true" or _is_undisplayed(element):
        return "hidden"
    if not by_name or (element.get("itemprop") or "") in ("articleBody", "headline", "text"):
        return None
    return _by_names(element.get("class") or "", element.get("id") or "")


def _is_undisplayed(element: Element) -> bool:
    style = element.get("style")
    return (
        bool(style)
        and re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style[:500].lower()) is not None
    )


@lru_cache(maxsize=8192)
def _by_names(classes: str, identity: str) -> str | None:
    for name in f"{classes} {identity}"[:_MAX_NAMES].split():
        reason = _by_name(name)
        if reason:
            return reason
    return None


def _by_name(name: str) -> str | None:
    """Judge one class or id by its words: "article-share__list" has "share", "has-sidebar" tells a state."""
    words = [piece.lower() for piece in _PIECE.findall(name)]
    if not words or words[0] in _STATES:
        return None
    for word in ("".join(words), "".join(words[:2]), "".join(words[-2:])):
        if word in _WORD_REASON and word not in _WEAK:
            return _WORD_REASON[word]
    for at, word in enumerate(words):
        if word in _WORD_REASON and (word not in _WEAK or (at == len(words) - 1 and len(words) <= 2)):
            return _WORD_REASON[word]
    return None


# --- headings that open furniture ---------------------------------------------------------------------------

_OPENERS = {
    "comments": (
        "comments?|discussion|join the (?:discussion|conversation)|kommentare?|leserkommentare|"
        "diskussion|commenti|"
        "coment[aá]rios?|коментари(?:те)?|мнения|дискусия"
    ),
    "related": (
        "related.*|recommended.*|read (?:more|also|next).*|more (?:on|from|about|in|news|stories).*|"
        "most (?:read|popular).*|"
        "see also|trending.*|latest(?: news| stories)?|you (?:may|might) (?:also )?(?:like|be).*|"
        "mehr (?:zum|zu|aus|von|artikel|nachrichten).*|(?:das könnte|auch) (?:sie|dich|interessant).*|"
        "lesen sie (?:auch|mehr|weiter).*|(?:ähnliche|verwandte) (?:artikel|beiträge|meldungen|themen)|"
        "weitere (?:artikel|meldungen|nachrichten|themen|beiträge).*|meist ?gelesen.*|zum thema|passend dazu|"
        "leggi anche.*|articoli (?:correlati|simili|recenti)|(?:ti )?potrebbe(?:ro)? interessar.*|"
        "approfondimenti|"
        "(?:i )?più letti|altr[ei] (?:notizie|articoli).*|notizie correlate|vedi anche|ultime notizie|"
        "lei[ao] (?:também|mais).*|(?:artigos|notícias) (?:relacionad[oa]s|recentes)|relacionad[oa]s|"
        "(?:também )?pode(?:rá)? (?:também )?(?:gostar|interessar).*|mais lid[oa]s|(?:veja|ver) "
        "também.*|outras notícias.*|"
        "últimas notícias|mais (?:sobre|notícias).*|"
        "още (?:по темата|от|новини|за).*|свързани.*|прочетете (?:още|също).*|най[- ]четени.*|вижте "
        "(?:още|също).*|"
        "подобни (?:новини|статии)|последни новини|по темата"
    ),
    "newsletter": (
        "(?:our )?newsletters?.*|subscribe.*|sign up.*|iscriviti.*|subscreva.*|assine.*|абонирайте се.*|"
        "бюлетин.*"
    ),
    "share": (
        "share(?: (?:this|on).*)?|(?:artikel |beitrag )?teilen|condividi.*|partilh(?:ar|e).*|"
        "compartilh(?:ar|e).*|"
        "сподел(?:и|ете).*|follow us.*|folgen sie uns.*|seguici.*|siga-nos.*|последвайте ни.*"
    ),
    "tags": (
        "tags?|topics?|themen|schlag(?:worte|wörter)|temi|argomenti|tópicos|temas|etiquetas|етикети|"
        "тагове|теми|"
        "ключови думи"
    ),
}
_COUNT = r"(?:\s*\(?\d{1,6}\)?)?"
_OPENER = {
    reason: re.compile(rf"(?:\d{{1,6}}\s+)?(?:{words}){_COUNT}\s*[:…]?") for reason, words in _OPENERS.items()
}
_LONGEST_OPENER = 60
"""Characters. Headings over furniture are short; "Related costs rose by a third, ministers said" is news."""


def opens_furniture(heading: str) -> str | None:
    """Return what a heading opens when it heads furniture; None for other headings.

    >>> opens_furniture("Comments (3)"), opens_furniture("Още по темата"), opens_furniture("What happens next")
    ('comments', 'related', None)
    """
    bare = heading.strip().casefold()
    if len(bare) > _LONGEST_OPENER:
        return None
    return next((reason for reason, pattern in _OPENER.items() if pattern.fullmatch(bare)), None)
