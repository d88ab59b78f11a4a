"""What the desk hears: its own facts, and the other services'.

New aggregates take the id of the event that made them, so hearing it again makes nothing new.
"""

from __future__ import annotations

from contracts.booking import BOOKINGS, BookingCompleted
from contracts.complaints import (
    CALENDARS,
    CALLBACKS,
    CASES,
    LOST_ITEMS,
    MATTERS,
    SAMPLES,
    SHIFTS,
    STAFF,
    SURVEYS,
    CalendarPublished,
    CallbackMade,
    CaseClosed,
    CaseMatterSet,
    CaseOpened,
    CaseOwnerChanged,
    CaseResolved,
    CaseReworked,
    HandoverAcknowledged,
    LostItemRegistered,
    LostItemReturned,
    LostItemSought,
    MatterTurnedCollective,
    SampleDrawn,
    StaffSaved,
    SurveyAnswered,
)
from contracts.contacts import CONTACTS, GuestContactErased, GuestContactGiven
from contracts.loyalty import ACCOUNTS, GUESTS, CompensationGranted, CompensationRefused, GuestMerged
from infra.chassis.consumers import Subscription
from services.complaints.messaging.others import Others
from services.complaints.messaging.own import Own
from services.complaints.store.clerk import Clerk

__all__ = ["subscriptions"]


def subscriptions(clerk: Clerk) -> tuple[Subscription, ...]:
    """Every consumer of the service."""
    own, others = Own(clerk), Others(clerk)
    return (
        Subscription(
            CASES,
            "complaints",
            {
                CaseOpened: own.opened,
                CaseMatterSet: own.matter_set,
                CaseResolved: own.resolved,
                CaseReworked: own.reworked,
                CaseOwnerChanged: own.owner_changed,
                CaseClosed: own.closed,
            },
        ),
        Subscription(MATTERS, "complaints", {MatterTurnedCollective: own.collective}),
        Subscription(SAMPLES, "complaints", {SampleDrawn: own.drawn}),
        Subscription(CALLBACKS, "complaints", {CallbackMade: own.called_back}),
        Subscription(SURVEYS, "complaints", {SurveyAnswered: own.answered}),
        Subscription(SHIFTS, "complaints", {HandoverAcknowledged: own.handed_over}),
        Subscription(STAFF, "complaints", {StaffSaved: own.staff_saved}),
        Subscription(CALENDARS, "complaints", {CalendarPublished: own.calendar_published}),
        Subscription(
            LOST_ITEMS,
            "complaints",
            {LostItemRegistered: own.found, LostItemSought: own.sought, LostItemReturned: own.returned},
        ),
        Subscription(BOOKINGS, "complaints", {BookingCompleted: others.visited}),
        Subscription(
            ACCOUNTS,
            "complaints",
            {CompensationGranted: others.granted, CompensationRefused: others.refused},
        ),
        Subscription(GUESTS, "complaints", {GuestMerged: others.merged}),
        Subscription(
            CONTACTS,
            "complaints",
            {GuestContactGiven: others.contact_given, GuestContactErased: others.contact_erased},
        ),
    )
