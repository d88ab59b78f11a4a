"""What the integrator knows: expected parties, and how far it has read, in one SQLite file.

Effect and position change in one transaction, so a stop at any moment loses nothing and applies nothing
twice. A record that was published again is recognised by its booking's sequence.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from contracts.booking import (
    BookingCancelled,
    BookingConfirmed,
    BookingNoShow,
    BookingRescheduled,
    PartyChanged,
)
from contracts.envelope import Envelope

_TABLES = """
CREATE TABLE IF NOT EXISTS booking (
    id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, venue TEXT NOT NULL, day TEXT NOT NULL,
    party INTEGER NOT NULL DEFAULT 0, expected INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS position (
    topic TEXT, number INTEGER, next INTEGER NOT NULL, PRIMARY KEY (topic, number)
);
CREATE TABLE IF NOT EXISTS refused (
    topic TEXT, number INTEGER, place INTEGER, reason TEXT NOT NULL, PRIMARY KEY (topic, number, place)
);
"""


class Ledger:
    """The file; changes are kept from one `moved` to the next, and undone if the program dies between."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.executescript(_TABLES)

    def apply(self, envelope: Envelope) -> None:
        """Take in one event, unless this or a later event of its booking is in already."""
        event = envelope.data
        known = self._db.execute("SELECT sequence FROM booking WHERE id = ?", (envelope.subject,)).fetchone()
        if known is not None and known[0] >= envelope.sequence:
            return
        self._db.execute(
            "INSERT INTO booking (id, sequence, venue, day) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, day = excluded.day",
            (envelope.subject, envelope.sequence, event.venue_id, event.business_date.isoformat()),
        )
        match event:
            case BookingConfirmed():
                self._set(envelope.subject, event.party_size, expected=True)
            case BookingRescheduled() | PartyChanged():
                self._db.execute(
                    "UPDATE booking SET party = ? WHERE id = ?", (event.party_size, envelope.subject)
                )
            case BookingCancelled() | BookingNoShow():
                self._set(envelope.subject, 0, expected=False)
            case _:
                pass  # other events of a booking do not change who is expected

    def _set(self, booking_id: str, party: int, *, expected: bool) -> None:
        self._db.execute(
            "UPDATE booking SET party = ?, expected = ? WHERE id = ?", (party, expected, booking_id)
        )

    def refused(self, topic: str, number: int, place: int, reason: str) -> None:
        """Note a record that is not a valid event, for a person to look at."""
        self._db.execute("INSERT OR REPLACE INTO refused VALUES (?, ?, ?, ?)", (topic, number, place, reason))

    def position(self, topic: str, number: int) -> int | None:
        """Offset of the next record to read, or None before the first."""
        row = self._db.execute(
            "SELECT next FROM position WHERE topic = ? AND number = ?", (topic, number)
        ).fetchone()
        return None if row is None else int(row[0])

    def moved(self, topic: str, number: int, following: int) -> None:
        """Keep the position together with everything applied since the last one."""
        self._db.execute("INSERT OR REPLACE INTO position VALUES (?, ?, ?)", (topic, number, following))
        self._db.commit()

    def lines(self) -> Iterator[str]:
        """The list: a line per venue and business day, then what was refused."""
        for venue, day, bookings, guests in self._db.execute(
            "SELECT venue, day, count(*), sum(party) FROM booking WHERE expected"
            " GROUP BY venue, day ORDER BY day, venue"
        ):
            yield f"{day} venue {venue}: {bookings} bookings, {guests} guests"
        for topic, number, place, reason in self._db.execute("SELECT * FROM refused ORDER BY 1, 2, 3"):
            yield f"refused {topic}[{number}]@{place}: {reason}"

    def close(self) -> None:
        """Close the file; what was not yet kept is forgotten and will be read again."""
        self._db.close()
