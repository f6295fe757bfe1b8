"""Write the picture of a page that the README shows, in both themes.

    polnews brief seeds/000_c642aef1568481e9.txt --to en --facts 5 --format html -o page.html
    python scripts/write_picture.py page.html

Needs Chromium on the path, and Pillow. The brief comes from the starter model: another version of it may say otherwise.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
THEMES = {"light": 1, "dark": 0}
"""What Chromium calls a preferred colour scheme."""
_SIZE = "1080,1085"
"""CSS pixels: up to the last of five facts."""
_COLOURS = 64
"""Enough for text in four colours with smooth edges, and an eighth of the size."""


def main() -> None:
    """Photograph the page given."""
    page = Path(sys.argv[1]).resolve()
    PICTURES.mkdir(exist_ok=True)
    for theme, scheme in THEMES.items():
        with tempfile.TemporaryDirectory() as folder:
            shot = Path(folder) / "shot.png"
            command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
            command += [f"--window-size={_SIZE}", "--force-device-scale-factor=1.6"]
            command += [
                f"--blink-settings=preferredColorScheme={scheme}",
                f"--screenshot={shot}",
                page.as_uri(),
            ]
            subprocess.run(command, check=True, capture_output=True)
            _reduced(shot).save(PICTURES / f"brief-{theme}.png", optimize=True)


def _reduced(shot: Path) -> Image.Image:
    with Image.open(shot) as picture:
        return picture.convert("RGB").quantize(
            _COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        )


if __name__ == "__main__":
    main()
