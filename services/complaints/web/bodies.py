"""What callers send, in common."""

from __future__ import annotations

from typing import Annotated

import phonenumbers
from pydantic import AfterValidator, Field

from contracts.complaints import CallbackMode, CaseKind, Channel, Ground
from contracts.contacts import Language
from infra.chassis.bodies import Body
from services.complaints.domain.opening import Opening
from services.complaints.domain.parts import Contact, Intake

__all__ = ["ContactBody", "OpenBody", "Text", "e164"]

_HOME = "CN"


def e164(text: str | None) -> str | None:
    """A phone in E.164; one without a country code is Chinese.

    Raises:
        ValueError: nobody can be called there.
    """
    if not text or not text.strip():
        return None
    try:
        number = phonenumbers.parse(text, _HOME)
    except phonenumbers.NumberParseException as error:
        raise ValueError("this is no phone number") from error
    if not phonenumbers.is_possible_number(number):
        raise ValueError("this phone number is too long or too short")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


Text = Annotated[str, Field(min_length=1, max_length=4000)]
Phone = Annotated[str | None, Field(max_length=30, examples=["+8613800138000"]), AfterValidator(e164)]
Email = Annotated[str | None, Field(max_length=200, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]


class ContactBody(Body):
    """How the guest is called and reached."""

    name: str = Field("", max_length=100, examples=["李先生"])
    phone: Phone = None
    email: Email = None
    member_card: str = Field("", max_length=40, examples=["G-100234"])

    def contact(self) -> Contact:
        """The domain's form."""
        return Contact(self.name.strip(), self.phone, self.email, self.member_card.strip())


class OpenBody(Body):
    """A case as it came in (rule C1)."""

    kind: CaseKind = "complaint"
    venue_id: str = Field(examples=["harbour"])
    channel: Channel = Field(examples=["phone"])
    category: str = Field(max_length=80, examples=["service-attitude"])
    content: Text = Field(examples=["等了一个小时才上菜"])
    about: str = Field(
        "", max_length=200, description="What exactly, so that cases on one matter find each other."
    )
    contact: ContactBody = ContactBody()
    guest_id: str | None = Field(None, description="If known; else the contact tells.")
    remedy_wanted: str = Field("", max_length=2000, examples=["希望减免服务费"])
    reply_by: CallbackMode | None = None
    reply_when: str = Field("", max_length=200, examples=["after 18:00"])
    anonymous: bool = False
    callback_declined: bool = False
    language: Language = "zh-CN"
    booking_id: str | None = None
    reference: str = Field("", max_length=200, description="The authority's or medium's file number.")
    grounds: list[Ground] = Field(default=[], description="Criteria of a major complaint already seen (C5).")
    dispute_before_payment: bool = Field(False, description="A promised discount is disputed, unpaid (C17).")

    def opening(self, case_id: str, owner_id: str, guest_id: str | None) -> Opening:
        """The domain's form."""
        intake = Intake(
            channel=self.channel,
            content=self.content.strip(),
            contact=self.contact.contact(),
            remedy_wanted=self.remedy_wanted.strip(),
            reply_by=self.reply_by,
            reply_when=self.reply_when.strip(),
            anonymous=self.anonymous,
            callback_declined=self.callback_declined,
            language=self.language,
            booking_id=self.booking_id,
            reference=self.reference.strip(),
        )
        return Opening(
            id=case_id,
            kind=self.kind,
            venue_id=self.venue_id,
            guest_id=guest_id,
            owner_id=owner_id,
            category=self.category.strip(),
            about=self.about,
            intake=intake,
            grounds=tuple(self.grounds),
            dispute_before_payment=self.dispute_before_payment,
        )
