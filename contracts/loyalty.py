"""Loyalty's events: guests, their points and tiers, benefits, promotions and the controls over them.

Points are whole numbers, money is fen, ``guest_id`` always names the guest who is kept after merges. No
event here carries a name, a phone, an email or a birthday (those travel on `contracts.contacts` only).
"""

from __future__ import annotations

from typing import ClassVar, Literal

from contracts.event import AwareDatetime, Event, Part
from contracts.topic import Topic

__all__ = [
    "ACCOUNTS",
    "COUPONS",
    "GUESTS",
    "INCIDENTS",
    "MEMBER_EVENTS",
    "PROMOTIONS",
    "PROMOTION_USES",
    "RECONCILIATIONS",
    "SETTLEMENTS",
    "TOPICS",
    "AccountClosed",
    "AccountJoined",
    "BenefitUsed",
    "BirthdayReached",
    "CompensationGranted",
    "CompensationRefused",
    "ConsentsChanged",
    "CouponExpired",
    "CouponIssued",
    "CouponReleased",
    "CouponUsed",
    "GuestClass",
    "GuestClassed",
    "GuestErased",
    "GuestMerged",
    "GuestRegistered",
    "GuestRetired",
    "HolidayReached",
    "IncidentClosed",
    "IncidentOpened",
    "IncidentOverdue",
    "LotPart",
    "MemberAttended",
    "MemberEventCancelled",
    "MemberEventPublished",
    "MemberSignedUp",
    "MemberWaitlisted",
    "MemberWithdrew",
    "Origin",
    "PointsCorrected",
    "PointsEarned",
    "PointsExpired",
    "PointsExpiring",
    "PointsPending",
    "PointsRedeemed",
    "PointsReleased",
    "PointsReserved",
    "PointsReversed",
    "PromotionApplied",
    "PromotionBudgetSpent",
    "PromotionEnded",
    "PromotionPublished",
    "PromotionWithdrawn",
    "ReconciliationDifferenceFound",
    "ReferralEarned",
    "ReferralRewarded",
    "SettlementClosed",
    "SettlementLine",
    "Tier",
    "TierAtRisk",
    "TierChanged",
    "Use",
    "VisitRecorded",
    "VisitVoided",
]

Tier = Literal["ordinary", "silver", "gold", "platinum"]
GuestClass = Literal["ordinary", "vip", "diamond"]
Origin = Literal["visit", "referral", "compensation", "suggestion", "birthday", "promotion", "correction"]
Use = Literal["gift", "bill", "tier_credit"]


class LotPart(Part):
    """Points of one lot that a movement touched."""

    lot_id: str
    points: int
    venue_id: str
    """The venue that issued the lot, and bears its cost when it is used."""
    expires_at: AwareDatetime


# --- guests (L1, L2, L8, L9, L14) --------------------------------------------------------------------------


class GuestRegistered(Event):
    """A guest's file was opened (by a desk, an import, or on first contact elsewhere)."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.guest-registered.v1"

    guest_id: str
    at: AwareDatetime
    venue_id: str | None = None
    referred_by: str | None = None
    """Guest who referred this one."""
    recorded: bool = False
    """It comes from an older file: count it, but tell nobody."""


class GuestRetired(Event):
    """This guest's file was found to be a double; `kept_guest_id` takes it over (see `GuestMerged`)."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.guest-retired.v1"

    guest_id: str
    kept_guest_id: str
    reason: str


class GuestMerged(Event):
    """`guest_id` now stands for `merged_guest_id` too: replace the latter wherever it is kept."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.guest-merged.v1"

    guest_id: str
    merged_guest_id: str


class GuestErased(Event):
    """The guest's personal data is gone for good; figures stay, the person behind them does not."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.guest-erased.v1"

    guest_id: str


class ConsentsChanged(Event):
    """What the guest agrees to receive. The newest one counts as a whole."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.consents-changed.v1"

    guest_id: str
    marketing: bool
    birthday: bool
    holidays: bool


class GuestClassed(Event):
    """The guest's class by frequency, spend and tier changed (L2)."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.guest-classed.v1"

    guest_id: str
    guest_class: GuestClass
    previous: GuestClass


class BirthdayReached(Event):
    """It is 09:00 venue time on the guest's birthday; published once a year, for guests who want it."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.birthday-reached.v1"

    guest_id: str
    year: int
    """The calendar year, or for a lunar birthday the lunar year, that this birthday counts for."""
    venue_id: str | None = None


class HolidayReached(Event):
    """It is 09:00 on a holiday for a guest who wants holiday greetings; once per holiday."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.holiday-reached.v1"

    guest_id: str
    holiday: str
    """Kebab-case English name, e.g. ``spring-festival``."""
    year: int


# --- accounts: visits, points, tiers, benefits (L3-L7, L10, L11) -------------------------------------------


class VisitRecorded(Event):
    """A paid visit was recorded, once per receipt."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.visit-recorded.v1"

    guest_id: str
    visit_id: str
    venue_id: str
    at: AwareDatetime
    spend_fen: int
    """All that was paid."""
    earning_fen: int
    """The part that earns points, after exclusions."""
    points: int
    first: bool
    """The guest's first paid visit."""
    booking_id: str | None = None
    recorded: bool = False
    """It comes from an older file: count it, but tell nobody."""


class VisitVoided(Event):
    """A recorded visit was taken back by the till; the points it earned are taken back too."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.visit-voided.v1"

    guest_id: str
    visit_id: str
    venue_id: str
    spend_fen: int
    points_taken_back: int
    shortfall_points: int
    """Earned by the visit, already spent and so not taken back: the venue bears them."""


class PointsPending(Event):
    """A visit in progress will earn about this many points once it completes."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.points-pending.v1"

    guest_id: str
    visit_id: str
    points: int


class PointsEarned(Event):
    """Points were added as a new lot."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.points-earned.v1"

    guest_id: str
    origin: Origin
    reference: str
    """What earned them: the visit, referred guest, compensation, case, birthday year …"""
    lot: LotPart
    balance: int
    """Usable points after the movement."""
    recorded: bool = False
    """It comes from an older file: count it, but tell nobody."""


class PointsReserved(Event):
    """Points were set aside for a redemption, to be confirmed before `until`."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.points-reserved.v1"

    guest_id: str
    redemption_id: str
    use: Use
    points: int
    lots: tuple[LotPart, ...]
    until: AwareDatetime
    balance: int


class PointsRedeemed(Event):
    """A redemption was confirmed: the reserved points are spent."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.points-redeemed.v1"

    guest_id: str
    redemption_id: str
    use: Use
    points: int
    value_fen: int
    """What the points bought, in money (0 for tier credit)."""
    venue_id: str
    lots: tuple[LotPart, ...]
    balance: int


class PointsReleased(Event):
    """A reservation was cancelled or lapsed: its points are usable again, in the very lots."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.points-released.v1"

    guest_id: str
    redemption_id: str
    points: int
    lapsed: bool
    balance: int


class PointsReversed(Event):
    """A confirmed redemption was cancelled: the very lots it took have their points back."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.points-reversed.v1"

    guest_id: str
    redemption_id: str
    points: int
    lots: tuple[LotPart, ...]
    balance: int


class PointsExpiring(Event):
    """Points will expire soon unless used."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.points-expiring.v1"

    guest_id: str
    points: int
    expires_at: AwareDatetime


class PointsExpired(Event):
    """Lots reached the end of their month of expiry."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.points-expired.v1"

    guest_id: str
    points: int
    lots: tuple[LotPart, ...]
    balance: int


class PointsCorrected(Event):
    """A correction proposed by one person and approved by another was posted (negative: taken away)."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.points-corrected.v1"

    guest_id: str
    correction_id: str
    points: int
    balance: int


class TierChanged(Event):
    """The guest moved to another tier, with the priority rights it gives at booking (B13)."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.tier-changed.v1"

    guest_id: str
    tier: Tier
    previous: Tier
    booking_window_days: int
    """How many days ahead the guest may book."""
    waitlist_rank: int
    """0 for ordinary; the higher stands first."""
    recorded: bool = False
    """It comes from an older file: count it, but tell nobody."""


class TierAtRisk(Event):
    """A review found the tier no longer earned; it ends at `ends_at` unless earned again by then."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.tier-at-risk.v1"

    guest_id: str
    tier: Tier
    next_tier: Tier
    ends_at: AwareDatetime


class BenefitUsed(Event):
    """A tier benefit (free drink, snack …) was taken."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.benefit-used.v1"

    guest_id: str
    benefit: str
    use_id: str
    venue_id: str
    left_this_period: int


class ReferralEarned(Event):
    """`guest_id`, brought by `referrer_id`, paid the first visit: the referrer is due a reward (L10)."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.referral-earned.v1"

    guest_id: str
    referrer_id: str
    visit_id: str


class ReferralRewarded(Event):
    """`guest_id` got the reward for having brought `referred_guest_id`."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.referral-rewarded.v1"

    guest_id: str
    referred_guest_id: str
    points: int


class CompensationGranted(Event):
    """What a case asked for was granted, once per remedy. Answers `CompensationRequested` (C12, C20, L11)."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.compensation-granted.v1"

    guest_id: str
    case_id: str
    remedy_id: str
    reason: Literal["remedy", "suggestion"]
    points: int = 0
    coupon_id: str | None = None


class CompensationRefused(Event):
    """What a case asked for was not granted. Answers `CompensationRequested` (C12, L11)."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.compensation-refused.v1"

    guest_id: str
    case_id: str
    remedy_id: str
    reason: Literal["remedy", "suggestion"]
    refusal: Literal["guest-erased", "nothing-asked", "over-limit", "coupon-unknown"]


class AccountClosed(Event):
    """A retired guest's account was emptied into the account of the guest who is kept."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.account-closed.v1"

    guest_id: str
    kept_guest_id: str
    points: int


class AccountJoined(Event):
    """The kept guest's account took over the lots, visits and reservations of a retired one."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.account-joined.v1"

    guest_id: str
    merged_guest_id: str
    points: int
    balance: int


# --- promotions and coupons (L13) --------------------------------------------------------------------------


class PromotionPublished(Event):
    """A promotion was published or its terms changed."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.promotion-published.v1"

    promotion_id: str
    kind: Literal["member", "new_guest", "group", "holiday"]
    name: str
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    budget_fen: int | None = None
    venue_ids: tuple[str, ...] = ()
    """Empty: the whole chain."""


class PromotionEnded(Event):
    """A promotion is over: its time passed, or somebody ended it early."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.promotion-ended.v1"

    promotion_id: str
    early: bool
    spent_fen: int


class PromotionBudgetSpent(Event):
    """A promotion's budget can no longer cover a bill that asked for it."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.promotion-budget-spent.v1"

    promotion_id: str
    budget_fen: int
    spent_fen: int


class PromotionApplied(Event):
    """Promotions reduced a bill; each one's budget paid its part."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.promotion-applied.v1"

    use_id: str
    guest_id: str
    venue_id: str
    receipt: str
    bill_fen: int
    saved_fen: int
    promotion_ids: tuple[str, ...]


class PromotionWithdrawn(Event):
    """A bill's promotions were taken back (the bill was voided); the budgets have their money again."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.promotion-withdrawn.v1"

    use_id: str
    guest_id: str
    saved_fen: int


class CouponIssued(Event):
    """A guest got a coupon."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.coupon-issued.v1"

    coupon_id: str
    guest_id: str
    value_fen: int
    minimum_spend_fen: int
    expires_at: AwareDatetime
    reason: str
    """``promotion``, ``birthday``, ``compensation`` or ``goodwill``."""
    reference: str


class CouponUsed(Event):
    """A coupon reduced a bill."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.coupon-used.v1"

    coupon_id: str
    guest_id: str
    venue_id: str
    receipt: str
    value_fen: int


class CouponReleased(Event):
    """A used coupon was given back because its bill was voided."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.coupon-released.v1"

    coupon_id: str
    guest_id: str


class CouponExpired(Event):
    """A coupon ended unused."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.coupon-expired.v1"

    coupon_id: str
    guest_id: str


# --- member events (L15) -----------------------------------------------------------------------------------


class MemberEventPublished(Event):
    """An event for members is open for sign-up."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.member-event-published.v1"

    member_event_id: str
    venue_id: str
    title: str
    starts_at: AwareDatetime
    capacity: int
    tiers: tuple[Tier, ...]


class MemberEventCancelled(Event):
    """A member event will not take place; `guest_ids` had a seat or stood on its waitlist."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.member-event-cancelled.v1"

    member_event_id: str
    guest_ids: tuple[str, ...]


class MemberSignedUp(Event):
    """A guest has a seat at a member event (also when moved up from the waitlist)."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.member-signed-up.v1"

    member_event_id: str
    guest_id: str
    seats: int


class MemberWaitlisted(Event):
    """A member event was full; the guest waits for a seat."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.member-waitlisted.v1"

    member_event_id: str
    guest_id: str
    seats: int


class MemberWithdrew(Event):
    """A guest gave up a seat or a place on the waitlist."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.member-withdrew.v1"

    member_event_id: str
    guest_id: str


class MemberAttended(Event):
    """A signed-up guest was seen at the event."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.member-attended.v1"

    member_event_id: str
    guest_id: str


# --- controls (L7, L14) ------------------------------------------------------------------------------------


class ReconciliationDifferenceFound(Event):
    """Ledger, lots and balance of an account do not agree. Somebody must look at once."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.reconciliation-difference-found.v1"

    reconciliation_id: str
    guest_id: str
    ledger_points: int
    lots_points: int
    balance_points: int
    entry_ids: tuple[str, ...]
    """Ledger entries of the lots that differ."""


class SettlementLine(Part):
    """What one venue owes another for points it issued and the other honoured."""

    debtor_venue_id: str
    creditor_venue_id: str
    points: int
    amount_fen: int


class SettlementClosed(Event):
    """A month's points between venues were netted."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.settlement-closed.v1"

    settlement_id: str
    """The month, ``2026-11``."""
    lines: tuple[SettlementLine, ...]


class IncidentOpened(Event):
    """A leak of personal data was reported and is being handled (L14)."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.incident-opened.v1"

    incident_id: str
    guests: int
    due_at: AwareDatetime
    """When the guests and the authority must have been told."""


class IncidentOverdue(Event):
    """An incident passed its deadline without everybody concerned having been told."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.incident-overdue.v1"

    incident_id: str
    due_at: AwareDatetime


class IncidentClosed(Event):
    """An incident was contained, told, and its cause removed."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.incident-closed.v1"

    incident_id: str


GUESTS = Topic(
    name="clubhouse.loyalty.guests",
    owner="loyalty",
    key="guest_id",
    events=(
        GuestRegistered,
        GuestRetired,
        GuestMerged,
        GuestErased,
        ConsentsChanged,
        BirthdayReached,
        HolidayReached,
    ),
    about="Guests: registered, merged, erased, what they agreed to, their days of the year.",
)

ACCOUNTS = Topic(
    name="clubhouse.loyalty.accounts",
    owner="loyalty",
    key="guest_id",
    events=(
        VisitRecorded,
        VisitVoided,
        PointsPending,
        PointsEarned,
        PointsReserved,
        PointsRedeemed,
        PointsReleased,
        PointsReversed,
        PointsExpiring,
        PointsExpired,
        PointsCorrected,
        TierChanged,
        TierAtRisk,
        GuestClassed,
        BenefitUsed,
        ReferralEarned,
        ReferralRewarded,
        CompensationGranted,
        CompensationRefused,
        AccountClosed,
        AccountJoined,
    ),
    about="Each guest's visits, points, tier, class and benefits.",
)

PROMOTIONS = Topic(
    name="clubhouse.loyalty.promotions",
    owner="loyalty",
    key="promotion_id",
    events=(PromotionPublished, PromotionEnded, PromotionBudgetSpent),
    about="Promotions and the state of their budgets.",
)

PROMOTION_USES = Topic(
    name="clubhouse.loyalty.promotion-uses",
    owner="loyalty",
    key="use_id",
    events=(PromotionApplied, PromotionWithdrawn),
    about="Bills that promotions reduced.",
)

COUPONS = Topic(
    name="clubhouse.loyalty.coupons",
    owner="loyalty",
    key="coupon_id",
    events=(CouponIssued, CouponUsed, CouponReleased, CouponExpired),
    about="Coupons from issue to use or end.",
)

MEMBER_EVENTS = Topic(
    name="clubhouse.loyalty.member-events",
    owner="loyalty",
    key="member_event_id",
    events=(
        MemberEventPublished,
        MemberEventCancelled,
        MemberSignedUp,
        MemberWaitlisted,
        MemberWithdrew,
        MemberAttended,
    ),
    about="Events for members: sign-up, waitlist, attendance.",
)

RECONCILIATIONS = Topic(
    name="clubhouse.loyalty.reconciliations",
    owner="loyalty",
    key="reconciliation_id",
    events=(ReconciliationDifferenceFound,),
    about="Differences between ledger, lots and balances.",
)

SETTLEMENTS = Topic(
    name="clubhouse.loyalty.settlements",
    owner="loyalty",
    key="settlement_id",
    events=(SettlementClosed,),
    about="Monthly netting of points between venues.",
)

INCIDENTS = Topic(
    name="clubhouse.loyalty.incidents",
    owner="loyalty",
    key="incident_id",
    events=(IncidentOpened, IncidentOverdue, IncidentClosed),
    about="Leaks of personal data and how they were handled.",
)

TOPICS = (
    GUESTS,
    ACCOUNTS,
    PROMOTIONS,
    PROMOTION_USES,
    COUPONS,
    MEMBER_EVENTS,
    RECONCILIATIONS,
    SETTLEMENTS,
    INCIDENTS,
)
