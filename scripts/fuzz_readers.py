# ruff: noqa: ARG001, E501 - damagers share one signature; samples of foreign markup
"""Throw damaged and hostile input at every reader: nothing but PolnewsError may come out, in bounded time.

python scripts/fuzz_readers.py 2000              # inputs for each reader
python scripts/fuzz_readers.py 2000 --seed 7     # the same ones again
python scripts/fuzz_readers.py 500 --only pdf
"""

import argparse
import io
import random
import resource
import signal
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import documents

from polnews import Article
from polnews.errors import PolnewsError
from polnews.readers import Limits, read_documents
from polnews.readers.hyphens import join_hyphens

SECONDS = 20.0
"""An input that takes longer is a failure; the limits below keep every reader far from it on an idle machine."""
LIMITS = Limits(seconds=5.0)

TOKENS: dict[str, list[bytes]] = {
    "html": [b"<div>" * 300, b"<table><tr><td>" * 60, b"</p>", b"<script>", b"<!--", b"]]>", b"&#xD800;", b"&#0;", b"&#x202e;",
             b"<title>", b"<h1>", b"<![CDATA[", b"<svg><math><p>", b"<p" + b" a=b" * 500 + b">", b"<template>", b"<br>" * 200,
             b"<select><option>", b"<noscript>", b"<base href=//x>", b"\xef\xbb\xbf", b"<meta charset=utf-7>",
             b'<meta charset="utf-16">', b"<plaintext>", b"<a href=x>" * 200, b"<time datetime=9999-99-99>", b"<ul><li>" * 90,
             b'<script type="application/ld+json">' + b"[" * 3000 + b"</script>"],
    "feed": [b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<item>", b"</channel>", b"<![CDATA[", b"]]>", b"&lt;p&gt;" * 100, b"<a:b xmlns:a='c'>",
             b"<pubDate>Mon, 99 Foo 99999</pubDate>", b"<x>" * 300, b"&#xD800;", b"&undefined;", b"<content type='xhtml'><div>",
             b"<link href='javascript:1'/>", b'<?xml version="1.0" encoding="utf-7"?>', b"<author><name>", b"<dc:date>-1</dc:date>"],
    "mail": [b"\r\n--" + b"x" * 70, b"Content-Type: multipart/mixed; boundary=\"x\"\r\n", b"Content-Transfer-Encoding: base64\r\n",
             b"Content-Transfer-Encoding: x-uuencode\r\n", b"Content-Type: text/html; charset=unknown-8bit\r\n", b"=?utf-8?b?////?=",
             b"Subject: =?x?y?z?=\r\n", b"Content-Type: message/rfc822\r\n\r\n", b"\r\n\r\n", b"=\r\n" * 100, b"begin 644 a\r\n",
             b"Date: Mon, 99 Foo 99999 99:99:99 +9999\r\n", b"Content-Type: text/plain; charset=idna; format=flowed\r\n", b"\0" * 20,
             b"Content-Type: text/plain; charset*0*=utf-8''%ff\r\n", b"List-Id: " + b"<" * 2000 + b"\r\n", b"From: " + b"(" * 3000 + b"\r\n"],
    "markdown": [b"[" * 500, b"](" * 300, b"*" * 500, b"_" * 501, b"`" * 300, b"> " * 300, b"- " * 300, b"|---|\n", b"<!--", b"---\n",
                 b"```\n", b"![](" * 200, b"\\" * 400, b"&#x110000;", b"<" * 500, b"#" * 200, b"[^a]" * 100, b"\xee\x80\x80",
                 b"**a" * 300, b"*a_" * 300, b"~~" * 300, b"a\n===\n" * 50],
    "json": [b"[" * 3000, b'{"a":' * 3000, b'"\\ud800"', b"\\u0000", b"1e999", b"9" * 6000, b"NaN", b'"text": null,', b'"text": {},',
             b'"text": [[]],', b'"text": "<p>' + b"<div>" * 300 + b'",', b"\n{", b"}\n", b'"items": [', b"\\ud83d", b'"date": "9999-99-99",'],
    "pdf": [b"/Parent 2 0 R", b"/Kids [2 0 R]", b"endobj", b"stream\n", b"endstream", b"<<" * 300, b"[" * 3000, b"/Length 999999999",
            b"/Filter /FlateDecode", b"/Filter [/FlateDecode /FlateDecode]", b"/Contents 2 0 R", b"/Count 999999999", b"0 0 R",
            b"/Filter /ASCII85Decode", b"/Filter /LZWDecode", b"/Type /ObjStm /N 99999 /First 1", b"BT /F1 1e30 Tf", b"1e308 0 0 1e308 0 0 cm",
            b"-1 0 R", b"/Encrypt << /Filter /Standard /V 5 /R 6 >>", b"q " * 2000, b"/Predictor 15 /Columns 99999999", b"xref", b"startxref\n0",
            b"/ToUnicode 2 0 R", b"/Font 2 0 R", b"(" * 2000, b"1 beginbfrange <0000> <ffffffff> <0000> endbfrange", b"/XObject << /X 8 0 R >>", b"/X Do"],
    "docx": [b"<w:p>" * 300, b"<w:tbl>", b"</w:p>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<w:t>", b'w:val="', b"<w:sdt>" * 100,
             b"<w:txbxContent>", b"Target=\"../../../etc/passwd\"", b'TargetMode="External"', b"PK\x05\x06", b"PK\x03\x04", b"<w:instrText>",
             b'encoding="utf-7"', b"<mc:Fallback>", b"<w:footnote>", b"\xff\xfe"],
    "text": [b"\xff", b"\0\0", b"\xe2\x80\xae" * 50, b"\xe2\x80\x8b" * 300, b"\xed\xa0\x80", b"\r" * 300, b"| " * 400, b"\xef\xbb\xbf", b"." * 3000,
             b"\xcc\x81" * 500, b"a" * 9000, b"\xe2\x80\xa8" * 60, b"\x0c" * 60, b"- " * 900, b"\xc2\xad" * 400],
}  # fmt: skip


def samples(rng: random.Random) -> dict[str, list[bytes]]:
    """Sound input for every reader, of two dev articles in different languages."""
    chosen = [rng.choice(documents.told(language)) for language in rng.sample(documents.LANGUAGES, 2)]
    made = {name: [write(article) for article in chosen] for name, write in documents.WRITERS.items()}
    return {
        "html": made["html"],
        "feed": made["feed"] + made["atom"],
        "mail": made["mail"] + made["mail, HTML"],
        "markdown": made["markdown"],
        "json": [*made["json"], b"\n".join(made["json"])],
        "pdf": made["pdf"] + made["pdf, two columns"] + made["pdf, hyphens"],
        "docx": made["docx"],
        "text": [("\n\n".join([a.title, *a.paragraphs])).encode() for a in chosen],
    }


def samples_of_all() -> list[documents.Told]:
    """One article in each language."""
    return [documents.told(language)[0] for language in documents.LANGUAGES]


# --- damage ------------------------------------------------------------------------------------------------------


def damage(data: bytes, rng: random.Random, tokens: list[bytes], other: bytes) -> bytes:
    """Change `data` in one to eight places."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 5, 8))):
        rng.choice(_WAYS)(out, rng, tokens, other)
        del out[2_000_000:]
    return bytes(out)


def _place(out: bytearray, rng: random.Random) -> int:
    return rng.randrange(len(out) + 1)


def _slice(out: bytearray, rng: random.Random, most: int = 2000) -> tuple[int, int]:
    start = _place(out, rng)
    return start, min(len(out), start + rng.randrange(1, most))


def _flip(out: bytearray, rng: random.Random, tokens: list[bytes], other: bytes) -> None:
    for _ in range(rng.randrange(1, 30)):
        if out:
            out[rng.randrange(len(out))] = rng.randrange(256)


def _cut(out: bytearray, rng: random.Random, tokens: list[bytes], other: bytes) -> None:
    start, end = _slice(out, rng)
    del out[start:end]


def _truncate(out: bytearray, rng: random.Random, tokens: list[bytes], other: bytes) -> None:
    del out[_place(out, rng) :]


def _repeat(out: bytearray, rng: random.Random, tokens: list[bytes], other: bytes) -> None:
    start, end = _slice(out, rng, 400)
    out[start:start] = out[start:end] * rng.choice((1, 2, 10, 100, 300))


def _insert(out: bytearray, rng: random.Random, tokens: list[bytes], other: bytes) -> None:
    at = _place(out, rng)
    out[at:at] = rng.choice(tokens) * rng.choice((1, 1, 1, 3, 20))


def _overwrite(out: bytearray, rng: random.Random, tokens: list[bytes], other: bytes) -> None:
    at, token = _place(out, rng), rng.choice(tokens)
    out[at : at + len(token)] = token


def _splice(out: bytearray, rng: random.Random, tokens: list[bytes], other: bytes) -> None:
    at = _place(out, rng)
    begin = rng.randrange(len(other) + 1)
    out[at : at + rng.randrange(3000)] = other[begin : begin + rng.randrange(3000)]


def _number(out: bytearray, rng: random.Random, tokens: list[bytes], other: bytes) -> None:
    digits = [at for at, byte in enumerate(out[:20000]) if 48 <= byte <= 57]
    if digits:
        at = rng.choice(digits)
        out[at : at + 1] = rng.choice((b"0", b"-1", b"99999999999", b"65536", b"1e9", b"4294967296"))


_WAYS = (_flip, _cut, _truncate, _repeat, _insert, _insert, _insert, _overwrite, _splice, _number)


def damage_docx(data: bytes, rng: random.Random, tokens: list[bytes], other: bytes) -> bytes:
    """Damage one or two members of the zip file; every fourth time the zip file itself."""
    if rng.random() < 0.25:
        return damage(data, rng, tokens, other)
    source = zipfile.ZipFile(io.BytesIO(data))
    names = source.namelist()
    hit = set(rng.sample(names, k=rng.choice((1, 1, 2))))
    if rng.random() < 0.7:
        hit.add("word/document.xml")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in names:
            body = source.read(name)
            target.writestr(name, damage(body, rng, tokens, other) if name in hit else body)
    return out.getvalue()


# --- running -----------------------------------------------------------------------------------------------------


class TooSlowError(BaseException):
    """Raised by the alarm; no library may swallow it."""


@dataclass
class Tally:
    """What came of the inputs for one reader."""

    read: int = 0
    refused: int = 0
    slowest: float = 0.0


def _alarm(*_: object) -> None:
    raise TooSlowError


def direct(name: str) -> Callable[[bytes], object]:
    """The reader itself, whatever the input looks like."""
    from polnews.readers.docx import read_docx
    from polnews.readers.feed import read_feed
    from polnews.readers.html import read_html
    from polnews.readers.json import read_json
    from polnews.readers.mail import read_mail
    from polnews.readers.markdown import read_markdown
    from polnews.readers.pdf import read_pdf

    return {
        "html": lambda data: read_html(data, limits=LIMITS),
        "feed": lambda data: read_feed(data, limits=LIMITS),
        "mail": lambda data: read_mail(data, limits=LIMITS),
        "markdown": lambda data: read_markdown(data, limits=LIMITS),
        "json": lambda data: list(read_json(data, limits=LIMITS)),
        "pdf": lambda data: read_pdf(data, limits=LIMITS),
        "docx": lambda data: read_docx(data, limits=LIMITS),
        "text": lambda data: list(read_documents(data, limits=LIMITS)),
    }[name]


def attempt(work: Callable[[], object], tally: Tally) -> None:
    """Run once; anything but a PolnewsError, and too much time, goes to the caller."""
    begun = time.perf_counter()
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        work()
        tally.read += 1
    except PolnewsError as error:
        tally.refused += 1
        if not str(error):
            raise AssertionError("an error without a message") from error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    tally.slowest = max(tally.slowest, time.perf_counter() - begun)


def fuzz(name: str, count: int, seed: int, keep: Path | None = None) -> Tally:
    """Try `count` damaged inputs on a reader, and on the article made of them.

    Raises:
        AssertionError: Something else than a PolnewsError came out, or it took too long; names the seed and number.
    """
    tally = Tally()
    read = direct(name)
    join_hyphens(
        [f"{told.sentences[0]} ab-\nc" for told in samples_of_all()]
    )  # loads dictionaries, once and slowly
    previous = signal.signal(signal.SIGALRM, _alarm)
    try:
        for number in range(count):
            data = one(name, seed, number)
            try:
                attempt(lambda data=data: read(data), tally)
                attempt(lambda data=data: Article.all_from(data, limits=LIMITS), tally)
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                if keep:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{name}-{seed}-{number}").write_bytes(data)
                raise AssertionError(f"{name}, seed {seed}, input {number}: {error!r}") from error
    finally:
        signal.signal(signal.SIGALRM, previous)
    return tally


_SAMPLES: dict[tuple[int, int], dict[str, list[bytes]]] = {}


def one(name: str, seed: int, number: int) -> bytes:
    """The damaged input of that number: it depends on nothing but the three arguments."""
    block = number // 200
    if (seed, block) not in _SAMPLES:
        _SAMPLES.clear()
        _SAMPLES[seed, block] = samples(random.Random(f"{seed}/{block}"))
    sound = _SAMPLES[seed, block]
    rng = random.Random(f"{name}/{seed}/{number}")
    other = rng.choice(sound[rng.choice(sorted(sound))])
    change = damage_docx if name == "docx" else damage
    return change(rng.choice(sound[name]), rng, TOKENS[name], other)


def main() -> int:
    """Fuzz the readers asked for; return 1 when one failed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("count", type=int, help="inputs for each reader")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(TOKENS))
    parser.add_argument("--keep", type=Path, help="folder for inputs that fail")
    options = parser.parse_args()
    print(f"seed {options.seed}, {options.count} inputs a reader, each read by the reader and into articles")
    failed = 0
    for name in [options.only] if options.only else sorted(TOKENS):
        begun = time.perf_counter()
        try:
            tally = fuzz(name, options.count, options.seed, options.keep)
        except AssertionError as error:
            failed += 1
            print(f"{name:9} FAILED {error}")
            continue
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{name:9} read {tally.read}, refused {tally.refused}, slowest {tally.slowest:.2f} s, "
            f"in all {time.perf_counter() - begun:.0f} s, memory so far {memory:.0f} MB"
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
