"""``clubhouse import purchases``: a history of paid bills, through the same path as any till's."""

from __future__ import annotations

from infra.cli.members.command import importer
from infra.cli.members.sending import send_purchases

__all__ = ["command"]

command = importer(
    "purchases",
    "Take in a history of purchases. Repeat or interrupt it at will: each receipt counts once.",
    send_purchases,
)
