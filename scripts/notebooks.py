"""Tutorials as notebooks: run while the docs are built, and shown as pages with what really came out.

A hook of mkdocs. Notebooks are kept without outputs. Each runs in an empty folder that has only `seeds`, with a store
of models of its own; a cell that fails fails the build.
"""

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent
_SECONDS = 120
"""Longest a cell may take; the slowest takes a few seconds."""
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_PLACE = '<div data-notebook-output="{}"></div>'

# A command that fails on purpose says so in a comment behind it. Any other that fails is a mistake of the page.
_GUARD = """
def guarded(run, space):
    def system(command):
        run(command)
        if bool(space["_exit_code"]) != ("# refused" in command):
            raise RuntimeError(f"{command!r} ended with {space['_exit_code']}")
    return system

get_ipython().system = guarded(get_ipython().system, get_ipython().user_ns)
"""

_outputs: list[str] = []


def on_files(files: "Files", config: "MkDocsConfig") -> "Files":
    """Turn every notebook among the docs into a page, and keep it as a file to download."""
    from mkdocs.structure.files import File

    _outputs.clear()
    for file in list(files):
        if file.src_uri.endswith(".ipynb") and file.abs_src_path is not None:
            content = markdown(executed(Path(file.abs_src_path)), Path(file.src_uri).name)
            page = File.generated(config, file.src_uri.removesuffix(".ipynb") + ".md", content=content)
            files.append(page)
    return files


def on_post_page(output: str, page: "Page", config: "MkDocsConfig") -> str:  # noqa: ARG001 - as mkdocs calls it
    """Put outputs that are HTML in their places, after search has read the page."""
    return re.sub(
        _PLACE.format(r"(\d+)"), lambda found: f'<div class="output">{_outputs[int(found[1])]}</div>', output
    )


def executed(path: Path) -> Any:  # noqa: ANN401 - nbformat's own nodes are untyped
    """Run a notebook in a kernel of its own and return it with its outputs.

    Raises:
        CellExecutionError: A cell failed, or a command in it.
    """
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(_GUARD))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "seeds").symlink_to(ROOT / "seeds")
        client = NotebookClient(notebook, timeout=_SECONDS, resources={"metadata": {"path": folder}})
        client.create_kernel_manager()
        if os.name == "posix":  # elsewhere kernels talk over the loopback interface
            client.km.transport, client.km.ip = "ipc", f"{folder}/.kernel"
        # Commands of a notebook have a terminal, which nobody watches here.
        client.execute(env=os.environ | _private(folder) | {"POLNEWS_PROGRESS": "0"})
    del notebook.cells[0]
    return notebook


def _private(folder: str) -> dict[str, str]:
    """Return what keeps a run off the packages and files of whoever builds the docs, and finds this `polnews`."""
    places = {"POLNEWS_HOME": f"{folder}/.polnews", "HOME": folder, "XDG_DATA_HOME": folder, "TMPDIR": folder}
    return places | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def markdown(notebook: Any, name: str) -> str:  # noqa: ANN401 - as above
    """Return an executed notebook as Markdown."""
    parts = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            parts.append(cell.source)
        else:
            parts.append(f"```python\n{cell.source}\n```")
            parts += map(_output, _joined(cell.outputs))
    head, _, rest = "\n\n".join(parts).partition("\n")
    download = f'[Download this page as a notebook]({name}){{ download="{name}" }}'
    return f"{head}\n\n{download}\n{rest}\n"


def _joined(outputs: Any) -> list[Any]:  # noqa: ANN401 - as above
    """Return outputs with what was printed in pieces in one."""
    joined: list[Any] = []
    for output in outputs:
        if output.output_type == "stream" and joined and joined[-1].output_type == "stream":
            joined[-1].text += output.text
        else:
            joined.append(output)
    return joined


def _output(output: Any) -> str:  # noqa: ANN401 - as above
    if output.output_type == "stream":
        return _block(output.text)
    html = output.data.get("text/html")
    if html is None:
        return _block(output.data.get("text/plain", ""))
    if not html.strip():
        return ""
    _outputs.append(html)
    return _PLACE.format(len(_outputs) - 1)


def _block(text: str) -> str:
    plain = _COLOURS.sub("", text).rstrip()
    return f"`````{{ .text .output }}\n{plain}\n`````" if plain else ""
