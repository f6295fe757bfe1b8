"""The process that runs llama.cpp: settings and jobs come in on stdin, answers go out on stdout, as JSON.

A process of its own, because llama.cpp ends the process it runs in when a model file fools it, writes its log
to stderr, and frees a model fully only with the process. The only importer of `xllamacpp`.
"""

import contextlib
import json
import os
import secrets
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from xllamacpp import Server

    Say = Callable[[Mapping[str, Any]], None]

__all__ = ["main"]

# The longest path a socket may have is 107 bytes on Linux and 103 on macOS.
_LONGEST_SOCKET_PATH = 100


def main(config: Mapping[str, Any]) -> None:
    """Load the model, say so, and answer jobs until stdin ends. Never returns."""
    out = _private_stdout()
    lock = threading.Lock()

    def say(message: Mapping[str, Any]) -> None:
        line = json.dumps(message, ensure_ascii=True).encode() + b"\n"
        with lock:
            out.write(line)
            out.flush()

    try:
        server, version = _serve(config)
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent must hear of it
        say({"failed": f"{type(error).__name__}: {error}"})
        os._exit(1)
    say({"ready": version})
    _work(server, int(config["slots"]), say)
    os._exit(0)  # at once: the parent is gone or wants no more, and nobody waits for what is being decoded


def _private_stdout() -> BinaryIO:
    """Keep stdout for the protocol; whatever native code prints goes to stderr, which the parent logs."""
    sys.stdout.flush()
    private = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return private


def _serve(config: Mapping[str, Any]) -> tuple["Server", str]:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = config["model"]
    if config["adapter"]:
        adapter = xllamacpp.CommonAdapterLoraInfo()
        adapter.path, adapter.scale = config["adapter"], 1.0
        params.lora_adapters = [adapter]
    params.n_parallel, params.n_ctx = config["slots"], config["slots"] * config["context"]
    for cpu in (params.cpuparams, params.cpuparams_batch):
        cpu.n_threads, cpu.poll = config["threads"], 0  # waiting threads sleep: the cores are not ours alone
    # Nothing is remembered from prompt to prompt: memory stays bounded, no answer depends on an earlier one.
    params.cache_prompt, params.cache_ram_mib, params.n_ctx_checkpoints = False, 0, 0
    params.warmup = params.ui = params.endpoint_slots = params.fit_params = False
    params.api_keys = [secrets.token_urlsafe(32)]
    with _hidden_address() as address:
        params.hostnames, params.port = [address], 0
        return xllamacpp.Server(params), xllamacpp.__version__


@contextlib.contextmanager
def _hidden_address() -> Iterator[str]:
    """Give an address for the HTTP server that llama.cpp insists on, and take it away once it listens.

    A socket in a folder only this user may enter, behind a random key. The folder is removed before the first
    job: from then on nobody, this user included, can reach it. We call llama.cpp directly and never use it.
    """
    if sys.platform == "win32":
        yield "127.0.0.1"  # no such sockets: the loopback interface and the random key
        return
    folder = Path(tempfile.mkdtemp(prefix="polnews-"))  # mode 0700
    if len(bytes(folder)) > _LONGEST_SOCKET_PATH - len("/llama.sock"):
        folder.rmdir()
        folder = Path(tempfile.mkdtemp(prefix="polnews-", dir="/tmp"))
    try:
        yield str(folder / "llama.sock")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _work(server: "Server", slots: int, say: "Say") -> None:
    """Run batches: many jobs at once, or, where the batch says so, one after the other in the order given."""
    together, single = ThreadPoolExecutor(slots), ThreadPoolExecutor(1)
    for line in sys.stdin.buffer:
        batch = json.loads(line)
        for index, job in enumerate(batch["jobs"]):
            (single if batch["alone"] else together).submit(_one, server, index, job, say)


def _one(server: "Server", index: int, job: Mapping[str, Any], say: "Say") -> None:
    chat = "messages" in job
    try:
        reply = (server.handle_chat_completions if chat else server.handle_completions)(dict(job))
        say({"index": index} | _answer(reply, chat))
    except Exception as error:  # noqa: BLE001 - one job's failure is reported as that job's
        say({"index": index, "error": f"{type(error).__name__}: {error}"})


def _answer(reply: Mapping[str, Any], chat: bool) -> dict[str, Any]:
    if "choices" not in reply:
        error = reply.get("error", reply)
        return {"error": str(error.get("message", error))}
    choice = reply["choices"][0]
    return {
        "text": (choice["message"].get("content") or "") if chat else choice["text"],
        "finish": choice["finish_reason"],
        "scores": [token["logprob"] for token in (choice.get("logprobs") or {}).get("content") or ()],
    }
