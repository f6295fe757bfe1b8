"""Ten page layouts to tune extraction on. The ones it is reported on are in reporting.py."""

from page import Page


def _join(parts: list[str], template: str) -> str:
    return "".join(template.replace("{}", part) for part in parts)


def semantic(p: Page) -> str:
    """A plain HTML5 page that says what everything is."""
    return f"""<!doctype html><html lang="{p.story.language}"><head><meta charset="utf-8"><title>{p.title} | Example</title>
<meta property="article:published_time" content="{p.story.date}T08:00:00Z"><meta property="og:site_name" content="Example">
<script>window.dataLayer=[];function track(){{}}</script><style>body{{font:16px serif}}</style></head><body>
<header><a href="/">Example</a><nav><ul>{p.each("menu", '<li><a href="#">{}</a></li>')}</ul></nav></header>
<main><article><header><h1>{p.title}</h1><p class="byline">{p.w("byline")}</p><time datetime="{p.story.date}">{p.w("published")}</time></header>
<p class="lead"><strong>{p.lead}</strong></p>
<figure><img src="a.jpg" alt=""><figcaption>{p.w("caption")}</figcaption></figure>
{_join(p.paragraphs(), "<p>{}</p>")}
<footer><ul class="tags">{p.each("tags", "<li><a href='#'>{}</a></li>")}</ul></footer></article>
<section class="comments"><h2>{p.w("comments_head")}</h2>{p.comments("<article><h3>{name}</h3><time>{when}</time><p>{text}</p></article>")}</section></main>
<aside><h2>{p.w("popular_head")}</h2><ol>{p.teasers("<li><a href='#'>{title}</a></li>", 5)}</ol></aside>
<footer>{p.each("footer", "<p>{}</p>")}</footer>
<div id="cookie-banner" role="dialog">{p.each("cookie", "<span>{}</span> ")}</div></body></html>"""


def blog(p: Page) -> str:
    """A classic blog theme with sidebar widgets and a comment list."""
    half = len(p.paragraphs()) // 2
    return f"""<html lang="{p.story.language}"><head><title>{p.title} - My Blog</title><meta charset="utf-8"></head>
<body class="single single-post postid-12 has-sidebar"><div id="page" class="hfeed site"><div id="masthead" class="site-header">
<div class="main-navigation"><div class="menu-main-container"><ul id="menu-main" class="menu">{p.each("menu", '<li class="menu-item"><a href="/x">{}</a></li>')}</ul></div></div></div>
<div id="content" class="site-content"><div id="primary" class="content-area"><div id="main"><div id="post-12" class="post-12 post type-post hentry category-news">
<h1 class="entry-title">{p.title}</h1><div class="entry-meta"><span class="posted-on">{p.w("published")}</span> <span class="byline">{p.w("byline")}</span></div>
<div class="entry-content"><p>{p.lead}</p>{_join(p.paragraphs()[:half], "<p>{}</p>")}
<p>{p.w("also")} <a href="/y">{p.teasers("{title}", 1)}</a></p>{_join(p.paragraphs()[half:], "<p>{}</p>")}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">{p.w("share_head") if "share_head" in p.words else ""}</h3><ul>{p.each("share", "<li><a href='#'>{}</a></li>")}</ul></div></div>
<div class="entry-footer"><span class="tags-links">{p.w("tags_head")} {p.each("tags", "<a rel='tag' href='#'>{}</a> ")}</span></div></div>
<nav class="navigation post-navigation">{p.each("prev", "<a href='#'>{}</a>")}</nav>
<div id="comments" class="comments-area"><h2 class="comments-title">{p.w("comments_head")}</h2><ol class="comment-list">{p.comments('<li class="comment"><article class="comment-body"><b class="fn">{name}</b> <a href="#">{when}</a><div class="comment-content"><p>{text}</p></div></article></li>')}</ol>
<div id="respond" class="comment-respond"><h3>{p.each("comment_form", "{} ")}</h3></div></div></div></div>
<div id="secondary" class="widget-area"><div class="widget widget_recent_entries"><h2>{p.w("popular_head")}</h2><ul>{p.teasers("<li><a href='#'>{title}</a></li>", 4)}</ul></div>
<div class="widget widget_text"><p>{p.w("newsletter") if isinstance(p.words["newsletter"], str) else p.note(p.words["newsletter"][0])}</p></div></div></div>
<div id="colophon" class="site-footer">{p.each("footer", "<p>{}</p>")}</div></div></body></html>"""


def tables(p: Page) -> str:
    """A page of the nineties: nested tables, font tags, line breaks for paragraphs."""
    return f"""<HTML><HEAD><TITLE>{p.title}</TITLE><META http-equiv="Content-Type" content="text/html; charset=utf-8"></HEAD>
<BODY bgcolor="#ffffff"><TABLE width="780" border=0><TR><TD colspan=3><IMG src="logo.gif" alt="">{p.each("menu", '<A href="x.htm"><FONT size=2>{}</FONT></A> | ')}</TD></TR>
<TR><TD width=150 valign=top><FONT size=1><B>{p.w("popular_head")}</B><BR>{p.teasers("<A href='a.htm'>{title}</A><BR><BR>", 4)}</FONT></TD>
<TD width=480 valign=top><FONT face="Times" size=5><B>{p.title}</B></FONT><BR><FONT size=1>{p.w("published")}</FONT><BR><BR>
<FONT face="Times" size=3><B>{p.lead}</B><BR><BR>{_join(p.paragraphs(3), "{}<BR><BR>")}</FONT>
<FONT size=1><A href="print.htm">{p.note(p.words["share"][4])}</A> | <A href="mail.htm">{p.note(p.words["share"][2])}</A></FONT></TD>
<TD width=150 valign=top><TABLE bgcolor="#eeeeee"><TR><TD><FONT size=1>{p.w("ad")}</FONT></TD></TR><TR><TD><FONT size=1>{p.teasers("<B>{title}</B><BR>{lead}<BR><BR>", 2)}</FONT></TD></TR></TABLE></TD></TR>
<TR><TD colspan=3 align=center><FONT size=1>{p.each("footer", "{}<BR>")}</FONT></TD></TR></TABLE></BODY></HTML>"""


def hashed(p: Page) -> str:
    """A page of a script framework: hashed class names, no semantic elements."""
    return f"""<!DOCTYPE html><html lang="{p.story.language}"><head><meta charset="utf-8"><title>{p.title}</title><meta property="og:title" content="{p.title}">
<script id="__NEXT_DATA__" type="application/json">{{"props":{{}}}}</script></head><body><div id="__next"><div class="css-1a2b3c"><div class="css-9x8y7z">{p.each("menu", '<a class="css-k1" href="/s">{}</a>')}<button>{p.w("login")}</button></div>
<div class="css-main0"><div class="css-hd1"><h1 class="css-t5">{p.title}</h1><div class="css-s2">{p.lead}</div><div class="css-m3"><span>{p.w("byline")}</span><span>{p.w("published")}</span><span>{p.w("reading")}</span></div>
<div class="css-sh4">{p.each("share", "<button>{}</button>")}</div></div><div class="css-b7">{_join(p.paragraphs(1), '<p class="css-p8">{}</p>')}</div>
<div class="css-r9"><div class="css-h3">{p.w("related_head")}</div>{p.teasers('<div class="css-c1"><a href="/z"><div class="css-ti">{title}</div><div class="css-su">{lead}</div></a></div>', 3)}</div></div>
<div class="css-f0">{p.each("footer", "<div>{}</div>")}</div></div></div>
<div class="css-ck"><p>{p.note(p.words["cookie"][0])}</p>{"".join(f"<button>{p.note(t)}</button>" for t in p.words["cookie"][1:])}</div></body></html>"""


def ministry(p: Page) -> str:
    """A ministry's site: breadcrumb, heading outside the content element, contact box."""
    return f"""<!DOCTYPE html><html lang="{p.story.language}"><head><meta charset="utf-8"><title>{p.title} - Ministry</title><meta name="date" content="{p.story.date}"></head>
<body id="p123"><ul class="skiplinks"><li><a href="#content">{p.w("search")}</a></li></ul><div class="header"><div class="nav-main"><ul>{p.each("menu", '<li class="sub"><a href="#">{}</a></li>')}</ul></div></div>
<div class="breadcrumb"><ol>{p.each("crumbs", "<li><a href='#'>{}</a></li>")}</ol></div>
<div class="container"><div class="row"><div class="col-md-9"><h1>{p.title}</h1><p class="news-date">{p.w("published")}</p>
<div id="c456" class="frame frame-default frame-type-textpic"><div class="ce-textpic ce-right"><div class="ce-bodytext"><p><strong>{p.lead}</strong></p>{_join(p.paragraphs(), "<p>{}</p>")}</div></div></div>
<div class="social-bar"><ul>{p.each("share", "<li><a href='#'>{}</a></li>")}</ul></div></div>
<div class="col-md-3 sidebar"><div class="box"><h3>{p.w("related_head")}</h3><ul>{p.teasers("<li><a href='#'>{title}</a></li>")}</ul></div></div></div></div>
<div class="footer"><div class="container">{p.each("footer", "<p>{}</p>")}</div></div><div class="cookieconsent">{p.each("cookie", "<p>{}</p>")}</div></body></html>"""


def newspaper(p: Page) -> str:
    """A newspaper with advertising, boxes between the paragraphs and a paywall."""
    parts = p.paragraphs()
    return f"""<!DOCTYPE html><html lang="{p.story.language}"><head><meta charset="utf-8"><title>{p.title}</title><script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{p.title}","datePublished":"{p.story.date}","author":{{"@type":"Person","name":"P. D."}}}}</script></head>
<body><div class="ad-slot ad-top">{p.w("ad")}</div><header class="page-header"><nav class="main-nav">{p.each("menu", "<a href='#'>{}</a>")}</nav></header>
<article class="article article--premium"><div class="article__header"><h1 class="article__headline">{p.title}</h1><p class="article__intro">{p.lead}</p><div class="article__meta">{p.w("byline")} · {p.w("published")}</div>
<div class="article-share"><ul>{p.each("share", "<li><a href='#'>{}</a></li>")}</ul></div></div>
<div class="article__body"><p>{parts[0]}</p><div class="ad-container"><span>{p.w("ad")}</span></div>{_join(parts[1:3], "<p>{}</p>")}
<aside class="inline-related"><h4>{p.w("related_head")}</h4>{p.teasers('<a href="#"><strong>{title}</strong><p>{lead}</p></a>', 2)}</aside>{_join(parts[3:], "<p>{}</p>")}
<div class="newsletter-box">{p.each("newsletter", "<p>{}</p>")}</div></div>
<div class="paywall-offer">{p.each("paywall", "<p>{}</p>")}</div></article>
<section class="most-read"><h2>{p.w("popular_head")}</h2>{p.teasers('<article class="teaser"><h3><a href="#">{title}</a></h3><p>{lead}</p></article>', 4)}</section>
<footer class="page-footer">{p.each("footer", "<p>{}</p>")}</footer></body></html>"""


def mobile(p: Page) -> str:
    """An accelerated mobile page."""
    return f"""<!doctype html><html amp lang="{p.story.language}"><head><meta charset="utf-8"><title>{p.title}</title><link rel="canonical" href="https://news.example/a"></head><body>
<amp-sidebar id="sidebar" layout="nodisplay"><ul>{p.each("menu", "<li><a href='#'>{}</a></li>")}</ul></amp-sidebar><header class="amp-wp-header"><a href="/">{p.note("Example News")}</a></header>
<article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{p.title}</h1><div class="amp-wp-meta">{p.w("byline")}</div><div class="amp-wp-meta"><time>{p.w("published")}</time></div></header>
<figure class="amp-wp-article-featured-image"><amp-img src="x.jpg"></amp-img><p class="wp-caption-text">{p.w("caption")}</p></figure>
<div class="amp-wp-article-content"><p>{p.lead}</p>{_join(p.paragraphs(), "<p>{}</p>")}</div>
<footer class="amp-wp-article-footer"><div class="amp-wp-meta amp-wp-tax-tag">{p.w("tags_head")} {p.each("tags", "<a href='#'>{}</a>, ")}</div></footer></article>
<div class="amp-related"><h3>{p.w("related_head")}</h3>{p.teasers('<div><a href="#">{title}</a><p>{lead}</p></div>', 3)}</div>
<footer class="amp-wp-footer">{p.each("footer", "<p>{}</p>")}</footer><amp-user-notification id="n">{p.each("cookie", "<p>{}</p>")}</amp-user-notification></body></html>"""


def fields(p: Page) -> str:
    """A content management system that wraps every field in several divs."""
    return f"""<!DOCTYPE html><html lang="{p.story.language}" dir="ltr"><head><meta charset="utf-8" /><title>{p.title} | Agency</title><meta name="dcterms.date" content="{p.story.date}"></head>
<body class="path-node page-node-type-press-release"><div class="dialog-off-canvas-main-canvas"><div id="block-mainnavigation" role="navigation"><ul class="menu">{p.each("menu", "<li><a href='#'>{}</a></li>")}</ul></div>
<div class="region region-breadcrumb"><ol>{p.each("crumbs", "<li>{}</li>")}</ol></div><main role="main"><div class="region region-content"><div id="block-pagetitle"><h1 class="title page-title"><span class="field field--name-title">{p.title}</span></h1></div>
<div data-history-node-id="7" role="article" class="node node--type-press-release node--view-mode-full"><div class="node__submitted">{p.w("published")}</div><div class="node__content"><div class="clearfix text-formatted field field--name-field-summary"><div class="field__item"><p>{p.lead}</p></div></div>
<div class="clearfix text-formatted field field--name-body field--type-text-with-summary">{_join(p.paragraphs(), "<p>{}</p>")}</div>
<div class="field field--name-field-tags"><div class="field__label">{p.w("tags_head")}</div>{p.each("tags", "<div class='field__item'><a href='#'>{}</a></div>")}</div></div></div>
<div class="views-element-container block-views-blockrelated-content"><h2>{p.w("related_head")}</h2>{p.teasers('<div class="views-row"><span class="views-field-title"><a href="#">{title}</a></span><div class="views-field-body">{lead}</div></div>', 3)}</div></div></main>
<div class="region region-footer">{p.each("footer", "<p>{}</p>")}</div></div><div class="eu-cookie-compliance-banner">{p.each("cookie", "<p>{}</p>")}</div></body></html>"""


def divs(p: Page) -> str:
    """A portal whose paragraphs are divs, with the sharing bar between title and lead."""
    return f"""<html><head><meta charset="utf-8"><title>Portal :: {p.title}</title></head><body><div id="top">{p.each("menu", '<div class="mi"><a href="#">{}</a></div>')}<div class="srch">{p.w("search")}</div></div>
<div id="wrap"><div class="left"><div class="article-title"><h1>{p.title}</h1></div><div class="share-links">{p.each("share", "<a href='#'>{}</a> ")}</div><div class="article-date">{p.w("published")}</div>
<div class="article-lead">{p.lead}</div><div class="article-text">{_join(p.paragraphs(), "<div>{}</div>")}</div><div class="source">{p.w("byline")}</div>
<div class="comments-box"><div class="h">{p.w("comments_head")}</div>{p.comments('<div class="c"><div class="n">{name}</div><div class="d">{when}</div><div class="t">{text}</div></div>')}<form>{p.each("comment_form", "<label>{}</label>")}</form></div></div>
<div class="right"><div class="bx"><div class="bt">{p.w("popular_head")}</div>{p.teasers('<div class="it"><a href="#">{title}</a></div>', 5)}</div><div class="bx">{p.w("ad")}</div></div></div>
<div id="bottom">{p.each("footer", "<div>{}</div>")}</div></body></html>"""


def release(p: Page) -> str:
    """A press release as one run of text with line breaks, contact and about below."""
    return f"""<!DOCTYPE html><html lang="{p.story.language}"><head><meta charset="utf-8"><title>{p.title}</title></head><body><div class="topnav">{p.each("menu", "<a href='#'>{}</a>")}</div>
<div class="pr"><h2 class="pr-title">{p.title}</h2><div class="pr-text"><b>{p.lead}</b><br><br>{_join(p.paragraphs(), "{}<br><br>")}</div></div>
<div class="pr-nav">{p.each("prev", "<a href='#'>{}</a> ")}</div><div class="signup">{p.each("newsletter", "<span>{}</span> ")}</div>
<div class="list"><h3>{p.w("related_head")}</h3>{p.teasers('<p><a href="#">{title}</a></p>', 4)}</div><div class="foot">{p.each("footer", "{}<br>")}</div></body></html>"""


def _sections(p: Page, times: int) -> str:
    return "".join(f"<ul>{p.each('menu', f'<li><a href=/s{n}>{{}}</a></li>')}</ul>" for n in range(times))


def service(p: Page) -> str:
    """A government service: each paragraph a component, contents list above, feedback question below."""
    block = '<div class="cmp-text aem-GridColumn aem-GridColumn--default--12" data-cmp-data-layer="{}"><p>@</p></div>'
    return f"""<!DOCTYPE html><html lang="{p.story.language}"><head><meta charset="utf-8"/><title>{p.title} - Portal of the Government</title><meta name="dcterms.issued" content="{p.story.date}"/></head><body class="page basicpage"><div class="root container responsivegrid"><div class="aem-Grid aem-Grid--12">
<div class="experiencefragment"><div class="cmp-header__nav">{_sections(p, 3)}</div></div><div class="breadcrumb"><ol class="cmp-breadcrumb__list">{p.each("crumbs", "<li class='cmp-breadcrumb__item'><a href='#'>{}</a></li>")}</ol></div>
<div class="title"><div class="cmp-title"><h1 class="cmp-title__text">{p.title}</h1></div></div><div class="date"><span class="cmp-date">{p.w("published")}</span></div>
<div class="text">{block.replace("@", p.lead)}</div>{"".join(block.replace("@", part) for part in p.paragraphs())}
<div class="download"><a class="cmp-download" href="x.pdf">{p.note(p.words["share"][4])} (PDF, 120 kB)</a></div>
<div class="list"><h2 class="cmp-list__title">{p.w("related_head")}</h2><ul class="cmp-list">{p.teasers("<li class='cmp-list__item'><a href='#'><span class='cmp-list__item-title'>{title}</span></a></li>", 4)}</ul></div>
<div class="experiencefragment"><div class="cmp-footer">{p.each("footer", "<p>{}</p>")}</div></div></div></div></body></html>"""


LAYOUTS = {
    f.__name__: f
    for f in (semantic, blog, tables, hashed, ministry, newspaper, mobile, fields, divs, release, service)
}
