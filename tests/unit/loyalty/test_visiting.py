"""Bills corrected, visits in halves, older files: what a visit is worth is counted once (L5, L10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.event import Event
from contracts.loyalty import PointsReleased, TierChanged, VisitRecorded, VisitVoided
from infra.chassis.decision import Refused
from services.loyalty.domain import granting, joining, spending, upkeep, visiting
from services.loyalty.domain.account import Account, OpenVisit
from services.loyalty.domain.gifts import gift_moves
from services.loyalty.domain.points import Points
from services.loyalty.domain.policy import Rules
from services.loyalty.domain.visits import Source
from tests.unit.loyalty.helpers import NOW, RULES, bill


def spent(account: Account, points: int) -> Account:
    """The account when so many points were used."""
    wish = spending.Wish("x", "tier_credit", points, "v1")
    account, _ = spending.reserve(account, "g", wish, RULES, NOW)
    return spending.confirm(account, "g", "x", RULES, NOW)[0]


@pytest.mark.rule("L5")
@pytest.mark.parametrize(
    ("yuan", "used", "balance", "borne"),
    [(1000, 100, 0, 0), (1200, 100, 20, 0), (1200, 70, 50, 0), (600, 100, 0, 40), (0, 100, 0, 100)],
)
def test_a_corrected_bill_earns_its_points_once_though_some_are_spent(
    yuan: int, used: int, balance: int, borne: int
) -> None:
    account, _ = visiting.record(None, "g", bill("r1", 1000), None, RULES, NOW)
    told = bill("r1", yuan, revision=2, party_size=2)
    account, facts = visiting.record(spent(account, used), "g", told, None, RULES, NOW)
    assert account.points.balance == balance
    assert account.written[-1].points == yuan // 10
    [voided] = [fact for fact in facts if isinstance(fact, VisitVoided)]
    assert (voided.points_taken_back, voided.shortfall_points) == (100 - borne, borne)
    # A voided one gives nothing back that was spent, and takes nothing more.
    account, _ = visiting.void(account, "g", "v1", "r1", RULES, NOW)
    assert account.points.balance == 0


@pytest.mark.rule("L5", "R1")
def test_a_first_visit_stays_the_first_when_its_bill_is_corrected_after_the_next() -> None:
    account, _ = visiting.record(None, "g", bill("r1", 1000), None, RULES, NOW)
    account, _ = visiting.record(account, "g", bill("r2", 500), None, RULES, NOW)
    firsts = []
    for revision, told in enumerate((bill("r1", 1200), bill("r2", 600), bill("r1", 900)), start=2):
        corrected = replace(told, revision=revision)
        account, facts = visiting.record(account, "g", corrected, None, RULES, NOW)
        firsts += [fact.first for fact in facts if isinstance(fact, VisitRecorded)]
    assert firsts == [True, False, True]


@pytest.mark.rule("L3")
def test_a_tier_that_an_older_file_raises_is_told_to_nobody_however_its_bills_come() -> None:
    old = bill("r1", 30_000, booking_id="b1", source=Source.IMPORT)
    account, _ = visiting.booking_spent(None, "g", old, None, RULES, NOW)
    account, ended = visiting.booking_ended(account, "g", "b1", "v1", NOW, None, RULES, NOW)
    corrected = bill("r1", 70_000, source=Source.IMPORT, revision=2)
    _, again = visiting.record(account, "g", corrected, None, RULES, NOW)
    told = [fact for fact in (*ended, *again) if isinstance(fact, TierChanged)]
    assert [(fact.tier, fact.recorded) for fact in told] == [("gold", True), ("platinum", True)]


@pytest.mark.rule("L6")
def test_a_bill_takes_no_more_points_than_it_is_worth_however_often_it_asks() -> None:
    account, _ = visiting.record(None, "g", bill("r1", 1000), None, RULES, NOW)

    def reserved(account: Account, number: str, points: int, receipt: str, at: int = 0) -> Account:
        wish = spending.Wish(number, "bill", points, "v1", receipt, bill_fen=500)
        return spending.reserve(account, "g", wish, RULES, NOW + timedelta(minutes=at))[0]

    account = reserved(account, "x1", 30, "b1")
    account, _ = spending.confirm(account, "g", "x1", RULES, NOW)
    with pytest.raises(Refused, match="the bill takes 20 points at most"):
        reserved(account, "x2", 21, "b1")
    account = reserved(reserved(account, "x2", 20, "b1"), "x3", 50, "b2")
    with pytest.raises(Refused, match="the bill takes 0 points at most"):
        reserved(account, "x4", 1, "b1")
    late = RULES.venue.reservation_minutes  # the reservations' time is over
    with pytest.raises(Refused, match="not-enough-points"):
        reserved(account, "x4", 20, "b1", late)


@pytest.mark.rule("L6")
@pytest.mark.parametrize("others", [0, 1000])
def test_points_set_aside_are_not_spent_when_their_visit_is_voided(others: int) -> None:
    account, _ = visiting.record(None, "g", bill("r1", 1000), None, RULES, NOW)
    account, _ = visiting.record(account, "g", bill("r2", others), None, RULES, NOW)
    wish = spending.Wish("x", "gift", 80, "v1", "tea")
    account, _ = spending.reserve(account, "g", wish, RULES, NOW)
    account, facts = visiting.void(account, "g", "v1", "r1", RULES, NOW)
    [voided] = [fact for fact in facts if isinstance(fact, VisitVoided)]
    assert (voided.points_taken_back, voided.shortfall_points) == (100, 0)
    if others:  # what is left is enough, so the wish stands
        assert [each.id for each in account.points.reserved] == ["x"]
        assert gift_moves(None, account) == {}
        account, _ = spending.release(account, "g", "x", RULES, NOW)
    else:
        [told] = [fact for fact in facts if isinstance(fact, PointsReleased)]
        assert (told.redemption_id, told.points, told.lapsed, told.balance) == ("x", 80, False, 100)
        assert gift_moves(None, account) == {"tea": -1}
    assert (account.points.balance, account.points.held) == (others // 10, 0)


@pytest.mark.rule("L5", "L6")
def test_a_correction_takes_what_is_only_reserved_by_whatever_revision_it_was_earned() -> None:
    wish = spending.Wish("x", "gift", 60, "v1", "tea")
    account, _ = visiting.record(None, "g", bill("r1", 1000), None, RULES, NOW)
    account, _ = spending.reserve(account, "g", wish, RULES, NOW)
    lower, facts = visiting.record(account, "g", bill("r1", 100, revision=2), None, RULES, NOW)
    assert [fact.redemption_id for fact in facts if isinstance(fact, PointsReleased)] == ["x"]
    assert [fact.shortfall_points for fact in facts if isinstance(fact, VisitVoided)] == [0]
    assert (lower.points.balance, lower.points.held) == (10, 0)
    other, _ = visiting.record(account, "g", bill("r2", 1000), None, RULES, NOW)
    enough, _ = visiting.record(other, "g", bill("r1", 900, revision=2), None, RULES, NOW)
    assert (enough.points.balance, enough.points.held) == (130, 60), "the wish stands where enough is left"
    # One that lowers nothing lets the wish stand; what it reserved of the first revision is no loss later.
    same, _ = visiting.record(account, "g", bill("r1", 1000, revision=2), None, RULES, NOW)
    assert (same.points.balance, same.points.held) == (40, 60)
    gone, facts = visiting.void(same, "g", "v1", "r1", RULES, NOW)
    assert [fact.shortfall_points for fact in facts if isinstance(fact, VisitVoided)] == [0]
    assert (gone.points.balance, gone.points.held) == (0, 0)


@pytest.mark.rule("L5", "R1")
@pytest.mark.parametrize("till", ["first", "between", "last"])
def test_a_bill_that_till_and_desk_tell_is_the_bookings_and_earns_once(till: str) -> None:
    """Reporting counts the spend of a visit that is no booking's: told so at last, nobody counts it twice."""
    of_till = bill("r1", 1000, at=NOW + timedelta(minutes=3))
    of_desk = bill("r1", 1000, booking_id="b1", source=Source.BOOKING)
    later = NOW + timedelta(hours=1)
    account, told = Account("g", Points("g")), list[Event]()

    def tills() -> None:
        nonlocal account
        account, facts = visiting.record(account, "g", of_till, None, RULES, later)
        told.extend(facts)

    if till == "first":
        tills()
    account, facts = visiting.booking_spent(account, "g", of_desk, None, RULES, later)
    told.extend(facts)
    if till == "between":
        tills()
    account, facts = visiting.booking_ended(account, "g", "b1", "v1", later, None, RULES, later)
    told.extend(facts)
    if till == "last":
        tills()
    visits = [fact for fact in told if isinstance(fact, VisitRecorded)]
    assert (visits[-1].booking_id, visits[-1].spend_fen, visits[-1].points) == ("b1", 100_000, 100)
    assert len(visits) == (2 if till == "first" else 1)
    assert (account.points.balance, len(account.standing.counts)) == (100, 1)
    revised = bill("r1", 1200, revision=2)
    _, facts = visiting.record(account, "g", revised, None, RULES, later)
    assert [fact.booking_id for fact in facts if isinstance(fact, VisitRecorded)] == ["b1"]


@pytest.mark.rule("L5")
def test_a_visit_on_record_is_not_recorded_again_when_its_booking_ends() -> None:
    """A desk's second word waited on a double's account, which the merge brought here."""
    account, _ = visiting.record(None, "g", bill("r1", 1000), None, RULES, NOW)
    of_desk = bill("r1", 1000, booking_id="b1", revision=2)
    waits = OpenVisit("b1", "v1", NOW + timedelta(days=30), bill=of_desk)
    account = replace(account, open_visits=(waits,))
    account, _ = visiting.booking_ended(account, "g", "b1", "v1", NOW, None, RULES, NOW)
    assert (account.points.balance, len(account.standing.counts)) == (100, 1)
    assert account.open_visits == ()


@pytest.mark.rule("L6", "L7")
@pytest.mark.parametrize("told_late", [False, True])
def test_a_voided_visit_whose_points_have_ended_takes_none_of_another(told_late: bool) -> None:
    """Lots may live shorter than visits count."""
    shorter = replace(RULES.venue, lot_months=3)
    rules, later = Rules(shorter, shorter), NOW + timedelta(days=150)
    account: Account | None = None
    if not told_late:
        account, _ = visiting.record(None, "g", bill("r1", 1000), None, rules, NOW)
        account = upkeep.on_timer(spent(account, 30), "expiry", rules, later)[0]
    else:
        account, _ = visiting.record(None, "g", bill("r1", 1000), None, rules, later)
    account, _ = visiting.record(account, "g", bill("r2", 2000, at=later), None, rules, later)
    account, facts = visiting.void(account, "g", "v1", "r1", rules, later)
    assert account.points.balance == (200 if told_late else 170)
    [voided] = [fact for fact in facts if isinstance(fact, VisitVoided)]
    assert (voided.points_taken_back, voided.shortfall_points) == (100, 0)


@pytest.mark.rule("L1", "L5")
def test_the_programme_a_double_was_put_in_holds_where_the_kept_guest_has_the_standard_one() -> None:
    def member(guest_id: str, programme: str) -> Account:
        return granting.set_programme(None, guest_id, programme, RULES, NOW)[0]

    closed, _ = joining.close(member("d", "gold-card"), "d", "g", NOW)
    for mine in (None, member("g", "standard"), member("g", "gold-card")):
        joined, _ = joining.join(mine, "g", closed, RULES, NOW)
        assert joined.programme == "gold-card"
    plain, _ = joining.close(member("d", "standard"), "d", "g", NOW)
    assert joining.join(member("g", "gold-card"), "g", plain, RULES, NOW)[0].programme == "gold-card"


@pytest.mark.rule("L6", "L7")
def test_a_voided_visit_is_voided_though_points_given_back_to_it_ended_beside_its_own() -> None:
    """Spent, corrected and given back, more of a visit can end than it earned."""
    shorter = replace(RULES.venue, lot_months=3)
    rules, later = Rules(shorter, shorter), NOW + timedelta(days=150)
    account, _ = visiting.record(None, "g", bill("r1", 1000), None, rules, NOW)
    account, _ = visiting.record(spent(account, 30), "g", bill("r2", 2000), None, rules, NOW)
    account, _ = visiting.record(account, "g", bill("r1", 1200, revision=2), None, rules, NOW)
    account, _ = spending.reverse(account, "g", "x", "a mistake", "ann", rules, NOW)
    account, _ = upkeep.on_timer(account, "expiry", rules, later)
    account, _ = visiting.record(account, "g", bill("r3", 1000, at=later), None, rules, later)
    account, _ = visiting.void(account, "g", "v1", "r1", rules, later)
    assert account.points.balance == 100
