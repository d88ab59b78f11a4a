from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.policy_in_force_values import PolicyInForceValues


T = TypeVar("T", bound="PolicyInForce")


@_attrs_define
class PolicyInForce:
    """The rules in force at a venue at a moment.

    Attributes:
        version (int):
        scope (str):
        at (datetime.datetime):
        values (PolicyInForceValues):
    """

    version: int
    scope: str
    at: datetime.datetime
    values: PolicyInForceValues
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        scope = self.scope

        at = self.at.isoformat()

        values = self.values.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
                "scope": scope,
                "at": at,
                "values": values,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.policy_in_force_values import PolicyInForceValues

        d = dict(src_dict)
        version = d.pop("version")

        scope = d.pop("scope")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        values = PolicyInForceValues.from_dict(d.pop("values"))

        policy_in_force = cls(
            version=version,
            scope=scope,
            at=at,
            values=values,
        )

        policy_in_force.additional_properties = d
        return policy_in_force

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
