from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.open_body_channel import OpenBodyChannel, check_open_body_channel
from ..models.open_body_grounds_item import (
    OpenBodyGroundsItem,
    check_open_body_grounds_item,
)
from ..models.open_body_kind import OpenBodyKind, check_open_body_kind
from ..models.open_body_language import OpenBodyLanguage, check_open_body_language
from ..models.open_body_reply_by_type_0 import (
    OpenBodyReplyByType0,
    check_open_body_reply_by_type_0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.contact_body import ContactBody


T = TypeVar("T", bound="OpenBody")


@_attrs_define
class OpenBody:
    """A case as it came in (rule C1).

    Attributes:
        venue_id (str):
        channel (OpenBodyChannel):
        category (str):
        content (str):
        kind (OpenBodyKind | Unset):  Default: 'complaint'.
        about (str | Unset): What exactly, so that cases on one matter find each other. Default: ''.
        contact (ContactBody | Unset): How the guest is called and reached.
        guest_id (None | str | Unset): If known; else the contact tells.
        remedy_wanted (str | Unset):  Default: ''.
        reply_by (None | OpenBodyReplyByType0 | Unset):
        reply_when (str | Unset):  Default: ''.
        anonymous (bool | Unset):  Default: False.
        callback_declined (bool | Unset):  Default: False.
        language (OpenBodyLanguage | Unset):  Default: 'zh-CN'.
        booking_id (None | str | Unset):
        reference (str | Unset): The authority's or medium's file number. Default: ''.
        grounds (list[OpenBodyGroundsItem] | Unset): Criteria of a major complaint already seen (C5).
        dispute_before_payment (bool | Unset): A promised discount is disputed, unpaid (C17). Default: False.
    """

    venue_id: str
    channel: OpenBodyChannel
    category: str
    content: str
    kind: OpenBodyKind | Unset = "complaint"
    about: str | Unset = ""
    contact: ContactBody | Unset = UNSET
    guest_id: None | str | Unset = UNSET
    remedy_wanted: str | Unset = ""
    reply_by: None | OpenBodyReplyByType0 | Unset = UNSET
    reply_when: str | Unset = ""
    anonymous: bool | Unset = False
    callback_declined: bool | Unset = False
    language: OpenBodyLanguage | Unset = "zh-CN"
    booking_id: None | str | Unset = UNSET
    reference: str | Unset = ""
    grounds: list[OpenBodyGroundsItem] | Unset = UNSET
    dispute_before_payment: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        channel: str = self.channel

        category = self.category

        content = self.content

        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind

        about = self.about

        contact: dict[str, Any] | Unset = UNSET
        if not isinstance(self.contact, Unset):
            contact = self.contact.to_dict()

        guest_id: None | str | Unset
        if isinstance(self.guest_id, Unset):
            guest_id = UNSET
        else:
            guest_id = self.guest_id

        remedy_wanted = self.remedy_wanted

        reply_by: None | str | Unset
        if isinstance(self.reply_by, Unset):
            reply_by = UNSET
        elif isinstance(self.reply_by, str):
            reply_by = self.reply_by
        else:
            reply_by = self.reply_by

        reply_when = self.reply_when

        anonymous = self.anonymous

        callback_declined = self.callback_declined

        language: str | Unset = UNSET
        if not isinstance(self.language, Unset):
            language = self.language

        booking_id: None | str | Unset
        if isinstance(self.booking_id, Unset):
            booking_id = UNSET
        else:
            booking_id = self.booking_id

        reference = self.reference

        grounds: list[str] | Unset = UNSET
        if not isinstance(self.grounds, Unset):
            grounds = []
            for grounds_item_data in self.grounds:
                grounds_item: str = grounds_item_data
                grounds.append(grounds_item)

        dispute_before_payment = self.dispute_before_payment

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "venue_id": venue_id,
                "channel": channel,
                "category": category,
                "content": content,
            }
        )
        if kind is not UNSET:
            field_dict["kind"] = kind
        if about is not UNSET:
            field_dict["about"] = about
        if contact is not UNSET:
            field_dict["contact"] = contact
        if guest_id is not UNSET:
            field_dict["guest_id"] = guest_id
        if remedy_wanted is not UNSET:
            field_dict["remedy_wanted"] = remedy_wanted
        if reply_by is not UNSET:
            field_dict["reply_by"] = reply_by
        if reply_when is not UNSET:
            field_dict["reply_when"] = reply_when
        if anonymous is not UNSET:
            field_dict["anonymous"] = anonymous
        if callback_declined is not UNSET:
            field_dict["callback_declined"] = callback_declined
        if language is not UNSET:
            field_dict["language"] = language
        if booking_id is not UNSET:
            field_dict["booking_id"] = booking_id
        if reference is not UNSET:
            field_dict["reference"] = reference
        if grounds is not UNSET:
            field_dict["grounds"] = grounds
        if dispute_before_payment is not UNSET:
            field_dict["dispute_before_payment"] = dispute_before_payment

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.contact_body import ContactBody

        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        channel = check_open_body_channel(d.pop("channel"))

        category = d.pop("category")

        content = d.pop("content")

        _kind = d.pop("kind", UNSET)
        kind: OpenBodyKind | Unset
        if isinstance(_kind, Unset):
            kind = UNSET
        else:
            kind = check_open_body_kind(_kind)

        about = d.pop("about", UNSET)

        _contact = d.pop("contact", UNSET)
        contact: ContactBody | Unset
        if isinstance(_contact, Unset):
            contact = UNSET
        else:
            contact = ContactBody.from_dict(_contact)

        def _parse_guest_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        guest_id = _parse_guest_id(d.pop("guest_id", UNSET))

        remedy_wanted = d.pop("remedy_wanted", UNSET)

        def _parse_reply_by(data: object) -> None | OpenBodyReplyByType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reply_by_type_0 = check_open_body_reply_by_type_0(data)

                return reply_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OpenBodyReplyByType0 | Unset, data)

        reply_by = _parse_reply_by(d.pop("reply_by", UNSET))

        reply_when = d.pop("reply_when", UNSET)

        anonymous = d.pop("anonymous", UNSET)

        callback_declined = d.pop("callback_declined", UNSET)

        _language = d.pop("language", UNSET)
        language: OpenBodyLanguage | Unset
        if isinstance(_language, Unset):
            language = UNSET
        else:
            language = check_open_body_language(_language)

        def _parse_booking_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        booking_id = _parse_booking_id(d.pop("booking_id", UNSET))

        reference = d.pop("reference", UNSET)

        _grounds = d.pop("grounds", UNSET)
        grounds: list[OpenBodyGroundsItem] | Unset = UNSET
        if _grounds is not UNSET:
            grounds = []
            for grounds_item_data in _grounds:
                grounds_item = check_open_body_grounds_item(grounds_item_data)

                grounds.append(grounds_item)

        dispute_before_payment = d.pop("dispute_before_payment", UNSET)

        open_body = cls(
            venue_id=venue_id,
            channel=channel,
            category=category,
            content=content,
            kind=kind,
            about=about,
            contact=contact,
            guest_id=guest_id,
            remedy_wanted=remedy_wanted,
            reply_by=reply_by,
            reply_when=reply_when,
            anonymous=anonymous,
            callback_declined=callback_declined,
            language=language,
            booking_id=booking_id,
            reference=reference,
            grounds=grounds,
            dispute_before_payment=dispute_before_payment,
        )

        return open_body
