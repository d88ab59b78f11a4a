"""Bookings as an iCalendar feed (RFC 5545). It names no guest: a calendar's link travels far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from services.booking.domain.booking import Booking, Status

__all__ = ["calendar"]

_LINE_OCTETS = 75
_STATUS = {
    Status.HELD: "TENTATIVE",
    Status.ASKED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
    Status.LAPSED: "CANCELLED",
}


def calendar(name: str, bookings: Iterable[tuple[Booking, int]], now: datetime) -> str:
    """The feed of a venue or resource.

    Args:
        bookings: each with its version, which calendars use to tell a change.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Clubhouse//Booking//EN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for booking, version in bookings:
        lines += _event(booking, version, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(booking: Booking, version: int, now: datetime) -> Iterator[str]:
    number = booking.confirmation_number or booking.status.value
    yield "BEGIN:VEVENT"
    yield f"UID:{booking.id}@clubhouse"
    yield f"SEQUENCE:{version}"
    yield f"DTSTAMP:{_utc(now)}"
    yield f"DTSTART:{_utc(booking.starts_at)}"
    yield f"DTEND:{_utc(booking.ends_at)}"
    yield f"SUMMARY:{_text(f'{booking.item} · {booking.party_size} · {number}')}"
    yield f"STATUS:{_STATUS.get(booking.status, 'CONFIRMED')}"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, never within a character; later ones begin with a space."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LINE_OCTETS:
            yield piece
            piece, size = " ", 1
        piece += character
        size += octets
    yield piece
