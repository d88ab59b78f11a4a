from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.intake_channel import IntakeChannel, check_intake_channel
from ..models.intake_language import IntakeLanguage, check_intake_language
from ..models.intake_reply_by_type_0 import (
    IntakeReplyByType0,
    check_intake_reply_by_type_0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.contact import Contact


T = TypeVar("T", bound="Intake")


@_attrs_define
class Intake:
    """What was recorded when the case came in (C1).

    Attributes:
        remedy_wanted: what the guest asks for.
        reply_when: when the guest wants the reply, in their words.
        reference: the authority's or the medium's own file number.
        thread: Message-IDs of its e-mails, oldest first.

        Attributes:
            channel (IntakeChannel):
            content (str):
            contact (Contact | Unset): How the guest of this case is called and reached. Personal; never leaves in an event.
            remedy_wanted (str | Unset):  Default: ''.
            reply_by (IntakeReplyByType0 | None | Unset):
            reply_when (str | Unset):  Default: ''.
            anonymous (bool | Unset):  Default: False.
            callback_declined (bool | Unset):  Default: False.
            language (IntakeLanguage | Unset):  Default: 'zh-CN'.
            booking_id (None | str | Unset):
            reference (str | Unset):  Default: ''.
            survey_id (None | str | Unset):
            thread (list[str] | Unset):
    """

    channel: IntakeChannel
    content: str
    contact: Contact | Unset = UNSET
    remedy_wanted: str | Unset = ""
    reply_by: IntakeReplyByType0 | None | Unset = UNSET
    reply_when: str | Unset = ""
    anonymous: bool | Unset = False
    callback_declined: bool | Unset = False
    language: IntakeLanguage | Unset = "zh-CN"
    booking_id: None | str | Unset = UNSET
    reference: str | Unset = ""
    survey_id: None | str | Unset = UNSET
    thread: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        channel: str = self.channel

        content = self.content

        contact: dict[str, Any] | Unset = UNSET
        if not isinstance(self.contact, Unset):
            contact = self.contact.to_dict()

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

        survey_id: None | str | Unset
        if isinstance(self.survey_id, Unset):
            survey_id = UNSET
        else:
            survey_id = self.survey_id

        thread: list[str] | Unset = UNSET
        if not isinstance(self.thread, Unset):
            thread = self.thread

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel": channel,
                "content": content,
            }
        )
        if contact is not UNSET:
            field_dict["contact"] = contact
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
        if survey_id is not UNSET:
            field_dict["survey_id"] = survey_id
        if thread is not UNSET:
            field_dict["thread"] = thread

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.contact import Contact

        d = dict(src_dict)
        channel = check_intake_channel(d.pop("channel"))

        content = d.pop("content")

        _contact = d.pop("contact", UNSET)
        contact: Contact | Unset
        if isinstance(_contact, Unset):
            contact = UNSET
        else:
            contact = Contact.from_dict(_contact)

        remedy_wanted = d.pop("remedy_wanted", UNSET)

        def _parse_reply_by(data: object) -> IntakeReplyByType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reply_by_type_0 = check_intake_reply_by_type_0(data)

                return reply_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(IntakeReplyByType0 | None | Unset, data)

        reply_by = _parse_reply_by(d.pop("reply_by", UNSET))

        reply_when = d.pop("reply_when", UNSET)

        anonymous = d.pop("anonymous", UNSET)

        callback_declined = d.pop("callback_declined", UNSET)

        _language = d.pop("language", UNSET)
        language: IntakeLanguage | Unset
        if isinstance(_language, Unset):
            language = UNSET
        else:
            language = check_intake_language(_language)

        def _parse_booking_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        booking_id = _parse_booking_id(d.pop("booking_id", UNSET))

        reference = d.pop("reference", UNSET)

        def _parse_survey_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        survey_id = _parse_survey_id(d.pop("survey_id", UNSET))

        thread = cast(list[str], d.pop("thread", UNSET))

        intake = cls(
            channel=channel,
            content=content,
            contact=contact,
            remedy_wanted=remedy_wanted,
            reply_by=reply_by,
            reply_when=reply_when,
            anonymous=anonymous,
            callback_declined=callback_declined,
            language=language,
            booking_id=booking_id,
            reference=reference,
            survey_id=survey_id,
            thread=thread,
        )

        intake.additional_properties = d
        return intake

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
