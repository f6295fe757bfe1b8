"""URLs: robots.txt heeded, redirects, sizes and times limited, from a server on this machine."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from polnews import Article
from polnews.errors import ArticleError, NetworkError, PolnewsError
from polnews.readers import Limits
from polnews.readers.fetch import fetch, user_agent

pytestmark = pytest.mark.local_server

PAGE = """<!doctype html><html lang=de><head><meta charset=utf-8><title>Съвет</title></head><body><nav>Меню</nav><article>
<h1>Парламентът прие закона за училищата</h1><p>Депутатите гласуваха във вторник закона, с който парите за училищата растат.</p>
<p>Според финансовото министерство средствата идват от нов налог върху пратките.</p></article></body></html>"""
FEED = """<rss version="2.0"><channel><title>F</title><item><title>Schools get more money</title><link>https://x.example/1</link>
<description>The cabinet agreed on Tuesday. It starts in May.</description></item></channel></rss>"""


class Server:
    """Answers by path; notes who asked for what."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, str]] = []
        self.slow: Callable[[str], float] = lambda path: 0.0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.path, self.headers.get("User-Agent", "")))
                status, headers, body = outer.answers.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    for at in range(0, len(body), 4096):
                        self.wfile.write(body[at : at + 4096])
                        time.sleep(outer.slow(self.path))
                except OSError:
                    pass  # the reader hung up, as it should

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    running = Server()
    running.answers["/page"] = (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode())
    yield running
    running.close()


def test_a_page_becomes_an_article(server: Server) -> None:
    article = Article.from_url(f"{server.url}/page")
    assert article.title == "Парламентът прие закона за училищата"
    assert (article.language, article.source) == ("bg", f"{server.url}/page")
    assert [path for path, _ in server.asked] == ["/robots.txt", "/page"]
    assert {agent for _, agent in server.asked} == {user_agent()}


def test_the_servers_charset_wins(server: Server) -> None:
    page = PAGE.replace("utf-8", "iso-8859-1").encode("cp1251")
    server.answers["/cp"] = (200, {"Content-Type": "text/html; charset=windows-1251"}, page)
    assert Article.from_url(f"{server.url}/cp").title == "Парламентът прие закона за училищата"


def test_feeds_come_by_url_too(server: Server) -> None:
    server.answers["/feed"] = (200, {"Content-Type": "application/rss+xml"}, FEED.encode())
    (article,) = Article.from_feed(f"{server.url}/feed")
    assert (article.title, article.source) == ("Schools get more money", "https://x.example/1")


def test_robots_txt_is_heeded(server: Server) -> None:
    server.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /page\n")
    with pytest.raises(NetworkError, match=r"robots.txt forbids"):
        Article.from_url(f"{server.url}/page")
    assert [path for path, _ in server.asked] == ["/robots.txt"]
    assert fetch(f"{server.url}/page", ignore_robots=True).data == PAGE.encode()
    server.answers["/robots.txt"] = (
        200,
        {},
        b"User-agent: polnews\nAllow: /\n\nUser-agent: *\nDisallow: /\n",
    )
    assert Article.from_url(f"{server.url}/page")


def test_a_robots_txt_that_fails_forbids(server: Server) -> None:
    server.answers["/robots.txt"] = (503, {}, b"")
    with pytest.raises(NetworkError, match="503"):
        Article.from_url(f"{server.url}/page")


def test_redirects_are_followed_and_limited(server: Server) -> None:
    server.answers["/a"] = (302, {"Location": "/b"}, b"")
    server.answers["/b"] = (301, {"Location": f"{server.url}/page"}, b"")
    assert Article.from_url(f"{server.url}/a").source == f"{server.url}/page"
    server.answers["/loop"] = (302, {"Location": "/loop"}, b"")
    with pytest.raises(NetworkError, match="5 redirects"):
        Article.from_url(f"{server.url}/loop")


def test_robots_txt_is_asked_again_where_a_redirect_leads(server: Server) -> None:
    server.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /page\n")
    server.answers["/a"] = (302, {"Location": "/page"}, b"")
    with pytest.raises(NetworkError, match=r"robots.txt forbids"):
        Article.from_url(f"{server.url}/a")


def test_redirects_lead_to_no_file(server: Server) -> None:
    server.answers["/a"] = (302, {"Location": "file:///etc/passwd"}, b"")
    with pytest.raises(ArticleError, match="https://"):
        Article.from_url(f"{server.url}/a")


def test_sizes_are_limited_announced_or_not(server: Server) -> None:
    body = PAGE.encode() * 200
    server.answers["/long"] = (200, {"Content-Length": str(len(body))}, body)
    server.answers["/silent"] = (200, {}, body)
    for path in ("/long", "/silent"):
        with pytest.raises(ArticleError, match=r"limits=Limits\(bytes="):
            fetch(f"{server.url}{path}", limits=Limits(bytes=50_000))


def test_packed_answers_are_unpacked_within_the_limit(server: Server) -> None:
    server.answers["/gz"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE.encode()))
    assert fetch(f"{server.url}/gz").data == PAGE.encode()
    server.answers["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b" " * 30_000_000))
    with pytest.raises(ArticleError, match=r"limits=Limits\(bytes="):
        fetch(f"{server.url}/bomb")
    server.answers["/br"] = (200, {"Content-Encoding": "br"}, b"x")
    with pytest.raises(NetworkError, match="'br'"):
        fetch(f"{server.url}/br")
    server.answers["/bad"] = (200, {"Content-Encoding": "gzip"}, b"no gzip at all")
    with pytest.raises(NetworkError, match="damaged"):
        fetch(f"{server.url}/bad")


def test_a_server_that_drips_is_left(server: Server) -> None:
    server.answers["/slow"] = (200, {}, PAGE.encode() * 100)
    server.slow = lambda path: 0.2 if path == "/slow" else 0.0
    with pytest.raises(NetworkError, match=r"limits=Limits\(seconds="):
        fetch(f"{server.url}/slow", limits=Limits(seconds=0.5))


@pytest.mark.parametrize("status", [403, 404, 500])
def test_refusals_name_the_status(server: Server, status: int) -> None:
    server.answers["/no"] = (status, {}, b"")
    with pytest.raises(NetworkError, match=str(status)):
        Article.from_url(f"{server.url}/no")


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(NetworkError, match="could not be read"):
        Article.from_url("http://127.0.0.1:9/page")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x.example/a",
        "file:///etc/passwd",
        "https://",
        "https://a b/",
        "http://[",
        "x",
        "http://x.example:99999/",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(PolnewsError):
        Article.from_url(url)
