"""The articles of a story from files: paths, patterns, folders."""

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from polnews.article import Article
from polnews.errors import ArticleError

__all__ = ["files_of", "read_files"]


def read_files(paths: Iterable[str | Path]) -> list[Article]:
    """Read every article of files and of what fits patterns, in order.

    Raises:
        ArticleError: Nothing is given, or no file fits a pattern.
        PolnewsError: A file cannot be read, as in `Article.from_file`.
    """
    given = list(paths)
    if not given:
        raise ArticleError(
            "No file was given. Give the versions of one event, e.g. Story.from_files('news/*.txt')."
        )
    return [article for path in given for file in _matching(path) for article in Article.all_from(file)]


def _matching(path: str | Path) -> Iterator[Path]:
    """Yield the file, or all that fit the pattern; a file whose own name looks like a pattern is a file."""
    if Path(path).exists() or not glob.has_magic(str(path)):
        yield Path(path)
        return
    found = sorted(Path(one) for one in glob.glob(str(path), recursive=True) if Path(one).is_file())
    if not found:
        raise ArticleError(
            f"No file fits {path}. Give the files of one event, or a pattern such as news/*.txt."
        )
    yield from found


def files_of(folder: str | Path) -> list[Path]:
    """Return the files of a folder in order of names; hidden ones and those without an ending are left out.

    Raises:
        ArticleError: The folder is not there, or holds no such file.
    """
    place = Path(folder)
    if not place.is_dir():
        raise ArticleError(f"There is no folder {folder}. Give one that holds the versions of one event.")
    found = sorted(
        path for path in place.iterdir() if path.is_file() and path.suffix and not path.name.startswith(".")
    )
    if not found:
        raise ArticleError(
            f"The folder {folder} holds no file to read, such as a .txt, .html, .pdf or .docx."
        )
    return found
