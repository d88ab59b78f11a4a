"""What callers get. Views that are kept with a cause (answers of changes) carry nothing personal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import AwareDatetime, BaseModel, Field

from contracts.loyalty import GuestClass, Tier
from services.loyalty.domain import tiers
from services.loyalty.domain.account import Account
from services.loyalty.domain.calendar import month_of
from services.loyalty.domain.guest import Guest
from services.loyalty.domain.personal import Personal
from services.loyalty.domain.points import Redemption, usable
from services.loyalty.domain.policy import LoyaltyPolicy
from services.loyalty.domain.policy import Tier as TierRank
from services.loyalty.domain.visits import Visit
from services.loyalty.web.bodies import BirthdayBody, ConsentsBody

__all__ = [
    "AccountView", "ExplainView", "GuestView", "LedgerLine", "PersonalView", "RedemptionView", "VisitView",
    "account_view", "explained", "guest_view", "personal_view", "redemption_view", "visit_view",
]  # fmt: skip


class GuestView(BaseModel):
    """A guest's file without what is personal."""

    guest_id: str
    status: str
    kept_guest_id: str | None = Field(None, description="Of a merged file, the one to read instead.")
    merged_guest_ids: list[str] = []
    venue_id: str | None = None
    referred_by: str | None = None
    consents: ConsentsBody
    registered_at: AwareDatetime


class PersonalView(BaseModel):
    """A guest's personal data; masked unless the reader has an approval."""

    guest_id: str
    masked: bool
    name: str
    phone: str | None
    email: str | None
    member_card: str | None
    language: str
    sex: str | None = None
    birthday: BirthdayBody | None = None
    occupation: str = ""
    address: str = ""
    preferences: list[str]
    special_needs: list[str] = []


class LotView(BaseModel):
    """Points that came together and end together."""

    lot_id: str
    venue_id: str
    origin: str
    reference: str
    available: int
    held: int
    earned_at: AwareDatetime
    expires_at: AwareDatetime


class RedemptionView(BaseModel):
    """A use of points."""

    redemption_id: str
    use: str
    points: int
    value_fen: int
    venue_id: str
    reference: str
    until: AwareDatetime = Field(description="Confirm, or once confirmed reverse, before this.")
    confirmed: bool


class BenefitView(BaseModel):
    """A benefit of the tier, and what is left of it this month."""

    benefit: str
    per_month: int
    left: int


class CorrectionView(BaseModel):
    """A correction that waits for a second person."""

    correction_id: str
    points: int
    reason: str
    proposed_by: str


class AccountView(BaseModel):
    """A member's account."""

    guest_id: str
    balance: int = Field(description="Points that can be used now.")
    held: int = Field(description="Points reserved.")
    pending: int = Field(description="Points of visits in progress.")
    tier: Tier
    tier_ends_at: AwareDatetime | None = Field(description="When the tier falls unless it is earned again.")
    guest_class: GuestClass
    programme: str
    discount_percent: int
    booking_window_days: int
    lots: list[LotView]
    redemptions: list[RedemptionView]
    benefits: list[BenefitView]
    corrections_waiting: list[CorrectionView]


class CountView(BaseModel):
    """One thing that counts toward the tier, and until when."""

    kind: str
    id: str
    at: AwareDatetime
    spend_fen: int
    counts_until: AwareDatetime
    tier_afterwards: Tier


class NextTier(BaseModel):
    """What any one of would earn the next tier."""

    tier: Tier
    spend_fen_missing: int
    visits_missing: int
    referrals_missing: int


class ExplainView(BaseModel):
    """Why a member has the tier they have (rule L3)."""

    guest_id: str
    tier: Tier
    earned_now: Tier
    since: AwareDatetime | None
    spend_fen: int
    visits: int
    referrals: int
    review_at: AwareDatetime | None
    ends_at: AwareDatetime | None
    next_tier: NextTier | None
    counts: list[CountView]


class VisitView(BaseModel):
    """A paid visit."""

    visit_id: str
    guest_id: str
    venue_id: str
    receipt: str
    at: AwareDatetime
    spend_fen: int
    earning_fen: int
    points: int
    tier: Tier
    policy_version: int
    booking_id: str | None
    revision: int
    status: str


class PostingView(BaseModel):
    """Points into (or, negative, out of) a ledger account."""

    account: str
    points: int


class LotMoveView(BaseModel):
    """What an entry did to one lot."""

    lot_id: str
    available: int
    held: int


class LedgerLine(BaseModel):
    """One entry of the ledger."""

    entry_id: str
    kind: str
    at: AwareDatetime
    venue_id: str
    subject: str
    postings: list[PostingView]
    lots: list[LotMoveView]
    balance: int
    held: int
    reason: str
    by: str
    approved_by: str
    policy_version: int


def guest_view(guest: Guest) -> dict[str, Any]:
    """A file's answer."""
    consents = guest.consents
    return GuestView(
        guest_id=guest.id,
        status=guest.status.value,
        kept_guest_id=guest.kept_guest_id,
        merged_guest_ids=list(guest.merged),
        venue_id=guest.venue_id,
        referred_by=guest.referred_by,
        consents=ConsentsBody(
            marketing=consents.marketing, birthday=consents.birthday, holidays=consents.holidays
        ),
        registered_at=guest.registered_at,
    ).model_dump(mode="json")


def personal_view(guest_id: str, personal: Personal, *, masked: bool) -> dict[str, Any]:
    """What a reader gets to see."""
    day = personal.birthday
    return PersonalView(
        guest_id=guest_id,
        masked=masked,
        name=personal.name,
        phone=personal.phone,
        email=personal.email,
        member_card=personal.member_card,
        language=personal.language,
        sex=personal.sex,
        birthday=BirthdayBody(month=day.month, day=day.day, year=day.year, lunar=day.lunar, leap=day.leap)
        if day
        else None,
        occupation=personal.occupation,
        address=personal.address,
        preferences=list(personal.preferences),
        special_needs=list(personal.special_needs),
    ).model_dump(mode="json")


def redemption_view(redemption: Redemption, *, confirmed: bool) -> RedemptionView:
    """A use of points."""
    return RedemptionView(
        redemption_id=redemption.id,
        use=redemption.use,
        points=redemption.points,
        value_fen=redemption.value_fen,
        venue_id=redemption.venue_id,
        reference=redemption.reference,
        until=redemption.until,
        confirmed=confirmed,
    )


def account_view(account: Account, policy: LoyaltyPolicy, now: datetime) -> dict[str, Any]:
    """An account's answer."""
    points, standing = account.points, account.standing
    rights = policy.rights_of(standing.tier)
    month = month_of(now, policy.zone)
    used = [use.benefit for use in account.benefit_uses if use.month == month]
    return AccountView(
        guest_id=account.guest_id,
        balance=usable(points, now),
        held=points.held,
        pending=sum(visit.pending_points for visit in account.open_visits),
        tier=standing.tier.label,
        tier_ends_at=standing.ends_at,
        guest_class=standing.guest_class.value,
        programme=account.programme,
        discount_percent=rights.discount_percent,
        booking_window_days=rights.booking_window_days,
        lots=[
            LotView(
                lot_id=lot.id,
                venue_id=lot.venue_id,
                origin=lot.origin,
                reference=lot.reference,
                available=lot.available,
                held=lot.held,
                earned_at=lot.earned_at,
                expires_at=lot.expires_at,
            )
            for lot in sorted(points.lots, key=lambda lot: lot.age)
        ],
        redemptions=[
            *(redemption_view(each, confirmed=False) for each in points.reserved),
            *(redemption_view(each, confirmed=True) for each in points.redeemed),
        ],
        benefits=[
            BenefitView(
                benefit=each.name,
                per_month=each.per_month,
                left=max(0, each.per_month - used.count(each.name)),
            )
            for each in rights.benefits
        ],
        corrections_waiting=[
            CorrectionView(
                correction_id=each.id, points=each.points, reason=each.reason, proposed_by=each.proposed_by
            )
            for each in account.corrections
        ],
    ).model_dump(mode="json")


def explained(account: Account, policy: LoyaltyPolicy, now: datetime) -> dict[str, Any]:
    """Which visits count, when they drop off, and what that does."""
    standing = tiers.pruned(account.standing, policy, now)
    sums = tiers.measure(standing.counts)
    return ExplainView(
        guest_id=account.guest_id,
        tier=standing.tier.label,
        earned_now=tiers.earned(sums, policy).label,
        since=standing.since,
        spend_fen=sums.spend_fen,
        visits=sums.visits,
        referrals=sums.referrals,
        review_at=standing.review_at,
        ends_at=standing.ends_at,
        next_tier=_next_tier(standing.tier, sums, policy),
        counts=[
            CountView(
                kind=step.count.kind.value,
                id=step.count.id,
                at=step.count.at,
                spend_fen=step.count.spend_fen,
                counts_until=step.at,
                tier_afterwards=step.earned.label,
            )
            for step in tiers.steps(standing, policy)
        ],
    ).model_dump(mode="json")


def visit_view(visit: Visit) -> dict[str, Any]:
    """A visit's answer."""
    bill = visit.bill
    return VisitView(
        visit_id=visit.id,
        guest_id=visit.guest_id,
        venue_id=bill.venue_id,
        receipt=bill.receipt,
        at=bill.at,
        spend_fen=bill.spend_fen,
        earning_fen=visit.earning_fen,
        points=visit.points,
        tier=visit.tier.label,
        policy_version=visit.policy_version,
        booking_id=bill.booking_id,
        revision=bill.revision,
        status=visit.status.value,
    ).model_dump(mode="json")


def _next_tier(tier: TierRank, sums: tiers.Measure, policy: LoyaltyPolicy) -> NextTier | None:
    if tier is TierRank.PLATINUM:
        return None
    better = TierRank(tier + 1)
    wanted = policy.threshold(better)
    return NextTier(
        tier=better.label,
        spend_fen_missing=max(0, wanted.spend_fen - sums.spend_fen),
        visits_missing=max(0, wanted.visits - sums.visits),
        referrals_missing=max(0, wanted.referrals - sums.referrals),
    )
