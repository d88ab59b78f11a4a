"""``clubhouse import guests``: a chain's guest file, through the same path as any guest."""

from __future__ import annotations

from infra.cli.members.command import importer
from infra.cli.members.sending import send_guests

__all__ = ["command"]

command = importer(
    "guests",
    "Take in a file of guests (CSV). Repeat or interrupt it at will: a phone or card has one file.",
    send_guests,
)
