"""Loyalty's events: guests, their points and tiers, benefits, promotions and the controls over them.

Points are whole numbers, money is fen, ``guest_id`` always names the guest who is kept after merges. No
event here carries a name, a phone, an email or a birthday (those travel on `contracts.contacts` only).
"""

from __future__ import annotations

from contracts.loyalty.accounts import (
    AccountClosed,
    AccountJoined,
    BenefitUsed,
    CompensationGranted,
    CompensationRefused,
    PointsCorrected,
    PointsEarned,
    PointsExpired,
    PointsExpiring,
    PointsPending,
    PointsRedeemed,
    PointsReleased,
    PointsReserved,
    PointsReversed,
    PointsTakenBack,
    ReferralEarned,
    ReferralRewarded,
    TierAtRisk,
    TierChanged,
    VisitRecorded,
    VisitVoided,
)
from contracts.loyalty.controls import (
    IncidentClosed,
    IncidentOpened,
    IncidentOverdue,
    ReconciliationDifferenceFound,
    SettlementClosed,
    SettlementLine,
)
from contracts.loyalty.guests import (
    BirthdayReached,
    ConsentsChanged,
    GuestClassed,
    GuestErased,
    GuestMerged,
    GuestRegistered,
    GuestRetired,
    HolidayReached,
)
from contracts.loyalty.members import (
    MemberAttended,
    MemberEventCancelled,
    MemberEventPublished,
    MemberSignedUp,
    MemberWaitlisted,
    MemberWithdrew,
)
from contracts.loyalty.parts import (
    GuestClass,
    LotPart,
    Origin,
    Tier,
    Use,
)
from contracts.loyalty.promotions import (
    CouponExpired,
    CouponIssued,
    CouponReleased,
    CouponUsed,
    PromotionApplied,
    PromotionBudgetSpent,
    PromotionEnded,
    PromotionPublished,
    PromotionWithdrawn,
)
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
    "PointsTakenBack",
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
        PointsTakenBack,
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
