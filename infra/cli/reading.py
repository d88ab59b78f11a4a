"""Opening a file that somebody else wrote."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

__all__ = ["reading"]


@contextmanager
def reading(file: Path, encoding: str) -> Iterator[TextIO]:
    """The file's text, for whoever reads it line by line.

    Raises:
        click.ClickException: it is not text of that encoding, or no CSV; says where, and what to do.
    """
    try:
        with file.open(encoding=encoding, newline="") as opened:
            yield opened
    except UnicodeError as error:
        where = f"line {line} is" if (line := _unreadable(file, encoding)) else "it is"
        fix = "say its `encoding` in the mapping, such as gb18030 or latin-1"
        raise click.ClickException(f"{file.name}: {where} not {encoding}: {fix}") from error
    except csv.Error as error:
        raise click.ClickException(f"{file.name}: {error}: is the mapping's `delimiter` right?") from error


def _unreadable(file: Path, encoding: str) -> int | None:
    """The first line that is not text, where lines can be told without reading them as text."""
    with file.open("rb") as opened:
        for number, line in enumerate(opened, start=1):
            try:
                line.decode(encoding)
            except UnicodeError:
                return number
    return None
