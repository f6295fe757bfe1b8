"""TMX 1.4: the exchange format of translators' memories, in and out."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from polnews.errors import ArticleError, LanguageError
from polnews.languages import Pair, base_language, normalise_tag
from polnews.memory import TranslationMemory

__all__ = ["export_tmx", "import_tmx", "read_tmx"]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MACHINE = "polnews"
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="polnews" creationtoolversion="1" segtype="sentence" o-tmf="polnews" adminlang="en"
 srclang="*all*" datatype="plaintext"/>
<body>
"""
# A memory of this size is no text any more; entities could swell a small file to any size, so none are allowed.
_LARGEST = 512 * 1024 * 1024


def read_tmx(path: str | Path) -> Iterator[dict[str, str]]:
    """Yield the units of a TMX file: text by language tag. Marks inside segments are dropped, their text kept.

    Machine translations that polnews exported and nobody changed since are left out: no person made them.

    Raises:
        ArticleError: The file is no TMX, or declares entities.
    """
    path = Path(path)
    try:
        if path.stat().st_size > _LARGEST:
            raise ArticleError(f"{path.name} is larger than 512 MB. Split it and import the parts.")
        if b"<!ENTITY" in path.read_bytes():
            raise ArticleError(
                f"{path.name} declares entities, which TMX does not need. Export it anew without."
            )
        found = False
        for _, element in ET.iterparse(path, events=("end",)):  # noqa: S314 - entities are refused above
            if element.tag == "tu":
                found = True
                if not _ours(element):
                    yield _unit(element)
                element.clear()
            elif element.tag == "tmx":
                found = True
    except (OSError, ET.ParseError) as error:
        raise ArticleError(f"{path.name} is no readable TMX file ({error}). Export it as TMX 1.4.") from error
    if not found:
        raise ArticleError(f"{path.name} is no TMX file. Export it as TMX 1.4.")


def _ours(element: ET.Element) -> bool:
    """Tell whether a unit is a machine translation we exported and nobody changed since: no person's work."""
    return element.get("creationid") == _MACHINE and element.get("changeid") in (None, _MACHINE)


def _unit(element: ET.Element) -> dict[str, str]:
    texts = {}
    for variant in element.iter("tuv"):
        tag = variant.get(_XML_LANG) or variant.get("lang") or ""
        segment = variant.find("seg")
        try:
            texts[normalise_tag(tag)] = (
                " ".join("".join(segment.itertext()).split()) if segment is not None else ""
            )
        except LanguageError:
            continue  # a language we do not know serves nobody here
    return {tag: text for tag, text in texts.items() if text}


def import_tmx(memory: TranslationMemory, path: str | Path) -> int:
    """Take a translators' memory into ours, every pair of languages in it, both ways.

    Returns:
        How many translations were taken in, each direction counted.

    Raises:
        ArticleError: The file is no TMX.
    """
    by_pair: dict[Pair, list[tuple[str, str]]] = {}
    for unit in read_tmx(path):
        for source, text in unit.items():
            for target, rendered in unit.items():
                if base_language(source) != base_language(target):
                    by_pair.setdefault(Pair(base_language(source), target), []).append((text, rendered))
    return sum(memory.learn(pairs, pair.source, pair.target) for pair, pairs in sorted(by_pair.items()))


def export_tmx(memory: TranslationMemory, path: str | Path) -> int:
    """Write a memory as TMX 1.4: one unit per segment and pair, people's translations marked as theirs.

    The file appears whole or not at all.

    Returns:
        How many units were written.

    Raises:
        ArticleError: It cannot be written there.
    """
    path = Path(path)
    draft = path.with_name(f".{path.name}.part")
    count = 0
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.write(_HEAD)
            for unit in _units(memory):
                file.write(unit)
                count += 1
            file.write("</body>\n</tmx>\n")
        draft.replace(path)
    except OSError as error:
        raise ArticleError(f"Cannot write {path} ({error.strerror}). Choose another place.") from error
    return count


def _units(memory: TranslationMemory) -> Iterator[str]:
    """Yield one unit per segment and pair; where a person and an engine translated it, the person's."""
    for (source, target, text), group in groupby(
        memory.entries(), lambda row: (row[0], row[1], row[2].source)
    ):
        entry = next(group)[2]
        maker = "human" if entry.human else _MACHINE
        yield f"<tu creationid={quoteattr(maker)}>\n{_variants(((source, text), (target, entry.target)))}</tu>\n"


def _variants(texts: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f"  <tuv xml:lang={quoteattr(tag)}><seg>{escape(_plain(text))}</seg></tuv>\n" for tag, text in texts
    )


def _plain(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(letter for letter in text if letter in "\t\n" or ord(letter) >= 0x20)
