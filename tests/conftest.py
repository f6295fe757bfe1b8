"""Every test runs without network, without the user's settings and without the user's packages."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_socket import disable_socket, enable_socket, socket_allow_hosts

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Take POLNEWS_ and ARGOS_ variables away and point every place where packages lie to empty folders."""
    for name in list(os.environ):
        if name.startswith(("POLNEWS_", "ARGOS_")) and name not in (
            "POLNEWS_DEV_DATA",
            "POLNEWS_TEST_MODELS",
        ):
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("POLNEWS_HOME", str(home / "polnews"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "share"))


@pytest.fixture(autouse=True)
def _no_starter(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide an installed starter model, which would serve pairs that tests expect nobody to serve."""
    if "test_starter" not in request.node.nodeid:
        monkeypatch.setattr("polnews.engines.starter._module_folder", lambda name: None)


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest) -> Iterator[None]:
    """Refuse every socket; tests marked `local_server` may use the loopback interface."""
    if request.node.get_closest_marker("local_server"):
        enable_socket()
        socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)
    else:
        disable_socket(allow_unix_socket=True)
    yield
    enable_socket()


@pytest.fixture
def seeds() -> list[Path]:
    """The five documents the project starts from: bg, it, en, de, pt."""
    return sorted((ROOT / "seeds").glob("*.txt"))
