"""The page of a story in a real browser: pointing, tapping and the keyboard light what states a fact."""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from ..chromium import CHROMIUM, Page, browser
from ..stories import BG, DE, EN, IT, PT, story
from ..test_output import HOSTILE

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium or Chrome is installed"),
    pytest.mark.skipif(
        sys.platform == "win32", reason="the browser is driven through descriptors, as POSIX has"
    ),
]

SPENT = {"fact-1", *(f"version-{place}-sentence-1" for place in (EN, DE, IT, PT, BG))}
FOLLOWS = {"fact-2", *(f"version-{place}-sentence-2" for place in (EN, DE, IT, BG))}

_LIT = """[...document.querySelectorAll('[data-fact][id]')]
    .filter(one => getComputedStyle(one).backgroundColor !== 'rgba(0, 0, 0, 0)').map(one => one.id)"""
_SEEN = """(id => { const box = document.getElementById(id).getClientRects()[0];
    const top = document.elementFromPoint(box.left + 2, box.top + box.height / 2);
    return top !== null && document.getElementById(id).contains(top); })"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("story") / "story.html"
    path.write_text(story().to_html(), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def long_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Seeds make versions that do not fit on a screen."""
    from polnews import Story

    seeds = Path(__file__).parent.parent.parent / "seeds"
    path = tmp_path_factory.mktemp("seeds") / "story.html"
    path.write_text(Story.from_files(*sorted(seeds.glob("*.txt"))).to_html(), encoding="utf-8")
    return path.as_uri()


def lit(page: Page) -> set[str]:
    return set(page.run(_LIT))


def test_pointing_at_a_fact_lights_its_sentences_in_every_version(page: Page, address: str) -> None:
    page.show(address)
    assert lit(page) == set()
    page.point("#fact-2 p")
    assert lit(page) == FOLLOWS


def test_pointing_at_a_sentence_lights_the_fact_and_the_other_versions(page: Page, address: str) -> None:
    page.show(address)
    page.point(f"#version-{BG}-sentence-1")
    assert lit(page) == SPENT


def test_a_click_pins_a_fact_until_escape(page: Page, address: str) -> None:
    page.show(address)
    page.click("#fact-2 p")
    page.point("h1")
    assert lit(page) == FOLLOWS
    assert page.run("location.hash") == "#fact-2"
    page.press("Escape")
    assert lit(page) == set()


def test_the_keyboard_lights_what_it_reaches(page: Page, address: str) -> None:
    page.show(address)
    page.point("h1")
    for _ in range(40):
        page.press("Tab")
        if page.run("document.activeElement.getAttribute('href')") == "#fact-2":
            break
    assert lit(page) == FOLLOWS
    page.press("Enter")
    assert page.run("document.body.classList.contains('pinned')") is True


def test_an_address_with_a_fact_opens_with_it_lit(page: Page, address: str) -> None:
    page.show(f"{address}#fact-1")
    assert lit(page) == SPENT


def test_every_version_moves_to_the_sentence(page: Page, long_address: str) -> None:
    page.show(long_address)
    last = page.run(
        "[...document.querySelectorAll('.version:first-of-type .sentence[data-fact]')].at(-1).dataset.fact"
    )
    page.click(f"#fact-{last} p")
    sentences = page.run(
        f"[...document.querySelectorAll('.sentence[data-fact=\"{last}\"]')].map(one => one.id)"
    )
    assert len(sentences) >= 4
    assert [page.run(f"{_SEEN}('{one}')") for one in sentences] == [True] * len(sentences)


def test_without_scripts_pointing_and_links_still_light(page: Page, address: str) -> None:
    page.without_scripts()
    try:
        page.show(f"{address}#fact-1")
        assert page.run("document.body.classList.contains('live')") is False
        assert lit(page) == SPENT
        page.show(address)
        page.point("#fact-2 p")
        assert lit(page) == FOLLOWS
    finally:
        page.without_scripts(False)


@pytest.mark.parametrize("dark", [False, True])
def test_colours_are_readable_in_both_themes(page: Page, address: str, dark: bool) -> None:
    page.show(f"{address}#fact-1", dark=dark)
    paper = page.run("getComputedStyle(document.body).backgroundColor")
    assert (_luminance(paper) < 0.2) is dark
    for selector, behind in (
        ("#fact-1 p", "#fact-1"),
        ("#fact-1 .differing", "#fact-1"),
        ("#fact-1 .stated", "#fact-1"),
        ("#fact-2 .missing", "body"),
        ("mark.differs[title]", f"#version-{EN}-sentence-1"),
        (".mark.alone", "body"),
    ):
        ink = page.run(f"getComputedStyle(document.querySelector('{selector}')).color")
        ground = page.run(f"getComputedStyle(document.querySelector('{behind}')).backgroundColor")
        assert _contrast(ink, ground) >= 4.5, selector


def test_a_phone_reads_facts_first_and_nothing_is_cut_off(page: Page, address: str) -> None:
    page.show(address, width=390, height=844)
    assert page.run("document.documentElement.scrollWidth") == 390
    assert page.run(
        "document.querySelector('.facts').getBoundingClientRect().bottom"
        " <= document.querySelector('.versions').getBoundingClientRect().top"
    )


def test_a_tap_on_a_phone_shows_the_sentence_below_the_fact(page: Page, long_address: str) -> None:
    page.show(long_address, width=390, height=844)
    page.tap("#fact-2 p")
    first = page.run("document.querySelector('.version .sentence[data-fact=\"2\"]').id")
    assert "fact-2" in lit(page)
    assert page.run(f"{_SEEN}('fact-2')")
    assert page.run(f"{_SEEN}('{first}')")
    page.tap(".close")
    assert lit(page) == set()


def test_a_tap_on_a_version_shows_that_version(page: Page, long_address: str) -> None:
    page.show(long_address, width=390, height=844)
    page.tap("#fact-1 .chip:nth-child(4)")
    target = page.run("document.querySelector('#fact-1 .chip:nth-child(4)').hash.slice(1)")
    page.wait(f"{_SEEN}('{target}')")


def test_a_tap_on_what_one_version_says_turns_to_it(page: Page, address: str) -> None:
    page.show(address, width=390, height=844)
    page.tap(f"#fact-1 .chip:nth-child({PT + 1})")
    page.wait(f"{_SEEN}('version-{PT}-sentence-1')")
    page.tap("#fact-3 p")
    page.wait(f"{_SEEN}('version-{EN}-sentence-4')")


def test_paper_holds_facts_and_all_versions(page: Page, address: str) -> None:
    pypdf = pytest.importorskip("pypdf", reason="reading a printed page needs pypdf")
    page.show(address)
    sheets = pypdf.PdfReader(BytesIO(page.paper())).pages
    text = " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())
    assert "versions differ" in text.replace("ﬀ", "ff")
    assert all(start in text for start in ("Das Kabinett", "Lunedì", "O governo decidiu", "Законът следва"))


def test_nothing_is_requested_and_nothing_fails(page: Page, address: str, long_address: str) -> None:
    page.requests.clear()
    page.errors.clear()
    page.show(address)
    page.click("#fact-1 p")
    page.show(long_address, width=390)
    assert {one.split("#")[0] for one in page.requests} <= {address, long_address}
    assert page.errors == []


def test_scripts_of_an_article_do_not_run(page: Page, tmp_path: Path) -> None:
    from polnews import Article, Story

    path = tmp_path / "hostile.html"
    told = Story(versions=(Article.from_text(HOSTILE, language="en"),), signature="<script>alert(4)</script>")
    path.write_text(told.to_html() + "<script>document.title = 'taken'</script>", encoding="utf-8")
    page.show(path.as_uri())
    assert page.run("document.title") != "taken", "the policy lets only the page's own script run"


def _contrast(ink: str, ground: str) -> float:
    """Contrast as the Web Content Accessibility Guidelines 2.1 define it."""
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
