"""A browser without a window, driven through two pipes: what a page looks like and does, as its reader meets it."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None
)
"""Path of the browser; None where none is installed."""

# Seconds to wait for an answer: a hundred times what it takes.
_LONGEST = 20.0


class Page:
    """One page of the browser, through the DevTools protocol: a JSON message each way, ended by a zero byte."""

    def __init__(self, write: int, read: int) -> None:
        self._write, self._read = write, read
        self._buffer = b""
        self._count = 0
        self._session: str | None = None
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.requests: list[str] = []
        self.errors: list[str] = []
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._call(f"{domain}.enable")

    def show(self, url: str, *, width: int = 1440, height: int = 900, dark: bool = False) -> None:
        """Open an address in a window of a size, and wait until it is there."""
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        self._call("Emulation.setTouchEmulationEnabled", enabled=width < 600)
        theme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        motion = {"name": "prefers-reduced-motion", "value": "reduce"}
        self._call("Emulation.setEmulatedMedia", features=[theme, motion])
        self._call("Page.navigate", url="about:blank")
        self._call("Page.navigate", url=url)
        self.wait("document.readyState === 'complete' && location.href !== 'about:blank'")

    def without_scripts(self, off: bool = True) -> None:
        """Let pages opened from now on run no script of their own."""
        self._call("Emulation.setScriptExecutionDisabled", value=off)

    def run(self, script: str) -> Any:
        """Return the value of a JavaScript expression."""
        found = self._call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until a JavaScript expression is true."""
        for _ in range(200):
            if self.run(condition):
                return
            time.sleep(0.025)
        raise AssertionError(f"never came true: {condition}")

    def point(self, selector: str) -> None:
        """Move the mouse onto the first line of an element."""
        self._mouse("mouseMoved", *self._middle(selector))

    def click(self, selector: str) -> None:
        """Click on the first line of an element."""
        x, y = self._middle(selector)
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self._mouse(kind, x, y)

    def tap(self, selector: str) -> None:
        """Tap on the first line of an element with a finger."""
        x, y = self._middle(selector)
        self._call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self._call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def press(self, key: str) -> None:
        """Press a key such as "Tab", "Enter" or "Escape"."""
        code = {"Tab": 9, "Enter": 13, "Escape": 27}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self._call(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **text
            )

    def picture(self, path: Path) -> None:
        """Write what is seen as a PNG."""
        path.write_bytes(base64.b64decode(self._call("Page.captureScreenshot")["data"]))

    def paper(self) -> bytes:
        """Return the page as it is printed, a PDF."""
        return base64.b64decode(self._call("Page.printToPDF", printBackground=False)["data"])

    def _middle(self, selector: str) -> tuple[float, float]:
        name = json.dumps(selector)
        self.run(f"document.querySelector({name}).scrollIntoView({{block: 'start', inline: 'nearest'}})")
        return tuple(self.run(
            f"(b => [b.left + Math.min(b.width, 60) / 2, b.top + b.height / 2])"
            f"(document.querySelector({name}).getClientRects()[0])"
        ))  # fmt: skip

    def _mouse(self, kind: str, x: float, y: float) -> None:
        pressed: dict[str, Any] = (
            {"button": "none"} if kind == "mouseMoved" else {"button": "left", "clickCount": 1}
        )
        self._call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **pressed)

    def _call(self, method: str, **values: Any) -> dict[str, Any]:
        self._count += 1
        message = {"id": self._count, "method": method, "params": values}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._count:
                assert "error" not in answer, answer["error"]
                return dict(answer["result"])
            self._note(answer)

    def _note(self, event: dict[str, Any]) -> None:
        values = event.get("params", {})
        if event.get("method") == "Network.requestWillBeSent":
            self.requests.append(values["request"]["url"])
        elif event.get("method") == "Runtime.exceptionThrown":
            self.errors.append(str(values["exceptionDetails"]))
        elif event.get("method") == "Log.entryAdded":
            self.errors.append(str(values["entry"]["text"]))

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            assert select.select([self._read], [], [], _LONGEST)[0], "the browser says nothing"
            part = os.read(self._read, 1 << 16)
            assert part, "the browser went away"
            self._buffer += part
        message, _, self._buffer = self._buffer.partition(b"\0")
        return dict(json.loads(message))


@contextmanager
def browser() -> Iterator[Page]:
    """Start the browser with a profile of its own; it ends with the block."""
    import fcntl  # not on Windows, where the browser takes no descriptors either

    (there, write), (read, back) = os.pipe(), os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (there, back)]

    def listen() -> None:
        """The browser listens on descriptor 3 and answers on 4."""
        os.dup2(high[0], 3)
        os.dup2(high[1], 4)

    options = (
        "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --remote-debugging-pipe"
    )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [str(CHROMIUM), *options.split(), f"--user-data-dir={profile}", "about:blank"]
        started = subprocess.Popen(command, preexec_fn=listen, pass_fds=(3, 4), stderr=subprocess.DEVNULL)
        for end in (there, back, *high):
            os.close(end)
        try:
            yield Page(write, read)
        finally:
            os.close(write)
            started.terminate()
            started.wait(_LONGEST)
            os.close(read)
