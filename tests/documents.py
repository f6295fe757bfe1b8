"""Writes an article in every format polnews reads, for tests and fuzzing. Plain writers: what they do is in plain sight."""

import html
import io
import json
import textwrap
from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

ARTICLES = Path(__file__).parent / "data" / "articles"
LANGUAGES = ("bg", "de", "en", "it", "pt")


@dataclass(frozen=True)
class Told:
    """A dev article in one language: its title, and the sentences below it."""

    id: str
    language: str
    title: str
    sentences: tuple[str, ...]
    date: str

    @property
    def paragraphs(self) -> list[str]:
        """The lead alone, then two sentences a paragraph."""
        lead, *body = self.sentences
        return [lead, *(" ".join(body[at : at + 2]) for at in range(0, len(body), 2))]


def told(language: str) -> list[Told]:
    """All dev articles in one language."""
    found = []
    for path in sorted(ARTICLES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            rows = [row[language] for row in record["rows"]]
            found.append(Told(record["id"], language, rows[0], tuple(rows[1:]), record["date"]))
    return found


def as_html(article: Told) -> bytes:
    title = html.escape(article.title)
    body = "".join(f"<p>{html.escape(text)}</p>\n" for text in article.paragraphs)
    return f"""<!DOCTYPE html><html lang="{article.language}"><head><meta charset="utf-8"><title>{title} | Example</title>
<meta property="article:published_time" content="{article.date}T08:00:00+02:00"><meta name="author" content="Petra Dimmer">
<meta property="og:site_name" content="Example"><link rel="canonical" href="https://news.example/{article.id}">
<script>var a = 1;</script></head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/p">Politics</a></li></ul></nav>
<article><h1>{title}</h1>{body}</article><footer>© Example</footer></body></html>""".encode()


def as_feed(article: Told, others: tuple[Told, ...] = ()) -> bytes:
    items = "".join(
        f"<item><title>{html.escape(one.title)}</title><link>https://news.example/{one.id}</link>"
        f"<pubDate>Mon, 07 Jul 2025 23:30:00 +0200</pubDate>"
        f"<description><![CDATA[{''.join(f'<p>{html.escape(text)}</p>' for text in one.paragraphs)}]]></description></item>"
        for one in (article, *others)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Example</title>'
        f"<language>{article.language}</language>{items}</channel></rss>"
    ).encode()


def as_atom(article: Told) -> bytes:
    body = html.escape("".join(f"<p>{html.escape(text)}</p>" for text in article.paragraphs))
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title>'
        f"<entry><title>{html.escape(article.title)}</title><link href='https://news.example/{article.id}'/>"
        f"<published>{article.date}T08:00:00Z</published><author><name>Petra Dimmer</name></author>"
        f'<content type="html">{body}</content></entry></feed>'
    ).encode()


def as_mail(article: Told, *, markup: bool = False) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "Example News <news@news.example>"
    mail["To"] = "reader@reader.example"
    mail["Subject"] = "SUBJECT"
    mail["Date"] = "Mon, 07 Jul 2025 23:30:00 +0200"
    mail["Message-ID"] = "<1@news.example>"
    mail.set_content("\n\n".join(article.paragraphs))
    if markup:
        cells = "".join(f"<tr><td><p>{html.escape(text)}</p></td></tr>" for text in article.paragraphs)
        mail.add_alternative(f"<html><body><table>{cells}</table></body></html>", subtype="html")
        mail.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="logo.png")
    subject = Header(article.title, "utf-8").encode(
        linesep="\r\n"
    )  # `EmailMessage` loses blanks when it folds
    return mail.as_bytes().replace(b"SUBJECT", subject.encode(), 1)


def as_markdown(article: Told) -> bytes:
    return (f"# {article.title}\n\n" + "\n\n".join(article.paragraphs) + "\n").encode()


def as_json(article: Told) -> bytes:
    record = {
        "headline": article.title,
        "articleBody": "\n\n".join(article.paragraphs),
        "datePublished": article.date,
    }
    return json.dumps(record, ensure_ascii=False).encode()


def as_docx(article: Told) -> bytes:
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Example Ministry"
    document.add_heading(article.title, 0)
    for text in article.paragraphs:
        document.add_paragraph(text)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("2024", "1.2", "2025", "1.4"), strict=True
    ):
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- PDF ---------------------------------------------------------------------------------------------------------

_SIZE, _LEADING, _LEFT, _TOP, _LINES = 11, 15, 60, 760, 42


def as_pdf(
    article: Told, *, columns: int = 1, width: int = 80, hyphens: bool = False, mixed: bool = False
) -> bytes:
    """A PDF with a title in larger type, a running head and page numbers.

    Args:
        article: What to print.
        columns: 1 or 2.
        width: Characters of a line.
        hyphens: Break long words at line ends.
        mixed: Write the two columns line by line, so that nothing tells them apart but their place.
    """
    width = width if columns == 1 else 38
    lines: list[tuple[str, bool]] = []
    for text in article.paragraphs:
        wrapped = _hyphened(text, width) if hyphens else textwrap.wrap(text, width, break_on_hyphens=False)
        lines += [(line, at == 0) for at, line in enumerate(wrapped)]
    title = textwrap.wrap(
        article.title, 45 if columns == 1 else 28, break_long_words=False, break_on_hyphens=False
    )
    places = _places(lines, columns, len(title))
    pages = 1 + max(page for page, _, _, _ in places)
    streams = []
    for page in range(pages):
        shown = [(_LEFT, 815, 8, "Ministry of Examples, press office"), (500, 30, 8, f"{page + 1} / {pages}")]
        if page == 0:
            shown += [(_LEFT, _TOP + 20 - 22 * at, 17, line) for at, line in enumerate(title)]
        own = [(x, y, _SIZE, text) for number, x, y, text in places if number == page]
        if mixed:
            own.sort(key=lambda place: (-place[1], place[0]))
        streams.append(shown + own)
    return _pdf(streams)


def _places(lines: list[tuple[str, bool]], columns: int, skipped: int) -> list[tuple[int, float, float, str]]:
    """Page, x, y and text of every line; a paragraph begins after half a line of space."""
    places = []
    slot, y = 0, _TOP - 22 * skipped - 10
    for text, opens in lines:
        y -= _LEADING * (1.6 if opens else 1)
        if y < _TOP - _LINES * _LEADING:
            slot, y = slot + 1, _TOP - (22 * skipped if columns == 2 and slot == 0 else 0)
        places.append((slot // columns, _LEFT + 250 * (slot % columns), y, text))
    return places


def _hyphened(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if len(line) + 1 + len(word) <= width:
            line = f"{line} {word}".strip()
            continue
        room = width - len(line) - 2
        if room >= 4 and len(word) - room >= 4 and word.isalpha():
            lines.append(f"{line} {word[:room]}-".strip())
            line = word[room:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def _pdf(pages: list[list[tuple[float, float, float, str]]]) -> bytes:
    """Write pages of (x, y, size, text) with one font of unknown shape and a table from codes to letters."""
    letters = sorted({letter for page in pages for _, _, _, text in page for letter in text})
    table = "\n".join(f"<{ord(c):04x}> <{ord(c):04x}>" for c in letters if ord(c) < 0xFFFF)
    groups = table.split("\n")
    mapping = "".join(
        f"{len(groups[at : at + 100])} beginbfchar\n" + "\n".join(groups[at : at + 100]) + "\nendbfchar\n"
        for at in range(0, len(groups), 100)
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{mapping}endcmap end end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{7 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0 >> /DW 500 /FontDescriptor 5 0 R >>",
        "<< /Type /FontDescriptor /FontName /A /Flags 4 /FontBBox [0 0 1000 1000] /Ascent 800 /Descent -200 /CapHeight 700 "
        "/StemV 80 /ItalicAngle 0 >>",
        _stream(cmap),
    ]
    for number, page in enumerate(pages):
        shown = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"
            for x, y, size, text in page
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {8 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(_stream(shown))
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _stream(body: str) -> str:
    return f"<< /Length {len(body.encode())} >>\nstream\n{body}\nendstream"


WRITERS = {
    "html": as_html,
    "feed": as_feed,
    "atom": as_atom,
    "mail": as_mail,
    "mail, HTML": lambda article: as_mail(article, markup=True),
    "markdown": as_markdown,
    "json": as_json,
    "docx": as_docx,
    "pdf": as_pdf,
    "pdf, two columns": lambda article: as_pdf(article, columns=2),
    "pdf, hyphens": lambda article: as_pdf(article, width=60, hyphens=True),
}
