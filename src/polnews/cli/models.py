"""`polnews models`: the packages that translate."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polnews.cli.terminal import download_progress, say, status

if TYPE_CHECKING:
    from polnews.models.doctor import Finding
    from polnews.models.package import Package

app = typer.Typer(
    help="List, install, check and remove the model packages that translate.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Index = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Index to install from. By default POLNEWS_INDEX, then Argos' own."),
]
Which = Annotated[list[str], typer.Argument(metavar="WHICH...", help="Pairs such as de-en, or digests.")]
Pairs = Annotated[
    list[str] | None, typer.Argument(metavar="[PAIR...]", help="Pairs such as de-en. By default all.")
]


@app.command("list")
def list_() -> None:
    """List what translates on this machine."""
    from polnews.models.gguf import registered_gguf
    from polnews.models.store import Store

    store = Store()
    rows = [_row(store.digest(package), package) for package in store.packages()]
    models = registered_gguf()
    rows += [
        (" ".join(map(str, model.pairs)), "", "", model.sha256[:12], "gguf", model.name) for model in models
    ]
    rows += _starter_rows()
    if not rows:
        say("No models. Install one with: polnews models install de-en")
    _table(("pair", "version", "size", "digest", "from", "licence"), rows)


@app.command()
def install(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE-or-PAIR...", help="Package files, bundles, folders, or pairs like de-en."
        ),
    ],
    index: Index = None,
) -> None:
    """Install packages: from files without any network, or by pair from an index."""
    from polnews.models.install import install as install_one

    for one in what:
        if Path(one).exists():
            with status(f"Checking and trying {one}"):
                installed = install_one(one)
        else:
            with download_progress() as report:
                installed = install_one(one, index=index, report=report)
        _done("Installed", installed)


@app.command()
def remove(which: Which) -> None:
    """Remove packages from polnews' own store."""
    from polnews.models.gguf import remove_gguf
    from polnews.models.store import Store

    for one in which:
        if remove_gguf(one):
            say(f"Forgot the model {one}; its file stays where it is.")
        else:
            _done("Removed", Store().remove(one))


@app.command()
def adopt(which: Which) -> None:
    """Copy packages that another program installed into polnews' own store."""
    from polnews.models.store import Store

    for one in which:
        with status(f"Copying and trying {one}"):
            adopted = Store().adopt(one)
        _done("Adopted", [adopted])


@app.command()
def verify() -> None:
    """Hash every installed package again and say which changed."""
    from polnews.models.doctor import verify as verify_all

    with status("Hashing packages"):
        findings = verify_all()
    _report(findings, "All packages are as they were installed.")


@app.command()
def doctor(
    pairs: Pairs = None,
    check_index: Annotated[
        bool, typer.Option("--check-index", help="Ask the index for newer versions too; uses the network.")
    ] = False,
    index: Index = None,
) -> None:
    """Say in plain words what is wrong with the models, and the command that mends it."""
    from polnews.models.doctor import diagnose

    with status("Examining packages"):
        findings = diagnose(pairs or (), check_index=check_index, index=index)
    _report(findings, "All is well.")


@app.command()
def bundle(
    pairs: Annotated[
        list[str], typer.Argument(metavar="PAIR...", help="Pairs to take along, e.g. de-en bg-it.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Bundle to write.")],
) -> None:
    """Write installed packages into one file for a machine without a network."""
    from polnews.models.bundle import create_bundle

    with status("Packing"):
        written = create_bundle(pairs, output)
    say(f"Wrote {written}. On the other machine: polnews models install {output.name}")


@app.command()
def outdated(index: Index = None) -> None:
    """List packages for which the index has newer ones."""
    from polnews.models.install import outdated as find_outdated

    updates = find_outdated(index=index)
    for update in updates:
        typer.echo(str(update))
    say("Bring them up to date with: polnews models upgrade" if updates else "All packages are up to date.")


@app.command()
def upgrade(pairs: Pairs = None, index: Index = None) -> None:
    """Bring packages up to date, all of them or none."""
    from polnews.models.install import upgrade as upgrade_all

    with download_progress() as report:
        _done("Upgraded to", upgrade_all(pairs or (), index=index, report=report))


@app.command()
def lock(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="Lock file to write.")
    ] = Path("polnews-models.lock"),
) -> None:
    """Write down which packages serve now, for version control."""
    from polnews.models.lock import make_lock, write_lock
    from polnews.models.store import Store

    with status("Hashing packages"):
        written = write_lock(make_lock(Store()), output)
    say(f"Wrote {written}")


@app.command("add-gguf")
def add_gguf(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A language model in GGUF form.")],
    pairs: Annotated[str, typer.Option(metavar="PAIRS", help="What it translates, e.g. de-en,en-de.")],
    template: Annotated[
        str,
        typer.Option(
            help="Prompt with {source_name}, {target_name} and {text}; or the model's own chat template."
        ),
    ] = "chat",
    adapter: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A LoRA adapter for the model.")
    ] = None,
) -> None:
    """Use a local language model for language pairs. The file stays where it is."""
    from polnews.models.gguf import add_gguf as register

    with status("Hashing the model"):
        model = register(file, pairs=pairs.split(","), template=template, adapter=adapter)
    say(f"Registered {model.name} for {', '.join(map(str, model.pairs))}.")


def _row(digest: str, package: "Package") -> tuple[str, ...]:
    pairs = " ".join(map(str, package.pairs[:3])) + (" ..." if len(package.pairs) > 3 else "")
    size = f"{package.size / 1e6:.0f} MB"
    return pairs, package.version, size, digest[:12], package.origin, package.licence or "none stated"


def _starter_rows() -> list[tuple[str, ...]]:
    from polnews.engines.starter import preset

    starter = preset()
    if starter is None:
        return []
    return [
        (
            pair,
            starter.version,
            "",
            starter.adapter_sha256[:12],
            "starter",
            f"{starter.licence}; BLEU {quality['bleu']}",
        )
        for pair, quality in sorted(starter.quality.items())
    ]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows in aligned columns; nothing when there are none."""
    if not rows:
        return
    widths = [max(len(row[place]) for row in [head, *rows]) for place in range(len(head) - 1)]
    for row in [head, *rows]:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=True)]
        typer.echo("  ".join([*cells, row[-1]]).rstrip())


def _done(doing: str, packages: "Iterable[Package]") -> None:
    for package in packages:
        say(f"{doing} {package}.")


def _report(findings: "Sequence[Finding]", well: str) -> None:
    for finding in findings:
        typer.echo(str(finding))
    if not findings:
        say(well)
    if any(finding.level == "error" for finding in findings):
        raise typer.Exit(1)
