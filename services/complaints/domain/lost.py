"""Lost and found: registered, matched by features, signed out, or handed to administration (rule C23)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from contracts.complaints import (
    LostItemHandedOver,
    LostItemMatched,
    LostItemRegistered,
    LostItemReturned,
    LostItemSought,
)
from infra.chassis.decision import Decided, Refused
from services.complaints.domain.words import bigrams

__all__ = [
    "MATCHES_FROM",
    "Features",
    "Item",
    "Match",
    "erase",
    "give_back",
    "hand_over",
    "match",
    "register",
    "return_to",
    "score",
    "seek",
    "timers",
]

MATCHES_FROM = 50
"""Two items are worth a look together from this score on."""


@dataclass(frozen=True, slots=True)
class Features:
    """What a thing looks like. `kind` is a code of the house's own list; the rest are free words."""

    kind: str
    color: str = ""
    brand: str = ""
    place: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A found thing that fits a sought one."""

    found_id: str
    score: int


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that was found in a venue, or that a guest misses there.

    Attributes:
        seen_at: when it was found, or last seen by its owner.
        by: staff who registered it.
        receipt: how the owner proved it theirs and signed; personal, never published.
    """

    id: str
    side: Literal["found", "sought"]
    venue_id: str
    features: Features
    seen_at: datetime
    registered_at: datetime
    by: str
    keep_until: datetime | None = None
    guest_id: str | None = None
    case_id: str | None = None
    matches: tuple[Match, ...] = ()
    status: Literal["open", "returned", "handed-over"] = "open"
    receipt: str = ""
    returned_to: str = ""


def register(item: Item | None, wanted: Item, keep_days: int) -> Decided[Item]:
    """Register something that was found; it is kept for so many days.

    Raises:
        Refused: it was found in the future.
    """
    if item is not None:
        return item, ()
    if wanted.seen_at > wanted.registered_at:
        raise Refused("found-in-the-future", "say when it was found", field="found_at", kind="invalid")
    keep_until = wanted.registered_at + timedelta(days=keep_days)
    told = LostItemRegistered(
        item_id=wanted.id,
        venue_id=wanted.venue_id,
        kind=wanted.features.kind,
        found_at=wanted.seen_at,
        keep_until=keep_until,
    )
    return replace(wanted, side="found", keep_until=keep_until), (told,)


def seek(item: Item | None, wanted: Item) -> Decided[Item]:
    """Register what a guest misses.

    Raises:
        Refused: it was last seen in the future, where nothing that is found would match it.
    """
    if item is not None:
        return item, ()
    if wanted.seen_at > wanted.registered_at:
        raise Refused("seen-in-the-future", "say when it was last seen", field="last_seen_at", kind="invalid")
    told = LostItemSought(
        item_id=wanted.id, venue_id=wanted.venue_id, guest_id=wanted.guest_id, kind=wanted.features.kind
    )
    return replace(wanted, side="sought"), (told,)


def score(found: Item, sought: Item) -> int:
    """How well a found thing fits a sought one, 0 to 100.

    Another kind, another venue, or found before it was last seen: 0. Words need not be equal: they are
    compared by the share of character pairs they have in common, which also works for Chinese.
    """
    one, other = found.features, sought.features
    if one.kind != other.kind or found.venue_id != sought.venue_id:
        return 0
    if found.seen_at < sought.seen_at - timedelta(hours=1):
        return 0
    points = 30.0
    points += 20 * _alike(one.color, other.color)
    points += 20 * _alike(one.brand, other.brand)
    points += 15 * _alike(one.place, other.place)
    points += 15 * _alike(one.description, other.description)
    return round(points)


def match(sought: Item, found: Item) -> Decided[Item]:
    """Note on the sought item that a found one fits well enough; once for each."""
    fit = score(found, sought)
    if fit < MATCHES_FROM or sought.status != "open" or found.status != "open":
        return sought, ()
    if any(each.found_id == found.id for each in sought.matches):
        return sought, ()
    matches = sorted((*sought.matches, Match(found.id, fit)), key=lambda each: (-each.score, each.found_id))
    told = LostItemMatched(
        item_id=sought.id,
        found_item_id=found.id,
        venue_id=sought.venue_id,
        guest_id=sought.guest_id,
        score=fit,
    )
    return replace(sought, matches=tuple(matches)), (told,)


def return_to(
    item: Item,
    by: str,
    returned_to: str,
    receipt: str,
    sought_id: str | None = None,
    guest_id: str | None = None,
) -> Decided[Item]:
    """Sign a found item out to its owner.

    Args:
        sought_id: what its owner had registered as missed, if they had.
        guest_id: who its owner is, if they said so then; their name and signature go when they are erased.

    Raises:
        Refused: it is not a found one, is gone already, or nobody signed for it.
    """
    if item.side != "found":
        raise Refused("not-found-item", "only a found item is signed out")
    if item.status != "open":
        raise Refused("item-gone", f"it was {item.status} already")
    if not returned_to.strip() or not receipt.strip():
        raise Refused(
            "signature-missing", "say who took it and how they signed", field="receipt", kind="invalid"
        )
    told = LostItemReturned(item_id=item.id, venue_id=item.venue_id, staff_id=by, sought_item_id=sought_id)
    after = replace(
        item,
        status="returned",
        returned_to=returned_to.strip(),
        receipt=receipt.strip(),
        guest_id=guest_id,
    )
    return after, (told,)


def give_back(sought: Item) -> Decided[Item]:
    """What a guest missed is theirs again: the search is over."""
    return (replace(sought, status="returned") if sought.status == "open" else sought), ()


def hand_over(item: Item) -> Decided[Item]:
    """Nobody claimed it in time: it goes to administration."""
    if item.status != "open":
        return item, ()
    told = LostItemHandedOver(item_id=item.id, venue_id=item.venue_id, kind=item.features.kind)
    return replace(item, status="handed-over"), (told,)


def erase(item: Item) -> Decided[Item]:
    """The guest's data must go: what they described, and their signature (L14)."""
    features = replace(item.features, description="")
    return replace(item, features=features, returned_to="", receipt=""), ()


def timers(item: Item) -> dict[str, datetime]:
    """When a found item goes to administration."""
    return {"keep": item.keep_until} if item.status == "open" and item.keep_until is not None else {}


def _alike(one: str, other: str) -> float:
    """Share of character pairs in common; one half when either says nothing, which is no contradiction."""
    if not one.strip() or not other.strip():
        return 0.5
    left, right = bigrams(one), bigrams(other)
    return 2 * len(left & right) / (len(left) + len(right))
