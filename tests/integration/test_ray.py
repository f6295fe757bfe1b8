"""A corpus run on a Ray cluster of its own with two workers, one of them killed in mid-run."""

import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import polnews
from polnews import Summarize, Translate
from polnews.corpus.local import packed
from polnews.corpus.ray import _Actor, _routes
from polnews.corpus.work import Job, Reading
from polnews.errors import EngineError, MissingExtraError
from polnews.testing import FakeEngine

_ENGINE = """
import os, pathlib, signal

def render(text, pair):
    killed = pathlib.Path(os.environ["MARK"])
    if "Nummer 23." in text and not killed.exists():
        killed.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return text.upper()
"""

_RUN = """
import sys
import deadly
import polnews
from polnews import Summarize, Translate
from polnews.testing import FakeEngine

summarize = Summarize(facts=2, to=Translate(to="en", engine=FakeEngine("de-en", render=deadly.render)))
where = {"engine": "ray", "workers": 2} if sys.argv[3] == "ray" else {}
state = polnews.run(sys.argv[1], sys.argv[2], summarize=summarize, batch=4, **where).finish()
assert (state.articles, state.errors) == (40, 1), state
"""


def _tree(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != ".lock"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason='needs pip install "polnews[ray]"')
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_same_bytes_as_here_though_a_worker_was_killed(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for number in range(40):
        text = f"Der Rat beschloss am Montag das Gesetz Nummer {number}. Es gilt ab Juli in Berlin."
        (news / f"{number:02}.txt").write_text(text)
    (news / "17b.txt").write_bytes(b"")
    (tmp_path / "deadly.py").write_text(_ENGINE)
    mark = tmp_path / "killed"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "MARK": str(mark)}
    environment.pop("RAY_ADDRESS", None)

    def run(out: str, where: str) -> None:
        command = [sys.executable, "-c", _RUN, str(news), str(tmp_path / out), where]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=500
        )
        assert done.returncode == 0, done.stderr

    run("there", "ray")
    assert mark.exists()
    run("here", "local")
    assert _tree(tmp_path / "there") == _tree(tmp_path / "here")


def _job(*pairs: str) -> Job:
    return Job(Summarize(facts=2, to=Translate(to="en", engine=FakeEngine(*pairs))), Reading())


def test_workers_with_other_packages_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    job = _job("de-en", "it-en")
    routes = _routes(job)
    assert sorted(routes) == ["de", "it"]
    _Actor(packed(job), routes)
    with pytest.raises(EngineError, match=r"it is translated with .* POLNEWS_HOME"):
        _Actor(packed(_job("de-en")), routes)
    monkeypatch.setattr(FakeEngine, "signature", lambda self, pair: {"fake": "newer"})
    with pytest.raises(EngineError, match=r"on a worker with .*newer"):
        _Actor(packed(job), routes)


def test_without_ray_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray.data", None)
    (tmp_path / "a.txt").write_text("The council met on Monday in Sofia. It agreed on the budget.")
    with pytest.raises(MissingExtraError, match=r"polnews\[ray\]"):
        polnews.run(tmp_path / "a.txt", tmp_path / "out", engine="ray").finish()
