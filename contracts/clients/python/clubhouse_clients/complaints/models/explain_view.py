from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.account_view import AccountView


T = TypeVar("T", bound="ExplainView")


@_attrs_define
class ExplainView:
    """The account of every clock of a case.

    Attributes:
        at (datetime.datetime):
        policy_version (int):
        calendar_version (int):
        accounts (list[AccountView]):
    """

    at: datetime.datetime
    policy_version: int
    calendar_version: int
    accounts: list[AccountView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        policy_version = self.policy_version

        calendar_version = self.calendar_version

        accounts = []
        for accounts_item_data in self.accounts:
            accounts_item = accounts_item_data.to_dict()
            accounts.append(accounts_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "policy_version": policy_version,
                "calendar_version": calendar_version,
                "accounts": accounts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.account_view import AccountView

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        policy_version = d.pop("policy_version")

        calendar_version = d.pop("calendar_version")

        accounts = []
        _accounts = d.pop("accounts")
        for accounts_item_data in _accounts:
            accounts_item = AccountView.from_dict(accounts_item_data)

            accounts.append(accounts_item)

        explain_view = cls(
            at=at,
            policy_version=policy_version,
            calendar_version=calendar_version,
            accounts=accounts,
        )

        explain_view.additional_properties = d
        return explain_view

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
