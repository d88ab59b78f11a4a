"""What callers send."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from contracts.contacts import Language
from contracts.loyalty import Tier as TierName
from infra.chassis.bodies import Body, Count, Fen, Moment
from services.loyalty.domain import promotions as promos
from services.loyalty.domain.calendar import Birthday, validated
from services.loyalty.domain.guest import Consents
from services.loyalty.domain.personal import Personal, normal_email, normal_phone
from services.loyalty.domain.policy import Tier
from services.loyalty.domain.visits import Bill, Line, Source

__all__ = [
    "BillBody", "BirthdayBody", "ConsentsBody", "Id", "PersonalBody", "PromotionBody", "ReasonBody",
    "RegisterBody", "Who",
]  # fmt: skip

Id = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f|]+$")]
"""An id of ours or of the till: no control characters."""


class ReasonBody(Body):
    """Why."""

    reason: str = Field(min_length=1, max_length=500, examples=["the same person, seen at the desk"])


class BirthdayBody(Body):
    """A birthday by the solar or the lunar calendar."""

    month: int = Field(ge=1, le=12, examples=[8])
    day: int = Field(ge=1, le=31, examples=[15])
    year: int | None = Field(None, ge=1900, le=2099, description="Of birth, if told.", examples=[1988])
    lunar: bool = Field(False, description="Kept by the lunar calendar.")
    leap: bool = Field(False, description="In a leap month (lunar only).")

    def birthday(self) -> Birthday:
        """The domain's form."""
        return validated(Birthday(self.month, self.day, self.year, self.lunar, self.leap))


class PersonalBody(Body):
    """A guest's personal data, as a whole."""

    name: str = Field(min_length=1, max_length=100, examples=["李先生"])
    phone: str | None = Field(None, max_length=30, examples=["+8613800138000"])
    email: str | None = Field(None, max_length=200, examples=["guest@example.com"])
    member_card: Id | None = Field(None, examples=["G-100234"])
    language: Language = "zh-CN"
    sex: Literal["female", "male", "other"] | None = None
    birthday: BirthdayBody | None = None
    occupation: str = Field("", max_length=100)
    address: str = Field("", max_length=300)
    preferences: list[Annotated[str, Field(max_length=100)]] = Field(
        default=[], max_length=50, examples=[["window seat"]]
    )
    special_needs: list[Annotated[str, Field(max_length=200)]] = Field(
        default=[], max_length=50, examples=[["wheelchair"]]
    )

    def personal(self) -> Personal:
        """The domain's form, phone and email in their one spelling."""
        return Personal(
            name=self.name.strip(),
            phone=normal_phone(self.phone) if self.phone else None,
            email=normal_email(self.email) if self.email else None,
            member_card=self.member_card,
            language=self.language,
            sex=self.sex,
            birthday=self.birthday.birthday() if self.birthday else None,
            occupation=self.occupation,
            address=self.address,
            preferences=tuple(self.preferences),
            special_needs=tuple(self.special_needs),
        )


class ConsentsBody(Body):
    """What the guest agrees to receive."""

    marketing: bool = False
    birthday: bool = True
    holidays: bool = False

    def consents(self) -> Consents:
        """The domain's form."""
        return Consents(self.marketing, self.birthday, self.holidays)


class RegisterBody(PersonalBody):
    """A new guest."""

    consents: ConsentsBody = ConsentsBody()
    venue_id: Id | None = Field(None, examples=["venue-bund"])
    referred_by: Id | None = Field(None, description="The guest who brought this one (rule L10).")
    recorded: bool = Field(False, description="From an older file: nobody is to be told.")


class Who(Body):
    """A guest, by one of these."""

    guest_id: Id | None = Field(None, examples=["0197a5f0-0000-7000-8000-000000000001"])
    phone: str | None = Field(None, max_length=30, examples=["+8613800138000"])
    member_card: Id | None = Field(None, examples=["G-100234"])

    def e164(self) -> str | None:
        """The phone in its one spelling."""
        return normal_phone(self.phone) if self.phone else None


class LineBody(Body):
    """One category's share of a bill."""

    category: str = Field(min_length=1, max_length=60, examples=["tobacco"])
    amount_fen: Fen = Field(examples=[88_00])


class BillBody(Who):
    """A paid bill from a till or an older file. A venue's receipt counts once (rule L5)."""

    venue_id: Id = Field(examples=["venue-bund"])
    receipt: Id = Field(examples=["2027-000123"])
    at: Moment
    spend_fen: Fen = Field(examples=[688_00])
    lines: list[LineBody] = Field(default=[], max_length=100, description="By category, for exclusions.")
    excluded_fen: Fen = Field(0, description="More that earns nothing.")
    party_size: Count = 1
    revision: int = Field(1, ge=1, le=1000, description="A higher one corrects the bill.")
    recorded: bool = Field(False, description="From an older file: nobody is to be told.")
    open_file: bool = Field(False, description="Open a file for a card that has none yet.")

    def bill(self) -> Bill:
        """The domain's form."""
        return Bill(
            venue_id=self.venue_id,
            receipt=self.receipt,
            at=self.at,
            spend_fen=self.spend_fen,
            lines=tuple(Line(line.category, line.amount_fen) for line in self.lines),
            excluded_fen=self.excluded_fen,
            party_size=self.party_size,
            source=Source.IMPORT if self.recorded else Source.TILL,
            revision=self.revision,
        )


class HoursBody(Body):
    """Local hours of some weekdays (0 is Monday); `closes` beyond 1440 runs past midnight."""

    weekdays: list[Annotated[int, Field(ge=0, le=6)]] = Field(min_length=1, max_length=7, examples=[[4, 5]])
    opens: int = Field(0, ge=0, le=1439, examples=[18 * 60])
    closes: int = Field(1440, ge=1, le=2880, examples=[26 * 60])


class PromotionBody(Body):
    """A promotion's terms (rule L13)."""

    name: str = Field(min_length=1, max_length=100, examples=["满1000减100"])
    kind: Literal["member", "new_guest", "group", "holiday"] = Field(examples=["member"])
    effect: Literal["discount", "spend_and_save", "gift", "points"] = Field(examples=["spend_and_save"])
    starts_at: Moment
    ends_at: Moment
    percent: int = Field(0, ge=0, le=100)
    spend_fen: Fen = Field(0, examples=[1_000_00])
    save_fen: Fen = Field(0, examples=[100_00], description="Off the bill, or what a gift or points cost.")
    times: int = Field(1, ge=1, le=100)
    points: int = Field(0, ge=0, le=10**6)
    gift_id: Id | None = None
    venue_ids: list[Id] = Field(default=[], max_length=500, description="Empty: the whole chain.")
    hours: list[HoursBody] = Field(default=[], max_length=20)
    least_spend_fen: Fen = 0
    least_tier: TierName = "ordinary"
    least_party: Count = 1
    stack: str = Field("bill", max_length=40, description="Promotions of one stack exclude each other.")
    alone: bool = Field(False, description="Never together with another.")
    budget_fen: Fen | None = Field(None, ge=1, examples=[50_000_00])
    per_guest: int = Field(0, ge=0, le=1000, description="0: without limit.")

    def promotion(self, promotion_id: str) -> promos.Promotion:
        """The domain's form."""
        return promos.Promotion(
            id=promotion_id,
            name=self.name,
            kind=promos.Kind(self.kind),
            effect=promos.Effect(self.effect),
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            percent=self.percent,
            spend_fen=self.spend_fen,
            save_fen=self.save_fen,
            times=self.times,
            points=self.points,
            gift_id=self.gift_id,
            venue_ids=tuple(self.venue_ids),
            hours=tuple(
                promos.TimeOfDay(tuple(each.weekdays), each.opens, each.closes) for each in self.hours
            ),
            least_spend_fen=self.least_spend_fen,
            least_tier=Tier.of(self.least_tier),
            least_party=self.least_party,
            stack=self.stack,
            alone=self.alone,
            budget_fen=self.budget_fen,
            per_guest=self.per_guest,
        )
