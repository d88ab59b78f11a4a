from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.line_body import LineBody


T = TypeVar("T", bound="BillBody")


@_attrs_define
class BillBody:
    """A paid bill from a till or an older file. A venue's receipt counts once (rule L5).

    Attributes:
        venue_id (str):
        receipt (str):
        at (datetime.datetime):
        spend_fen (int):
        guest_id (None | str | Unset):
        phone (None | str | Unset):
        member_card (None | str | Unset):
        lines (list[LineBody] | Unset): By category, for exclusions.
        excluded_fen (int | Unset): More that earns nothing. Default: 0.
        party_size (int | Unset):  Default: 1.
        revision (int | Unset): A higher one corrects the bill. Default: 1.
        recorded (bool | Unset): From an older file: nobody is to be told. Default: False.
        open_file (bool | Unset): Open a file for a card that has none yet. Default: False.
    """

    venue_id: str
    receipt: str
    at: datetime.datetime
    spend_fen: int
    guest_id: None | str | Unset = UNSET
    phone: None | str | Unset = UNSET
    member_card: None | str | Unset = UNSET
    lines: list[LineBody] | Unset = UNSET
    excluded_fen: int | Unset = 0
    party_size: int | Unset = 1
    revision: int | Unset = 1
    recorded: bool | Unset = False
    open_file: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        receipt = self.receipt

        at = self.at.isoformat()

        spend_fen = self.spend_fen

        guest_id: None | str | Unset
        if isinstance(self.guest_id, Unset):
            guest_id = UNSET
        else:
            guest_id = self.guest_id

        phone: None | str | Unset
        if isinstance(self.phone, Unset):
            phone = UNSET
        else:
            phone = self.phone

        member_card: None | str | Unset
        if isinstance(self.member_card, Unset):
            member_card = UNSET
        else:
            member_card = self.member_card

        lines: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.lines, Unset):
            lines = []
            for lines_item_data in self.lines:
                lines_item = lines_item_data.to_dict()
                lines.append(lines_item)

        excluded_fen = self.excluded_fen

        party_size = self.party_size

        revision = self.revision

        recorded = self.recorded

        open_file = self.open_file

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "venue_id": venue_id,
                "receipt": receipt,
                "at": at,
                "spend_fen": spend_fen,
            }
        )
        if guest_id is not UNSET:
            field_dict["guest_id"] = guest_id
        if phone is not UNSET:
            field_dict["phone"] = phone
        if member_card is not UNSET:
            field_dict["member_card"] = member_card
        if lines is not UNSET:
            field_dict["lines"] = lines
        if excluded_fen is not UNSET:
            field_dict["excluded_fen"] = excluded_fen
        if party_size is not UNSET:
            field_dict["party_size"] = party_size
        if revision is not UNSET:
            field_dict["revision"] = revision
        if recorded is not UNSET:
            field_dict["recorded"] = recorded
        if open_file is not UNSET:
            field_dict["open_file"] = open_file

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.line_body import LineBody

        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        receipt = d.pop("receipt")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        spend_fen = d.pop("spend_fen")

        def _parse_guest_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        guest_id = _parse_guest_id(d.pop("guest_id", UNSET))

        def _parse_phone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        phone = _parse_phone(d.pop("phone", UNSET))

        def _parse_member_card(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        member_card = _parse_member_card(d.pop("member_card", UNSET))

        _lines = d.pop("lines", UNSET)
        lines: list[LineBody] | Unset = UNSET
        if _lines is not UNSET:
            lines = []
            for lines_item_data in _lines:
                lines_item = LineBody.from_dict(lines_item_data)

                lines.append(lines_item)

        excluded_fen = d.pop("excluded_fen", UNSET)

        party_size = d.pop("party_size", UNSET)

        revision = d.pop("revision", UNSET)

        recorded = d.pop("recorded", UNSET)

        open_file = d.pop("open_file", UNSET)

        bill_body = cls(
            venue_id=venue_id,
            receipt=receipt,
            at=at,
            spend_fen=spend_fen,
            guest_id=guest_id,
            phone=phone,
            member_card=member_card,
            lines=lines,
            excluded_fen=excluded_fen,
            party_size=party_size,
            revision=revision,
            recorded=recorded,
            open_file=open_file,
        )

        return bill_body
