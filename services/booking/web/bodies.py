"""What callers send."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from contracts.booking import Channel as ChannelName
from contracts.booking import ItemKind
from contracts.booking import Tier as TierName
from infra.chassis.bodies import Body, Fen, Moment
from services.booking.domain.booking import Channel, Guest, Tier
from services.booking.domain.placement import Ask
from services.booking.domain.recording import History
from services.booking.domain.taking import Request
from services.booking.domain.venue import Kind

__all__ = ["AskBody", "BookingBody", "GuestBody", "HistoryBody", "RecordedBody"]


class GuestBody(Body):
    """Who comes. What is left out is listed as missing (rule B2)."""

    name: str = Field("", max_length=100, examples=["李先生"])
    phone: str = Field("", max_length=20, description="E.164.", examples=["+8613800138000"])
    member_card: str = Field("", max_length=40, examples=["G-100234"])
    language: Literal["zh-CN", "en"] | None = Field(
        None, description="The one the guest is known to speak without it; zh-CN of a new guest."
    )

    def guest(self, guest_id: str = "") -> Guest:
        """The domain's form."""
        return Guest(guest_id, self.name.strip(), self.phone, self.member_card, self.language or "")


class AskBody(Body):
    """What is wanted: named resources, or any suitable one of a kind and category."""

    kind: ItemKind = Field(examples=["room"])
    party_size: int = Field(le=100_000, examples=[6])
    starts_at: Moment
    ends_at: Moment
    category: str = Field("", max_length=60, examples=["large"])
    features: list[str] = Field(default=[], max_length=20)
    resource_ids: list[str] = Field(default=[], max_length=50)
    count: int = Field(1, ge=1, le=50, description="How many resources a group needs, as one booking.")

    def ask(self) -> Ask:
        """The domain's form."""
        return Ask(
            kind=Kind(self.kind),
            party_size=self.party_size,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            category=self.category,
            features=tuple(self.features),
            resource_ids=tuple(self.resource_ids),
            count=self.count,
        )


class BookingBody(AskBody):
    """A booking to hold (rules B1, B2)."""

    venue_id: str = Field(examples=["harbour"])
    guest: GuestBody = GuestBody()
    channel: ChannelName = Field(examples=["phone"])
    tier: TierName = Field("ordinary", description="As on the card; loyalty's word outranks it.")
    remarks: str = Field("", max_length=2000)
    open_to_other_venues: bool = Field(
        False,
        description="The guest would also go elsewhere. Without it, a guest who named a contracted venue is "
        "offered no other (rule B12).",
    )

    hold_alternatives: bool = Field(
        False,
        description="If it is taken, hold what is offered instead for a few minutes, so that the guest can "
        "choose. Without it, alternatives are requests that are ready to be sent.",
    )
    entry_began_at: Moment | None = Field(None, description="When the agent began to enter it (rule B11).")

    def request(self, booking_id: str, *, agent_id: str | None, guest_id: str = "") -> Request:
        """The domain's form."""
        return Request(
            booking_id=booking_id,
            venue_id=self.venue_id,
            ask=self.ask(),
            guest=self.guest.guest(guest_id),
            channel=Channel(self.channel),
            agent_id=agent_id,
            tier=Tier(self.tier),
            remarks=self.remarks.strip(),
            open_to_others=self.open_to_other_venues,
            entry_began_at=self.entry_began_at,
        )


class HistoryBody(Body):
    """What an older ledger knows of the booking's life."""

    ref: str = Field(min_length=1, max_length=200, description="Identity of the line; recorded once.")
    taken_at: Moment
    confirmed_at: Moment
    cancelled_at: Moment | None = None
    seated_at: Moment | None = None
    completed_at: Moment | None = None
    no_show_at: Moment | None = None
    spend_fen: Fen | None = None

    def history(self) -> History:
        """The domain's form."""
        return History(**self.model_dump())


class RecordedBody(BookingBody):
    """A booking with its history."""

    agent_id: str | None = Field(None, max_length=60, description="Who took it, by the ledger.")
    history: HistoryBody
