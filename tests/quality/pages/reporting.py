"""Ten page layouts to report extraction on. Rules are tuned on tuning.py; these only measure."""

from page import Page

_ICON = '<svg width="16" height="16" viewBox="0 0 16 16"><path d="M1 1h14v14H1z"/></svg>'


def _join(parts: list[str], template: str) -> str:
    return "".join(template.replace("{}", part) for part in parts)


def _sections(p: Page, times: int = 4) -> str:
    """A menu that repeats its sections in every drawer, as large sites have."""
    return "".join(f"<ul>{p.each('menu', f'<li><a href=/s{n}>{{}}</a></li>')}</ul>" for n in range(times))


def component(p: Page) -> str:
    """A component site: system columns, item page, articleBody marked, hits and print links above the text."""
    return f"""<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" lang="{p.story.language}"><head><meta http-equiv="content-type" content="text/html; charset=utf-8" />
<title>{p.title}</title><meta name="author" content="P. D." /></head><body class="site com_content view-article layout-blog itemid-101"><div class="body"><div class="container">
<div class="header-inner clearfix"><span class="site-title">{p.note("Example Observer")}</span><div class="header-search">{p.w("search")}</div></div><div class="nav-collapse">{_sections(p, 2)}</div>
<div class="row-fluid"><div id="content" class="span9"><ul itemscope class="breadcrumb">{p.each("crumbs", "<li><a href='/'>{}</a></li>")}</ul>
<div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop="headline">{p.title}</h2></div>
<div class="icons"><ul class="dropdown-menu">{p.each("share", "<li class='print-icon'><a href='#'>{}</a></li>")}</ul></div>
<dl class="article-info muted"><dd class="createdby">{p.w("byline")}</dd><dd class="published">{p.w("published")}</dd></dl>
<div itemprop="articleBody"><p><em>{p.lead}</em></p>{_join(p.paragraphs(3), "<p>{}</p>")}</div>
<ul class="pager pagenav">{p.each("prev", "<li><a href='#'>{}</a></li>")}</ul></div></div>
<div id="aside" class="span3"><div class="well"><h3 class="page-header">{p.w("popular_head")}</h3><ul class="mostread">{p.teasers("<li><a href='#'><span itemprop='name'>{title}</span></a></li>", 5)}</ul></div></div></div></div></div>
<div class="footer"><div class="container"><hr />{p.each("footer", "<p>{}</p>")}</div></div></body></html>"""


def membership(p: Page) -> str:
    """A publishing platform: cards for further reading, a call to become a member, share row with icons."""
    paras = p.paragraphs(1)
    cut = len(paras) // 2
    return f"""<!DOCTYPE html><html lang="{p.story.language}"><head><meta charset="utf-8" /><title>{p.title}</title><link rel="canonical" href="https://news.example/t/" /><meta property="og:site_name" content="The Example" /><meta property="og:title" content="{p.title}" /><meta property="article:published_time" content="{p.story.date}T07:30:00.000Z" />
<style>:root{{--ghost-accent-color:#15171a}}</style></head><body class="post-template tag-news is-head-left-logo has-serif-body"><div class="gh-viewport"><header id="gh-head" class="gh-head"><div class="gh-head-menu">{p.each("menu", '<a href="#">{}</a>')}</div><div class="gh-head-actions"><a href="#">{p.w("login")}</a></div></header>
<main class="gh-main"><article class="gh-article post tag-news"><header class="gh-article-header gh-canvas"><span class="gh-article-tag">{p.note(p.words["tags"][0])}</span><h1 class="gh-article-title is-title">{p.title}</h1><p class="gh-article-excerpt is-body">{p.lead}</p>
<div class="gh-article-meta"><h4>{p.w("byline")}</h4><div class="gh-article-meta-content"><time>{p.w("published")}</time><span>{p.w("reading")}</span></div></div><figure class="gh-article-image"><img src="i.png" alt=""><figcaption>{p.w("caption")}</figcaption></figure></header>
<section class="gh-content gh-canvas is-body drop-cap">{_join(paras[:cut], "<p>{}</p>")}<div class="kg-card kg-cta-card">{p.each("newsletter", "<div>{}</div>")}</div>{_join(paras[cut:], "<p>{}</p>")}<hr>
<div class="kg-card kg-signup-card"><p>{p.note(p.words["paywall"][0])}</p><a class="kg-btn">{p.note(p.words["paywall"][1])}</a></div></section></article>
<div class="gh-comments gh-canvas"><h2>{p.w("comments_head")}</h2>{p.comments("<div><b>{name}</b><span>{when}</span><p>{text}</p></div>")}</div></main>
<section class="gh-container is-grid gh-outer"><div class="gh-feed">{p.teasers('<article class="gh-card post"><a class="gh-card-link" href="#"><h3 class="gh-card-title">{title}</h3><p class="gh-card-excerpt">{lead}</p></a></article>', 4)}</div></section>
<footer class="gh-footer"><nav>{p.each("footer", "<span>{}</span>")}</nav></footer></div></body></html>"""


def broadcaster(p: Page) -> str:
    """A broadcaster: hashed classes, text blocks as components, promo component in the middle, live ticker above."""
    paras = p.paragraphs(1)
    block = '<div data-component="text-block" class="ssrcss-11r1m41-RichTextComponentWrapper ep2nwvo0"><div class="ssrcss-7uxr49-RichTextContainer e5tfeyi1"><p class="ssrcss-1q0x1qg-Paragraph e1jhz7w10">{}</p></div></div>'
    return f"""<!DOCTYPE html><html lang="{p.story.language}" class="no-js"><head><meta charSet="utf-8"/><title data-rh="true">{p.title} - Example News</title><script>window.__INITIAL_DATA__="{{}}"</script></head><body><div id="root"><div class="ssrcss-1ocoo3l-Wrap e42f8511">
<div role="banner" class="ssrcss-hd"><div class="ssrcss-gl">{_sections(p, 3)}</div></div><div class="ssrcss-ticker"><a href="/live">{p.teasers("{title}", 1)}</a></div>
<main id="main-content" class="ssrcss-1ocoo3l"><article class="ssrcss-pv1rh6-ArticleWrapper e1nh2i2l5"><header data-component="headline-block"><h1 id="main-heading" tabindex="-1" class="ssrcss-15xko80-StyledHeading e10rt3ze0">{p.title}</h1></header>
<div data-component="byline-block"><div>{p.w("byline")}</div></div><div><span data-testid="timestamp">{p.w("published")}</span></div>
<div data-component="image-block"><img src="p.jpg" alt="x"/><figcaption>{p.w("caption")}</figcaption></div>
<div data-component="text-block" class="ssrcss-11r1m41-RichTextComponentWrapper ep2nwvo0"><div class="ssrcss-7uxr49-RichTextContainer e5tfeyi1"><p class="ssrcss-1q0x1qg-Paragraph e1jhz7w10"><b class="ssrcss-hmf8ql-BoldText e5tfeyi3">{p.lead}</b></p></div></div>
{_join(paras[:4], block)}<div data-component="links-block"><ul>{p.teasers("<li><a href='#'>{title}</a></li>")}</ul></div>{_join(paras[4:], block)}
<section data-component="topic-list"><h2>{p.w("tags_head")}</h2><ul>{p.each("tags", "<li><a href='#'>{}</a></li>")}</ul></section></article></main>
<div data-component="related-internet-links"><h2>{p.w("popular_head")}</h2>{p.teasers('<div type="article" class="ssrcss-promo"><p><a href="#">{title}</a></p><p class="ssrcss-txt">{lead}</p></div>', 4)}</div>
<footer role="contentinfo">{p.each("footer", "<div>{}</div>")}</footer></div></div></body></html>"""


def webform(p: Page) -> str:
    """A page generated by a form framework: everything in one form, labels as spans, viewstate."""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html><head id="ctl00_Head1"><title>{p.title}</title><meta charset="utf-8" /></head>
<body><form method="post" action="news.aspx?id=1" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="{"dDwtMTA3" * 40}" />
<div id="ctl00_pnlTop"><table id="ctl00_tblMenu"><tr>{p.each("menu", "<td><a id='ctl00_m' href='x.aspx'>{}</a></td>")}</tr></table></div>
<div id="ctl00_pnlMain"><div id="ctl00_cphLeft"><span id="ctl00_lblTop">{p.w("popular_head")}</span><br />{p.teasers("<a href='n.aspx'>{title}</a><br />", 4)}</div>
<div id="ctl00_cphContent"><span id="ctl00_cphContent_lblTitle" class="naslov">{p.title}</span><br /><span id="ctl00_cphContent_lblDate">{p.w("published")}</span><br /><br />
<div id="ctl00_cphContent_pnlText"><p style="text-align: justify">{p.lead}</p>{_join(p.paragraphs(), '<p style="text-align: justify">{}</p>')}</div>
<a href="#">{p.note(p.words["share"][4])}</a></div></div><div id="ctl00_pnlBottom">{p.each("footer", "<span>{}</span><br />")}</div></form></body></html>"""


def portal(p: Page) -> str:
    """A news portal with transliterated class names, a forum under the text, banners between."""
    paras = p.paragraphs()
    return f"""<!DOCTYPE html><html lang="{p.story.language}"><head><meta charset="utf-8"><title>{p.title} - Portal.example</title><meta property="og:title" content="{p.title}"></head><body><div class="glavno-menu">{_sections(p, 2)}</div>
<div class="sadarzhanie"><div class="lqva-kolona"><div class="statia"><h1>{p.title}</h1><div class="data-chas">{p.w("published")} | {p.w("byline")}</div><div class="golqma-snimka"><img src="s.jpg" alt=""><span>{p.w("caption")}</span></div>
<div class="news-text"><strong>{p.lead}</strong><br/><br/>{"<br/><br/>".join(paras[:2])}<div class="banner-300">{p.w("ad")}</div>{"<br/><br/>".join(paras[2:])}<br/><br/></div>
<div class="spodeli">{p.each("share", "<a href='#'>{}</a>")}</div></div>
<div class="oste"><h2>{p.w("related_head")}</h2>{p.teasers('<div class="red"><a href="#"><img src="t.jpg" alt="">{title}</a><span>{lead}</span></div>', 3)}</div>
<div class="forum"><div class="zaglavie">{p.w("comments_head")}</div>{p.comments('<div class="mnenie"><div class="avtor">{name}, {when}</div><div class="tekst">{text}</div></div>')}<textarea></textarea>{p.each("comment_form", "<span>{}</span>")}</div></div>
<div class="dqsna-kolona"><div class="kutia"><b>{p.w("popular_head")}</b>{p.teasers('<div><a href="#">{title}</a></div>', 6)}</div></div></div>
<div class="dolu">{p.each("footer", "<p>{}</p>")}</div><div class="biskvitki">{p.each("cookie", "<p>{}</p>")}</div></body></html>"""


def blocks(p: Page) -> str:
    """A block editor theme: paragraphs of their own, "read also" lines inside, author box, jump links."""
    paras = p.paragraphs()
    return f"""<!DOCTYPE html><html lang="{p.story.language}"><head><meta charset="UTF-8"><title>{p.title} &#8211; Il Quotidiano</title><script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"Article","headline":"{p.title}","datePublished":"{p.story.date}T09:00:00+00:00"}}]}}</script></head>
<body class="wp-singular post-template-default wp-embed-responsive"><div class="wp-site-blocks"><header class="wp-block-template-part"><div class="wp-block-group"><p class="wp-block-site-title"><a href="/">{p.note("Il Quotidiano")}</a></p><nav class="wp-block-navigation"><ul>{p.each("menu", '<li class="wp-block-navigation-item"><a href="#"><span>{}</span></a></li>')}</ul></nav></div></header>
<main class="wp-block-group"><h1 class="wp-block-post-title">{p.title}</h1><div class="wp-block-post-date"><time datetime="{p.story.date}">{p.w("published")}</time></div>
<div class="entry-content wp-block-post-content is-layout-constrained"><p class="has-medium-font-size"><strong>{p.lead}</strong></p>{_join(paras[:2], "<p>{}</p>")}
<p><strong>{p.w("also")} <a href="#">{p.teasers("{title}", 1)}</a></strong></p>{_join(paras[2:4], "<p>{}</p>")}<div class="wp-block-buttons"><div class="wp-block-button"><a>{p.note(p.words["newsletter"][2])}</a></div></div>{_join(paras[4:], "<p>{}</p>")}
<figure class="wp-block-image"><img src="a.jpg" alt=""/><figcaption class="wp-element-caption">{p.w("caption")}</figcaption></figure></div>
<div class="wp-block-post-terms"><span>{p.w("tags_head")}</span>{p.each("tags", "<a href='#' rel='tag'>{}</a>")}</div><div class="wp-block-post-author"><div class="wp-block-post-author__content"><p>{p.w("author_bio")}</p></div></div>
<div class="wp-block-query"><h2>{p.w("related_head")}</h2><ul class="wp-block-post-template">{p.teasers('<li class="wp-block-post"><h3 class="wp-block-post-title"><a href="#">{title}</a></h3><div class="wp-block-post-excerpt"><p>{lead}</p></div></li>', 3)}</ul></div></main>
<footer class="wp-block-template-part">{p.each("footer", "<p>{}</p>")}</footer></div></body></html>"""


def gazette(p: Page) -> str:
    """A large newspaper: mega menu with icons, gate over the text, inline signup, swiper of stories, scripts everywhere."""
    paras = p.paragraphs()
    script = "<script>(function(w,d){w.q=w.q||[];w.q.push({slot:1})})(window,document)</script>"
    return f"""<!DOCTYPE html><html lang="{p.story.language}"><head><meta charset="utf-8"><title>{p.title} | Jornal</title><meta name="twitter:title" content="{p.title}">{script * 6}</head><body class="pg-noticia">
<div class="topo"><div class="topo__conteudo">{_ICON * 4}{_sections(p, 6)}</div></div>{script * 3}
<div class="noticia"><div class="noticia__cabecalho"><div class="noticia__antetitulo"><a href="#">{p.note(p.words["crumbs"][2])}</a></div><h1 class="noticia__titulo">{p.title}</h1><h2 class="noticia__lead">{p.lead}</h2>
<div class="noticia__assinatura"><a href="#">{p.w("byline")}</a><span>{p.w("published")}</span></div><div class="noticia__partilha">{_ICON}{p.each("share", "<a href='#'>{}</a>")}</div></div>
<div class="noticia__corpo">{_join(paras[:2], "<p>{}</p>")}{script}<div class="noticia__registo">{p.each("newsletter", "<p>{}</p>")}</div>{_join(paras[2:], "<p>{}</p>")}</div>
<div class="noticia__gate"><h3>{p.note(p.words["paywall"][0])}</h3><a href="#">{p.note(p.words["paywall"][1])}</a></div></div>
<div class="faixa"><div class="faixa__titulo">{p.w("related_head")}</div><div class="swiper">{p.teasers('<div class="swiper-slide"><a href="#"><div class="t">{title}</div></a><div class="d">{lead}</div></div>', 6)}</div></div>
<div class="rodape-site">{_sections(p, 3)}{p.each("footer", "<p>{}</p>")}</div>{script * 4}<div class="qc-cmp2-container">{p.each("cookie", "<p>{}</p>")}</div></body></html>"""


def elements(p: Page) -> str:
    """An application of custom elements: the text in its own element, reactions, a poll, a pinned story on top."""
    return f"""<!DOCTYPE html><html lang="{p.story.language}"><head><meta charset="utf-8"><title>{p.title} • Example</title><meta itemprop="datePublished" content="{p.story.date}"></head><body><app-root><app-shell-header><app-drawer>{p.each("menu", "<app-link><a href='#'>{}</a></app-link>")}</app-drawer></app-shell-header>
<app-pinned><a href="#"><h2>{p.teasers("{title}", 1)}</h2></a></app-pinned><app-story><app-story-head><h1>{p.title}</h1><app-standfirst><p>{p.lead}</p></app-standfirst><app-credit>{p.w("byline")} {p.w("published")}</app-credit></app-story-head>
<app-story-text>{_join(p.paragraphs(), "<p>{}</p>")}</app-story-text><app-reactions>{p.each("share", "<button type='button'>{}</button>")}</app-reactions></app-story>
<app-thread><h3>{p.w("comments_head")}</h3>{p.comments("<app-entry><b>{name}</b> <i>{when}</i><p>{text}</p></app-entry>")}</app-thread>
<app-next><h3>{p.w("related_head")}</h3>{p.teasers("<app-card><a href='#'><h4>{title}</h4></a><p>{lead}</p></app-card>", 3)}</app-next>
<app-shell-footer>{p.each("footer", "<p>{}</p>")}</app-shell-footer><app-consent>{p.each("cookie", "<p>{}</p>")}</app-consent></app-root></body></html>"""


def frames(p: Page) -> str:
    """An agency's old site: centred tables in tables, paragraphs indented by non-breaking spaces, links in a row."""
    gap = "&nbsp;&nbsp;&nbsp;"
    return f"""<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"><title>Agency - {p.title}</title></head><body><center><table width="90%" cellpadding="2"><tr><td align="center">{p.each("menu", "[<a href='s.html'>{}</a>] ")}</td></tr></table>
<table width="90%"><tr><td width="20%" valign="top"><small>{p.teasers("<a href='n.html'>{title}</a><hr>", 6)}</small></td><td valign="top"><small>{p.w("published")}</small><h3>{p.title}</h3><p align="justify">{gap}<b>{p.lead}</b>{_join(p.paragraphs(), "<p align='justify'>" + gap + "{}")}
<p align="right"><i>{p.w("byline")}</i><p><a href="print">{p.note(p.words["share"][4])}</a></td></tr></table><hr width="90%"><small>{p.each("footer", "{} - ")}</small></center></body></html>"""


def application(p: Page) -> str:
    """A script application: hashed names only, fact box and sticky bar inside the text, comments without a name."""
    paras = p.paragraphs(1)
    cut = len(paras) // 2
    return f"""<!doctype html><html lang="{p.story.language}"><head><meta charset="utf-8"/><title>{p.title}</title><script>self.__next_f=[]</script></head><body class="__variable_a1b2"><div class="_x1"><div class="_x2">{_ICON}{p.each("menu", '<span class="_m"><a href="#">{}</a></span>')}</div>
<div class="_y0"><div class="_y1"><h1 class="_h">{p.title}</h1><p class="_s">{p.lead}</p><div class="_b"><div>{p.w("byline")}</div><div>{p.w("published")}</div><div>{p.w("reading")}</div></div></div>
<div class="_z9">{_join(paras[:cut], '<p class="_p">{}</p>')}<div class="_q">{_ICON}{p.each("share", "<span role='button'>{}</span>")}</div><div class="_n"><div class="_nt">{p.note(p.words["newsletter"][0])}</div><form><input placeholder="@"/><button>{p.note(p.words["newsletter"][2])}</button></form></div>{_join(paras[cut:], '<p class="_p">{}</p>')}</div>
<div class="_k"><div class="_kt">{p.w("comments_head")}</div>{p.comments('<div class="_ki"><span>{name}</span><span>{when}</span><p>{text}</p></div>')}</div></div>
<div class="_r"><div class="_rt">{p.w("popular_head")}</div>{p.teasers('<a class="_ra" href="#"><h4>{title}</h4><p>{lead}</p></a>', 5)}</div>
<div class="_f">{p.each("footer", "<div>{}</div>")}</div></div></body></html>"""


LAYOUTS = {
    f.__name__: f
    for f in (
        component,
        membership,
        broadcaster,
        webform,
        portal,
        blocks,
        gazette,
        elements,
        frames,
        application,
    )
}
