from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.policy_change_changes import PolicyChangeChanges


T = TypeVar("T", bound="PolicyChange")


@_attrs_define
class PolicyChange:
    """A new version of the policy.

    Attributes:
        effective_from (datetime.datetime):
        changes (PolicyChangeChanges): What is to change; what earlier versions changed stays. With null a venue follows
            the chain again, and the chain the shipped rule.
        reason (str):
        venue_id (None | str | Unset): The venue it is for; the whole chain without it.
    """

    effective_from: datetime.datetime
    changes: PolicyChangeChanges
    reason: str
    venue_id: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        effective_from = self.effective_from.isoformat()

        changes = self.changes.to_dict()

        reason = self.reason

        venue_id: None | str | Unset
        if isinstance(self.venue_id, Unset):
            venue_id = UNSET
        else:
            venue_id = self.venue_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "effective_from": effective_from,
                "changes": changes,
                "reason": reason,
            }
        )
        if venue_id is not UNSET:
            field_dict["venue_id"] = venue_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.policy_change_changes import PolicyChangeChanges

        d = dict(src_dict)
        effective_from = datetime.datetime.fromisoformat(d.pop("effective_from"))

        changes = PolicyChangeChanges.from_dict(d.pop("changes"))

        reason = d.pop("reason")

        def _parse_venue_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        venue_id = _parse_venue_id(d.pop("venue_id", UNSET))

        policy_change = cls(
            effective_from=effective_from,
            changes=changes,
            reason=reason,
            venue_id=venue_id,
        )

        policy_change.additional_properties = d
        return policy_change

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
