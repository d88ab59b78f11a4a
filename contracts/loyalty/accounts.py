"""Accounts: visits, points, tiers, benefits, rewards (L3-L7, L10, L11)."""

from __future__ import annotations

from typing import ClassVar, Literal

from contracts.event import AwareDatetime, Event
from contracts.loyalty.parts import LotPart, Origin, Tier, Use

__all__ = [
    "AccountClosed",
    "AccountJoined",
    "BenefitUsed",
    "CompensationGranted",
    "CompensationRefused",
    "PointsCorrected",
    "PointsEarned",
    "PointsExpired",
    "PointsExpiring",
    "PointsPending",
    "PointsRedeemed",
    "PointsReleased",
    "PointsReserved",
    "PointsReversed",
    "PointsTakenBack",
    "ReferralEarned",
    "ReferralRewarded",
    "TierAtRisk",
    "TierChanged",
    "VisitRecorded",
    "VisitVoided",
]


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
    recorded_of: str | None = None
    """The guest it was recorded of, where they were merged into this one since."""
    at: AwareDatetime | None = None
    """Of the visit, like `first` and `booking_id`, as it was recorded."""
    first: bool | None = None
    booking_id: str | None = None


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
    redeemed_by: str | None = None
    """The guest who had redeemed them, where they were merged into this one since."""
    use: Use | None = None
    venue_id: str | None = None
    redeemed_at: AwareDatetime | None = None


class PointsTakenBack(Event):
    """Points that a promotion gave on a bill were taken back: the bill's promotions were withdrawn."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.points-taken-back.v1"

    guest_id: str
    reference: str
    """The use of promotions that had given them."""
    points: int
    shortfall_points: int
    """Given, already spent and so not taken back: the venue bears them."""
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
