from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.remedy_kind import RemedyKind, check_remedy_kind
from ..models.remedy_status import RemedyStatus, check_remedy_status
from ..types import UNSET, Unset

T = TypeVar("T", bound="Remedy")


@_attrs_define
class Remedy:
    """A remedy, from proposal to settlement (C12). `points` and `coupon` are granted by loyalty.

    Attributes:
        id (str):
        kind (RemedyKind):
        message (str):
        cycle (int):
        at (datetime.datetime):
        value_fen (int | Unset):  Default: 0.
        points (int | Unset):  Default: 0.
        coupon (None | str | Unset):
        status (RemedyStatus | Unset):  Default: 'proposed'.
        refusal (None | str | Unset):
    """

    id: str
    kind: RemedyKind
    message: str
    cycle: int
    at: datetime.datetime
    value_fen: int | Unset = 0
    points: int | Unset = 0
    coupon: None | str | Unset = UNSET
    status: RemedyStatus | Unset = "proposed"
    refusal: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        kind: str = self.kind

        message = self.message

        cycle = self.cycle

        at = self.at.isoformat()

        value_fen = self.value_fen

        points = self.points

        coupon: None | str | Unset
        if isinstance(self.coupon, Unset):
            coupon = UNSET
        else:
            coupon = self.coupon

        status: str | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status

        refusal: None | str | Unset
        if isinstance(self.refusal, Unset):
            refusal = UNSET
        else:
            refusal = self.refusal

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "message": message,
                "cycle": cycle,
                "at": at,
            }
        )
        if value_fen is not UNSET:
            field_dict["value_fen"] = value_fen
        if points is not UNSET:
            field_dict["points"] = points
        if coupon is not UNSET:
            field_dict["coupon"] = coupon
        if status is not UNSET:
            field_dict["status"] = status
        if refusal is not UNSET:
            field_dict["refusal"] = refusal

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        kind = check_remedy_kind(d.pop("kind"))

        message = d.pop("message")

        cycle = d.pop("cycle")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        value_fen = d.pop("value_fen", UNSET)

        points = d.pop("points", UNSET)

        def _parse_coupon(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        coupon = _parse_coupon(d.pop("coupon", UNSET))

        _status = d.pop("status", UNSET)
        status: RemedyStatus | Unset
        if isinstance(_status, Unset):
            status = UNSET
        else:
            status = check_remedy_status(_status)

        def _parse_refusal(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        refusal = _parse_refusal(d.pop("refusal", UNSET))

        remedy = cls(
            id=id,
            kind=kind,
            message=message,
            cycle=cycle,
            at=at,
            value_fen=value_fen,
            points=points,
            coupon=coupon,
            status=status,
            refusal=refusal,
        )

        remedy.additional_properties = d
        return remedy

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
