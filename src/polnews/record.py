"""The border: frozen values that people and files may hand us, checked by pydantic, with JSON in and out."""

from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from typing_extensions import Self

from polnews.errors import ArticleError

__all__ = ["Record"]


class Record(BaseModel):
    """A frozen value that round-trips through JSON. Unknown fields are refused."""

    # The validator is built when it is first needed: importing must not wait for it.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def to_json(self, *, indent: int | None = 2) -> str:
        """Return the value as JSON text, which `from_json` reads back to an equal value."""
        return self.model_dump_json(indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read what `to_json` wrote.

        Raises:
            ArticleError: The text is not JSON of this kind; one `[path] message` line per fault.
        """
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            raise ArticleError(f"Not a polnews {cls.__name__}:\n{_faults(error)}") from error

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return the JSON schema of what `to_json` writes."""
        return cls.model_json_schema(mode="serialization")


def _faults(error: ValidationError) -> str:
    lines = []
    for fault in error.errors():
        path = ".".join(str(part) for part in fault["loc"]) or "document"
        lines.append(f"[{path}] {fault['msg']}")
    return "\n".join(lines)
