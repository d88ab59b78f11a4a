from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ComparisonView")


@_attrs_define
class ComparisonView:
    """One account compared with its ledger.

    Attributes:
        guest_id (str):
        agrees (bool):
        ledger_points (int | None | Unset):
        lots_points (int | None | Unset):
        balance_points (int | None | Unset):
        entry_ids (list[str] | Unset):
    """

    guest_id: str
    agrees: bool
    ledger_points: int | None | Unset = UNSET
    lots_points: int | None | Unset = UNSET
    balance_points: int | None | Unset = UNSET
    entry_ids: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        guest_id = self.guest_id

        agrees = self.agrees

        ledger_points: int | None | Unset
        if isinstance(self.ledger_points, Unset):
            ledger_points = UNSET
        else:
            ledger_points = self.ledger_points

        lots_points: int | None | Unset
        if isinstance(self.lots_points, Unset):
            lots_points = UNSET
        else:
            lots_points = self.lots_points

        balance_points: int | None | Unset
        if isinstance(self.balance_points, Unset):
            balance_points = UNSET
        else:
            balance_points = self.balance_points

        entry_ids: list[str] | Unset = UNSET
        if not isinstance(self.entry_ids, Unset):
            entry_ids = self.entry_ids

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "guest_id": guest_id,
                "agrees": agrees,
            }
        )
        if ledger_points is not UNSET:
            field_dict["ledger_points"] = ledger_points
        if lots_points is not UNSET:
            field_dict["lots_points"] = lots_points
        if balance_points is not UNSET:
            field_dict["balance_points"] = balance_points
        if entry_ids is not UNSET:
            field_dict["entry_ids"] = entry_ids

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        guest_id = d.pop("guest_id")

        agrees = d.pop("agrees")

        def _parse_ledger_points(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        ledger_points = _parse_ledger_points(d.pop("ledger_points", UNSET))

        def _parse_lots_points(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        lots_points = _parse_lots_points(d.pop("lots_points", UNSET))

        def _parse_balance_points(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        balance_points = _parse_balance_points(d.pop("balance_points", UNSET))

        entry_ids = cast(list[str], d.pop("entry_ids", UNSET))

        comparison_view = cls(
            guest_id=guest_id,
            agrees=agrees,
            ledger_points=ledger_points,
            lots_points=lots_points,
            balance_points=balance_points,
            entry_ids=entry_ids,
        )

        comparison_view.additional_properties = d
        return comparison_view

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
