"""Files of guests or purchases: CSV or columns between blanks, read line by line as a mapping says.

A mapping is a small TOML file: ``ledger`` (its name, part of every line's identity, so it must never
change), ``encoding``, ``layout`` (``csv`` or ``blanks``), ``delimiter`` (csv), ``header`` (column names,
where the first line does not have them), then the fields.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.cli.ledger.mapping import LineRefused
from infra.cli.mapping import read
from infra.cli.members.rules import MemberRules
from infra.cli.reading import reading

__all__ = ["FileMapping", "Line", "load", "text"]

_OF_THE_FILE = frozenset({"ledger", "encoding", "layout", "delimiter", "header"})
"""What a mapping says of the whole file; the rest tells fields."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        number: as an editor shows it.
        ref: the ledger, a digest of what the line says, and which of equal lines it is: the same file
            again, sorted or with lines added, says the same.
        said: its columns.
    """

    number: int
    ref: str
    said: Mapping[str, str]


@dataclass(frozen=True)
class FileMapping:
    """How to read one file. `fields` is the rest of the TOML: what each field is told by."""

    ledger: str
    encoding: str
    layout: str
    delimiter: str
    header: tuple[str, ...]
    fields: Mapping[str, Any]

    def lines(self, file: Path) -> Iterator[Line]:
        """Every line, read as it is needed; lines of blanks are passed over.

        Raises:
            click.ClickException: the file cannot be read.
        """
        seen: Counter[str] = Counter()
        with reading(file, self.encoding) as opened:
            for number, values in self._rows(opened):
                digest = hashlib.sha256("\x1f".join(values.values()).encode()).hexdigest()[:24]
                seen[digest] += 1
                yield Line(number, f"{self.ledger}:{digest}:{seen[digest]}", values)

    def count(self, file: Path) -> int:
        """How many lines there are. Raises likewise."""
        with reading(file, self.encoding) as opened:
            return sum(1 for _ in self._rows(opened))

    def _rows(self, opened: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
        if self.layout == "blanks":
            header = self.header
            for number, line in enumerate(opened, start=1):
                if words := line.split():
                    if header:
                        yield number, _named(header, words)
                    header = header or tuple(words)
            return
        reader = csv.reader(opened, delimiter=self.delimiter)
        header = self.header or tuple(next(reader, ()))
        for row in reader:
            if row:
                yield reader.line_num, _named(header, row)


def load(file: Path) -> FileMapping:
    """Read a mapping.

    Raises:
        BadMapping: it is not TOML, or not what a mapping may say; the message names the key.
    """
    rules, told = read(file, MemberRules)
    return FileMapping(
        ledger=rules.ledger,
        encoding=rules.encoding,
        layout=rules.layout,
        delimiter=rules.delimiter,
        header=tuple(rules.header),
        fields={name: rule for name, rule in told.items() if name not in _OF_THE_FILE},
    )


def text(rule: Any, said: Mapping[str, str], name: str) -> str:
    """What a field's rule makes of a line: a constant, or ``{column, values, prefix, empty}``.

    Raises:
        LineRefused: the column is missing, or its text is not among ``values``.
    """
    if rule is None:
        return ""
    if not isinstance(rule, dict):
        return str(rule)
    column = rule["column"]
    if column not in said:
        raise LineRefused(name, f"there is no column {column!r}")
    told = said[column].strip()
    if told in rule.get("empty", ()) or not told:
        return ""
    if "values" in rule:
        if told not in rule["values"]:
            raise LineRefused(name, f"{told!r} is not one of {', '.join(rule['values'])}")
        return str(rule["values"][told])
    return f"{rule.get('prefix', '')}{told}"


def _named(header: tuple[str, ...], values: list[str]) -> dict[str, str]:
    return dict(zip(header, values, strict=False))
