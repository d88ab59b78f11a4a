from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ReconciliationView")


@_attrs_define
class ReconciliationView:
    """How far the comparison of ledger, lots and balances has come.

    Attributes:
        checked_until (datetime.datetime):
        accounts_checked (int):
        differing_guest_ids (list[str]):
    """

    checked_until: datetime.datetime
    accounts_checked: int
    differing_guest_ids: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checked_until = self.checked_until.isoformat()

        accounts_checked = self.accounts_checked

        differing_guest_ids = self.differing_guest_ids

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checked_until": checked_until,
                "accounts_checked": accounts_checked,
                "differing_guest_ids": differing_guest_ids,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        checked_until = datetime.datetime.fromisoformat(d.pop("checked_until"))

        accounts_checked = d.pop("accounts_checked")

        differing_guest_ids = cast(list[str], d.pop("differing_guest_ids"))

        reconciliation_view = cls(
            checked_until=checked_until,
            accounts_checked=accounts_checked,
            differing_guest_ids=differing_guest_ids,
        )

        reconciliation_view.additional_properties = d
        return reconciliation_view

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
