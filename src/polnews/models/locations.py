"""Where packages lie: our own store, and the folders of Argos Translate and LibreTranslate, only read."""

import json
import os
import sys
from pathlib import Path

__all__ = ["foreign_folders", "polnews_home"]


def polnews_home() -> Path:
    """Return the folder polnews keeps its own things in: `POLNEWS_HOME`, else the platform's place for data.

    The folder need not exist; nothing is created here.
    """
    given = os.environ.get("POLNEWS_HOME")
    if given:
        return Path(given).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "polnews"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "polnews"
    return _base("XDG_DATA_HOME", ".local/share", Path.home()) / "polnews"


def foreign_folders() -> list[Path]:
    """Return the existing folders in which Argos Translate and LibreTranslate keep packages, first one first.

    Both use the same places: `ARGOS_PACKAGES_DIR` (environment, else Argos' settings.json), the deprecated
    `ARGOS_TRANSLATE_PACKAGE_DIR`, the data folder of the user, and inside a snap the folders shipped with it.
    """
    home = Path(os.environ.get("SNAP_USER_DATA") or Path.home()) if "SNAP" in os.environ else Path.home()
    data = _base("XDG_DATA_HOME", ".local/share", home) / "argos-translate"
    found = [data / "packages"]
    given = os.environ.get("ARGOS_PACKAGES_DIR") or _from_settings(home)
    legacy = os.environ.get("ARGOS_TRANSLATE_PACKAGE_DIR")
    found[:0] = [Path(path).expanduser() for path in (given, legacy) if path]
    found += _snap_folders()
    return [folder for folder in dict.fromkeys(found) if folder.is_dir()]


def _base(variable: str, default: str, home: Path) -> Path:
    return Path(os.environ.get(variable) or home / default)


def _from_settings(home: Path) -> str | None:
    path = _base("XDG_CONFIG_HOME", ".config", home) / "argos-translate" / "settings.json"
    try:
        settings = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None  # Argos goes on without it too
    value = settings.get("ARGOS_PACKAGES_DIR") if isinstance(settings, dict) else None
    return value if isinstance(value, str) else None


def _snap_folders() -> list[Path]:
    snap = os.environ.get("SNAP")
    if not snap:
        return []
    custom = Path(snap) / "snap_custom"
    content = custom / "content_snap_packages"
    try:
        inside = sorted(path for path in content.iterdir() if path.is_dir())
    except OSError:
        inside = []
    return [custom / "packages", *inside]
