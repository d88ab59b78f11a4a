"""A visit that loyalty takes back or corrects counts once, also after the guest's files were merged."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from contracts import loyalty
from infra.chassis.decision import Decided
from services.loyalty.domain import joining, spending, visiting
from services.loyalty.domain.account import Account
from services.reporting.domain.cards import Card
from services.reporting.domain.days import Calendar, Calendars
from services.reporting.domain.folding import fold
from services.reporting.domain.sheets import lines_of_day, sheet_of
from tests.unit.loyalty.helpers import NOW, RULES, bill
from tests.unit.reporting.telling import Tale

SHANGHAI = Calendars(((datetime(1970, 1, 1, tzinfo=UTC), Calendar("Asia/Shanghai", 360)),))
LATER = NOW + timedelta(days=1)


class Members:
    """Accounts as loyalty changes them, and what reporting makes of what it tells."""

    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.tales: dict[str, Tale] = {}

    def change(self, guest_id: str, decided: Decided[Account]) -> None:
        self.accounts[guest_id], facts = decided
        tale = self.tales.setdefault(guest_id, Tale(guest_id, NOW))
        for fact in facts:
            tale.tell(fact, "loyalty")

    def paid(self, guest_id: str, yuan: int, revision: int = 1) -> None:
        told = bill("r1", yuan, revision=revision)
        account = self.accounts.get(guest_id)
        self.change(guest_id, visiting.record(account, guest_id, told, None, RULES, LATER))

    def voided(self, guest_id: str) -> None:
        account = self.accounts[guest_id]
        self.change(guest_id, visiting.void(account, guest_id, "v1", "r1", RULES, LATER))

    def merged(self, double: str, kept: str) -> None:
        self.change(double, joining.close(self.accounts[double], double, kept, LATER))
        closed = self.accounts[double]
        self.change(kept, joining.join(self.accounts.get(kept), kept, closed, RULES, LATER))

    def cards(self) -> list[Card]:
        found = (fold(None, loyalty.ACCOUNTS.name, tale.envelopes) for tale in self.tales.values())
        return [card for card in found if card]

    def figures(self) -> dict[str, int]:
        day = SHANGHAI.day_of(NOW)
        lines = [line for card in self.cards() for line in lines_of_day(card, "v1", day, SHANGHAI)]
        return sheet_of(lines).totals


@pytest.mark.rule("R1", "R9")
@pytest.mark.parametrize("merges", [(), ("kept",), ("kept", "last")])
def test_a_voided_visit_is_in_no_figure(merges: tuple[str, ...]) -> None:
    members, owner = Members(), "double"
    members.paid(owner, 1000)
    assert members.figures() == {"new_members": 1, "spend_fen": 100_000, "points_earned": 100}
    for kept in merges:
        members.merged(owner, kept)
        owner = kept
    members.voided(owner)
    assert members.figures() == {}


@pytest.mark.rule("R1", "R9")
@pytest.mark.parametrize("merges", [("double",), ("kept",), ("kept", "last")])
def test_a_corrected_bill_counts_as_it_is_now(merges: tuple[str, ...]) -> None:
    members, owner = Members(), "double"
    members.paid(owner, 1000)
    for revision, kept in enumerate(merges, 2):
        if kept != owner:
            members.merged(owner, kept)
            owner = kept
        members.paid(owner, 1000 + 200 * revision, revision=revision)
    paid = 1000 + 200 * revision
    assert members.figures() == {"new_members": 1, "spend_fen": 100 * paid, "points_earned": paid // 10}
    members.voided(owner)
    assert members.figures() == {}


@pytest.mark.rule("R1", "R9")
@pytest.mark.parametrize("kept", ["double", "kept"])
def test_a_booked_visit_taken_back_leaves_the_spend_to_its_booking(kept: str) -> None:
    members = Members()
    booked = bill("r1", 1000, booking_id="b1")
    members.change("double", visiting.booking_spent(None, "double", booked, None, RULES, NOW))
    ended = visiting.booking_ended(members.accounts["double"], "double", "b1", "v1", NOW, None, RULES, NOW)
    members.change("double", ended)
    assert members.figures() == {"new_members": 1, "points_earned": 100}
    if kept != "double":
        members.merged("double", kept)
    members.voided(kept)
    assert members.figures() == {}


@pytest.mark.rule("R9")
@pytest.mark.parametrize("kept", ["double", "kept"])
def test_a_redemption_taken_back_is_in_no_figure(kept: str) -> None:
    members = Members()
    members.paid("double", 1000)
    wish = spending.Wish("x", "tier_credit", 70, "v1")
    members.change("double", spending.reserve(members.accounts["double"], "double", wish, RULES, NOW))
    members.change("double", spending.confirm(members.accounts["double"], "double", "x", RULES, NOW))
    assert members.figures()["points_redeemed"] == 70
    if kept != "double":
        members.merged("double", kept)
    back = spending.reverse(members.accounts[kept], kept, "x", "error", "ann", RULES, LATER)
    members.change(kept, back)
    assert "points_redeemed" not in members.figures()
