"""The lines of a ledger, each with an identity that survives reordering, insertion and repetition."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from infra.cli.ledger.mapping import LedgerMapping
from infra.cli.reading import reading

__all__ = ["LedgerLine", "count", "lines"]


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line.

    Attributes:
        number: as an editor shows it; the header is line 1.
        ref: its identity: the ledger, a digest of what it says, and which of equal lines it is. Equal
            lines are different bookings; the same file again, sorted or with lines added, says the same.
        said: its columns.
    """

    number: int
    ref: str
    said: dict[str, str]


def lines(file: Path, mapping: LedgerMapping) -> Iterator[LedgerLine]:
    """Every line after the header, read as it is needed.

    Raises:
        click.ClickException: the file cannot be read.
    """
    seen: Counter[str] = Counter()
    with reading(file, mapping.encoding) as opened:
        reader = csv.DictReader(opened, delimiter=mapping.delimiter, restval="")
        for row in reader:
            said = {name: value for name, value in row.items() if isinstance(name, str)}
            text = "\x1f".join(f"{name}={said[name]}" for name in sorted(said))
            digest = hashlib.sha256(text.encode()).hexdigest()[:24]
            seen[digest] += 1
            yield LedgerLine(reader.line_num, f"{mapping.ledger}:{digest}:{seen[digest]}", said)


def count(file: Path, mapping: LedgerMapping) -> int:
    """How many lines there are, the header not counted. Raises likewise."""
    with reading(file, mapping.encoding) as opened:
        return sum(1 for _ in csv.DictReader(opened, delimiter=mapping.delimiter))
