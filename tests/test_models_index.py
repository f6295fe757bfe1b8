"""Installing by pair from an index that behaves as real ones do: cut off, moved, full of other things."""

import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from polnews.errors import NetworkError, PackageError, PolnewsError
from polnews.languages import Pair
from polnews.models import download as download_module
from polnews.models import store as store_module
from polnews.models.download import Progress
from polnews.models.index import DEFAULT_INDEX, index_address, read_index
from polnews.models.install import install, install_pair, outdated, upgrade
from polnews.models.store import Store
from polnews.models.toy import ToyPackage, build_toy

pytestmark = pytest.mark.local_server

WORDS = {"Haus": "house"}


@dataclass
class Site:
    """What the local server has, and how it behaves."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    cut: dict[str, list[int]] = field(default_factory=dict)
    """Bytes sent of a file before the connection is closed, once for each number."""
    failures: dict[str, list[int]] = field(default_factory=dict)
    """HTTP states answered first."""
    moved: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    """Each path asked for, with the Range."""

    def offer(self, *entries: dict[str, object]) -> None:
        self.files["/index.json"] = json.dumps(list(entries)).encode()

    def package(self, folder: Path, toy: ToyPackage, name: str | None = None) -> dict[str, object]:
        """Put a package on the server; return its entry for the index."""
        name = name or f"{toy.source}_{toy.target}-{toy.version}"
        path = build_toy(folder / f"{name}.argosmodel", toy)
        self.files[f"/{name}.argosmodel"] = path.read_bytes()
        return {
            "package_version": toy.version,
            "argos_version": "1.9.0",
            "from_code": toy.source,
            "from_name": toy.source,
            "to_code": toy.target,
            "to_name": toy.target,
            "code": f"translate-{toy.source}_{toy.target}",
            "type": "translate",
            "links": [f"{self.address}/{name}.argosmodel"],
        }


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        site, path = self.site, self.path
        asked = self.headers.get("Range")
        site.asked.append((path, asked))
        if site.failures.get(path):
            self._send(site.failures[path].pop(0), b"")
        elif path in site.moved:
            self._send(302, b"", Location=site.moved[path])
        elif path not in site.files:
            self._send(404, b"<html>Not found</html>")
        else:
            self._file(path, asked)

    def _file(self, path: str, asked: str | None) -> None:
        data, tag = self.site.files[path], self.site.tags.get(path, '"one"')
        start = (
            int(asked.removeprefix("bytes=").rstrip("-"))
            if asked and self.headers.get("If-Range") == tag
            else 0
        )
        if start >= len(data) > 0:
            self._send(416, b"")
            return
        headers = {"ETag": tag} if tag else {}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        cuts = self.site.cut.get(path)
        self._send(206 if start else 200, data[start:], stop=cuts.pop(0) if cuts else None, **headers)

    def _send(self, status: int, body: bytes, *, stop: int | None = None, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:stop])
        if stop is not None:
            self.wfile.flush()
            self.close_connection = True


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(download_module, "_FIRST_WAIT", 0.01)
    monkeypatch.setattr(store_module, "smoke_test", lambda _: None)  # tested by itself, and slow
    site = Site()
    handler = type("Handler", (_Handler,), {"site": site})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        site.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        monkeypatch.setenv("POLNEWS_INDEX", site.address)
        yield site
        server.shutdown()
        thread.join()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home" / "packages", foreign=())


def _names(store: Store) -> list[str]:
    return [str(package) for package in store.packages()]


def test_installs_the_newest_with_progress(tmp_path: Path, site: Site, store: Store) -> None:
    entries = [
        site.package(tmp_path, ToyPackage(words=WORDS, version=version)) for version in ("1.9", "1.10", "1.2")
    ]
    site.offer(*entries)
    seen: list[Progress] = []
    [package] = install("de-en", store=store, report=seen.append)
    assert str(package) == "de-en 1.10"
    assert seen[-1].done == seen[-1].total == len(site.files["/de_en-1.10.argosmodel"])
    assert seen[-1].what == "de-en 1.10"
    record = json.loads((package.folder.parent / "record.json").read_text(encoding="utf-8"))
    assert record["source"] == f"{site.address}/de_en-1.10.argosmodel"
    assert list((store.path.parent / "downloads").iterdir()) == []


def test_a_pair_without_a_package_brings_its_route(tmp_path: Path, site: Site, store: Store) -> None:
    site.offer(
        site.package(tmp_path, ToyPackage(words=WORDS)),
        site.package(tmp_path, ToyPackage(source="en", target="it", words={"house": "casa"})),
    )
    assert [str(package) for package in install("de-it", store=store)] == ["de-en 1.0", "en-it 1.0"]


def test_only_what_is_missing_of_a_route(tmp_path: Path, site: Site, store: Store) -> None:
    site.offer(
        site.package(tmp_path, ToyPackage(words=WORDS)),
        site.package(tmp_path, ToyPackage(source="en", target="it", words={"house": "casa"})),
    )
    install("de-en", store=store)
    assert [str(package) for package in install("de-it", store=store)] == ["en-it 1.0"]


def test_what_is_not_offered(tmp_path: Path, site: Site, store: Store) -> None:
    site.offer(site.package(tmp_path, ToyPackage(words=WORDS)))
    with pytest.raises(PackageError, match=r"no package for de-mt.*It has: de-en"):
        install("de-mt", store=store)


def test_other_entries_do_not_spoil_an_index(tmp_path: Path, site: Site, store: Store) -> None:
    site.offer(
        {"type": "sbd", "from_codes": ["de"], "links": ["x"]},
        {"from_code": "??", "to_code": "en"},
        {"from_code": "de", "to_code": "en", "package_version": "9"},  # without links, as old entries are
        site.package(tmp_path, ToyPackage(words=WORDS)),
    )
    assert [str(package) for package in install("de-en", store=store)] == ["de-en 1.0"]


def test_a_mirror_takes_over(tmp_path: Path, site: Site, store: Store) -> None:
    entry = site.package(tmp_path, ToyPackage(words=WORDS))
    entry["links"] = [f"{site.address}/gone.argosmodel", "ipfs://xyz", "de_en-1.0.argosmodel"]
    site.offer(entry)
    assert len(install("de-en", store=store)) == 1


def test_every_mirror_gone(tmp_path: Path, site: Site, store: Store) -> None:
    entry = site.package(tmp_path, ToyPackage(words=WORDS)) | {"links": [f"{site.address}/gone.argosmodel"]}
    site.offer(entry)
    with pytest.raises(NetworkError, match="answered 404"):
        install("de-en", store=store)
    assert store.packages() == []


def test_resumes_where_it_was_cut_off(tmp_path: Path, site: Site, store: Store) -> None:
    entry = site.package(tmp_path, ToyPackage(words=WORDS))
    site.offer(entry)
    site.cut["/de_en-1.0.argosmodel"] = [20_000]
    install("de-en", store=store)
    assert ("/de_en-1.0.argosmodel", "bytes=20000-") in site.asked
    assert store.verify() == []


def test_a_connection_cut_off_again_and_again_brings_it_all_the_same(
    tmp_path: Path, site: Site, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download_module, "_FIRST_WAIT", 0.0)
    site.offer(site.package(tmp_path, ToyPackage(words=WORDS)))
    site.cut["/de_en-1.0.argosmodel"] = [2_000] * 9  # more often than failures without a byte are tried
    install("de-en", store=store)
    assert ("/de_en-1.0.argosmodel", "bytes=18000-") in site.asked


def test_a_listing_that_breaks_off_is_fetched_again(tmp_path: Path, site: Site, store: Store) -> None:
    site.offer(site.package(tmp_path, ToyPackage(words=WORDS)))
    site.cut["/index.json"] = [20]
    assert len(install("de-en", store=store)) == 1


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(
    tmp_path: Path, site: Site, store: Store
) -> None:
    site.offer(site.package(tmp_path, ToyPackage(words=WORDS)))
    store.path.parent.mkdir(parents=True, exist_ok=True)
    (store.path.parent / "downloads").write_text("in the way")
    with pytest.raises(PolnewsError, match="export POLNEWS_HOME=FOLDER"):
        install("de-en", store=store)


def test_resumes_in_the_next_run(
    tmp_path: Path, site: Site, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.offer(site.package(tmp_path, ToyPackage(words=WORDS)))
    path = "/de_en-1.0.argosmodel"
    site.cut[path] = [20_000]
    monkeypatch.setattr(download_module, "_MOST_ATTEMPTS", 1)
    with pytest.raises(NetworkError, match="20,000 bytes are kept"):
        install("de-en", store=store)
    install("de-en", store=store)
    assert site.asked[-1] == (path, "bytes=20000-")


def test_a_file_that_changed_meanwhile_is_fetched_anew(
    tmp_path: Path, site: Site, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.offer(site.package(tmp_path, ToyPackage(words=WORDS)))
    path = "/de_en-1.0.argosmodel"
    site.cut[path] = [20_000]
    monkeypatch.setattr(download_module, "_MOST_ATTEMPTS", 1)
    with pytest.raises(NetworkError):
        install("de-en", store=store)
    site.package(tmp_path / "new", ToyPackage(words=WORDS | {"Hof": "yard"}), "de_en-1.0")
    site.tags[path] = '"two"'
    install("de-en", store=store)
    assert store.verify() == []


def test_a_download_that_was_complete_already(tmp_path: Path, site: Site, store: Store) -> None:
    """Killed between the last byte and the rename: the server has nothing more to give, and says so."""
    site.offer(site.package(tmp_path, ToyPackage(words=WORDS)))
    data = site.files["/de_en-1.0.argosmodel"]
    link = f"{site.address}/de_en-1.0.argosmodel"
    name = hashlib.sha256(link.encode()).hexdigest()[:16] + ".argosmodel"
    folder = store.path.parent / "downloads"
    folder.mkdir(parents=True)
    (folder / f"{name}.part").write_bytes(data)
    (folder / f"{name}.part.json").write_text('{"validator": "\\"one\\""}', encoding="utf-8")
    assert len(install("de-en", store=store)) == 1
    assert ("/de_en-1.0.argosmodel", f"bytes={len(data)}-") in site.asked


def test_passing_failures_are_tried_again(tmp_path: Path, site: Site, store: Store) -> None:
    site.offer(site.package(tmp_path, ToyPackage(words=WORDS)))
    site.failures = {"/index.json": [503, 429], "/de_en-1.0.argosmodel": [500, 502, 504]}
    assert len(install("de-en", store=store)) == 1


def test_lasting_failures_end(tmp_path: Path, site: Site, store: Store) -> None:
    site.failures = {"/index.json": [503] * 10}
    with pytest.raises(NetworkError, match=r"after 4 attempts.*503.*--index or POLNEWS_INDEX.*install FILE"):
        install("de-en", store=store)


def test_a_redirect_is_followed(tmp_path: Path, site: Site, store: Store) -> None:
    site.offer(site.package(tmp_path, ToyPackage(words=WORDS)))
    site.files["/moved"] = site.files.pop("/de_en-1.0.argosmodel")
    site.moved["/de_en-1.0.argosmodel"] = "/moved"
    assert len(install("de-en", store=store)) == 1


def test_a_redirect_to_a_file_is_refused(tmp_path: Path, site: Site, store: Store) -> None:
    site.offer(site.package(tmp_path, ToyPackage(words=WORDS)))
    site.moved["/de_en-1.0.argosmodel"] = "file:///etc/passwd"
    with pytest.raises(NetworkError, match=r"less safe|not followed|302"):
        install("de-en", store=store)


def test_an_index_from_the_network_cannot_name_local_files(tmp_path: Path, site: Site, store: Store) -> None:
    path = build_toy(tmp_path / "local.argosmodel", ToyPackage(words=WORDS))
    entry = site.package(tmp_path, ToyPackage(words=WORDS)) | {"links": [path.as_uri(), str(path)]}
    site.offer(entry)
    with pytest.raises((PackageError, NetworkError)):
        install("de-en", store=store)


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (b"<!DOCTYPE html><html>Log in</html>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer"),
    ],
)
def test_impostors_are_named(tmp_path: Path, site: Site, store: Store, data: bytes, match: str) -> None:
    site.offer(site.package(tmp_path, ToyPackage(words=WORDS)))
    site.files["/de_en-1.0.argosmodel"] = data
    with pytest.raises(NetworkError, match=match):
        install("de-en", store=store)
    site.files["/index.json"] = data
    with pytest.raises(PackageError, match=rf"no package index.*{match}"):
        install("de-en", store=store)


def test_the_content_is_pinned_at_first_use(tmp_path: Path, site: Site, store: Store) -> None:
    site.offer(site.package(tmp_path, ToyPackage(words=WORDS)))
    install("de-en", store=store)
    store.remove("de-en")
    site.package(tmp_path / "new", ToyPackage(words={"Haus": "trap"}), "de_en-1.0")
    with pytest.raises(PackageError, match=r"pinned at its first installation.*pins\.json"):
        install("de-en", store=store)
    assert store.packages() == []


def test_the_sum_the_index_gives_is_compared(tmp_path: Path, site: Site, store: Store) -> None:
    entry = site.package(tmp_path, ToyPackage(words=WORDS))
    good = hashlib.sha256(site.files["/de_en-1.0.argosmodel"]).hexdigest()
    site.offer(entry | {"sha256": "0" * 64})
    with pytest.raises(PackageError, match="not what the index says"):
        install("de-en", store=store)
    site.offer(entry | {"sha256": good.upper()})
    assert len(install("de-en", store=store)) == 1


def test_outdated_and_upgrade(tmp_path: Path, site: Site, store: Store) -> None:
    old = site.package(tmp_path, ToyPackage(words=WORDS))
    site.offer(old)
    install("de-en", store=store)
    assert outdated(store=store) == []
    site.offer(old, site.package(tmp_path, ToyPackage(words=WORDS, version="1.1")))
    assert [str(update) for update in outdated(store=store)] == ["de-en 1.0 -> 1.1"]
    assert [str(package) for package in upgrade(store=store)] == ["de-en 1.1"]
    assert _names(store) == ["de-en 1.1"]
    assert upgrade(store=store) == []


def test_an_upgrade_that_fails_is_rolled_back(tmp_path: Path, site: Site, store: Store) -> None:
    words = {"house": "casa"}
    first = [
        site.package(tmp_path, ToyPackage(words=WORDS)),
        site.package(tmp_path, ToyPackage(source="en", target="it", words=words)),
    ]
    site.offer(*first)
    install("de-it", store=store)
    newer = [
        site.package(tmp_path, ToyPackage(words=WORDS, version="2")),
        site.package(tmp_path, ToyPackage(source="en", target="it", words=words, version="2")),
    ]
    site.files["/en_it-2.argosmodel"] = site.files["/en_it-2.argosmodel"][:-50]
    site.offer(*first, *newer)
    with pytest.raises((PackageError, NetworkError)):
        upgrade(store=store)
    assert _names(store) == ["de-en 1.0", "en-it 1.0"]


def test_upgrade_of_one_pair_only(tmp_path: Path, site: Site, store: Store) -> None:
    site.offer(site.package(tmp_path, ToyPackage(words=WORDS)))
    install("de-en", store=store)
    with pytest.raises(PackageError, match="polnews models install it-en"):
        upgrade(["it-en"], store=store)


def test_a_folder_as_mirror_needs_no_network(tmp_path: Path, store: Store) -> None:
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    build_toy(mirror / "de_en.argosmodel", ToyPackage(words=WORDS))
    entry = {"from_code": "de", "to_code": "en", "package_version": "1.0", "links": ["de_en.argosmodel"]}
    (mirror / "index.json").write_text(json.dumps([entry]), encoding="utf-8")
    assert [str(one) for one in install_pair("de-en", store=store, index=str(mirror))] == ["de-en 1.0"]
    assert [
        str(one)
        for one in install_pair(Pair("de", "en"), store=store, index=(mirror / "index.json").as_uri())
    ]


def test_no_index_there(tmp_path: Path, store: Store) -> None:
    with pytest.raises(NetworkError, match="--index or POLNEWS_INDEX"):
        install("de-en", store=store, index=str(tmp_path))


def test_nothing_listens(site: Site, store: Store) -> None:
    with pytest.raises(NetworkError, match="no connection"):
        install("de-en", store=store, index="http://127.0.0.1:9")


@pytest.mark.parametrize("name", ["none.argosmodel", "folder/none", "none.polnews"])
def test_a_file_that_is_not_there_is_no_pair(store: Store, name: str) -> None:
    with pytest.raises(PackageError, match="There is no file"):
        install(name, store=store)


def test_which_index_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLNEWS_INDEX", raising=False)
    assert index_address() == DEFAULT_INDEX + "index.json"
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "https://argos.example/")
    assert index_address() == "https://argos.example/index.json"
    monkeypatch.setenv("POLNEWS_INDEX", "https://ours.example/list.json")
    assert index_address() == "https://ours.example/list.json"
    assert index_address("/srv/mirror") == "/srv/mirror/index.json"


def test_a_proxy_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is asked of the proxy, whole."""
    monkeypatch.setenv("http_proxy", site.address)
    monkeypatch.setenv("no_proxy", "")
    site.files["http://models.example/index.json"] = b"[]"
    assert read_index("http://models.example").offers == ()
    assert site.asked[-1][0] == "http://models.example/index.json"
