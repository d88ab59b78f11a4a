"""Mapping files: small TOML that says how somebody's file is read. Checked when it is read itself.

A slip is one line that names the key. What a mapping may say is in `infra.cli.ledger.rules` (bookings) and
`infra.cli.members.rules` (guests, bills).
"""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, TypeVar

import click
from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, ValidationError

from infra.chassis.decision import zone

__all__ = [
    "BadMapping", "ClockTime", "Column", "Constant", "Delimiter", "Encoding", "Name", "Rules", "Text", "Zone",
    "find", "kind", "read",
]  # fmt: skip

R = TypeVar("R", bound=BaseModel)
_BUILT_IN = Path(__file__).parent / "mappings"


class BadMapping(ValueError):
    """The mapping file cannot be used; the message names the key."""


def _encoding(name: str) -> str:
    try:
        codecs.lookup(name)
    except (LookupError, ValueError) as error:
        raise ValueError(f"{name!r} is no encoding such as utf-8 or gb18030") from error
    return name


def _zone(name: str) -> str:
    zone(name)
    return name


def _clock_time(text: str) -> str:
    try:
        time.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no time of day such as 15:00") from error
    return text


Name = Annotated[str, Field(min_length=1)]
Encoding = Annotated[str, AfterValidator(_encoding)]
Zone = Annotated[str, AfterValidator(_zone)]
ClockTime = Annotated[str, AfterValidator(_clock_time)]
Delimiter = Annotated[str, Field(min_length=1, max_length=1, pattern=r'[^"\r\n]')]
Constant = str | int | bool


class Rules(BaseModel):
    """A table of a mapping: a key it does not know is a slip."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Column(Rules):
    """The text of a column; `values` translates it, texts in `empty` say nothing."""

    column: Name
    values: dict[str, Constant] = Field(default_factory=dict)
    empty: list[str] = Field(default_factory=list)
    prefix: str = ""


def kind(rule: object) -> str:
    """The tag of a field's rule; in brackets, to be told from keys."""
    if not isinstance(rule, Mapping):
        return "<constant>"
    return next((f"<{kind}>" for kind in ("date", "sum") if kind in rule), "<column>")


Text = Annotated[
    Annotated[Constant, Tag("<constant>")] | Annotated[Column, Tag("<column>")], Discriminator(kind)
]


def find(name: str) -> Path:
    """The mapping file a user names: a built-in one, or a path.

    Raises:
        click.ClickException: there is none.
    """
    built_in = _BUILT_IN / f"{name}.toml"
    if built_in.is_file():
        return built_in
    if Path(name).is_file():
        return Path(name)
    known = ", ".join(sorted(each.stem for each in _BUILT_IN.glob("*.toml")))
    raise click.ClickException(f"no mapping {name!r}: give a file, or one of: {known}")


def read(file: Path, rules: type[R]) -> tuple[R, dict[str, Any]]:
    """What a mapping file says: checked, and as it was written.

    Raises:
        BadMapping: it is not TOML, or not what `rules` say; one line that names the key.
    """
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        return rules.model_validate(told), told
    except ValidationError as error:
        raise BadMapping(f"{file.name}: {_problem(error)}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadMapping(f"{file.name}: {error}") from error


def _problem(error: ValidationError) -> str:
    problem = error.errors(include_url=False)[0]
    parts = [str(part) for part in problem["loc"]]
    if "<constant>" in parts:
        place = ".".join(parts[: parts.index("<constant>")])
        return f"{place}: neither a text or number nor a table such as {{ column = ... }}"
    place = ".".join(part for part in parts if not part.startswith("<"))
    if problem["type"] == "missing":
        return f"{place} is missing"
    if problem["type"] == "extra_forbidden":
        return f"{place} is not known here"
    message = problem["msg"].removeprefix("Value error, ")
    return f"{place}: {message}" if place else message
