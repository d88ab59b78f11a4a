from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.policy_entry_changes import PolicyEntryChanges


T = TypeVar("T", bound="PolicyEntry")


@_attrs_define
class PolicyEntry:
    """One version of the policy.

    Attributes:
        version (int):
        scope (str):
        effective_from (datetime.datetime):
        changes (PolicyEntryChanges):
        author (str):
        reason (str):
    """

    version: int
    scope: str
    effective_from: datetime.datetime
    changes: PolicyEntryChanges
    author: str
    reason: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        scope = self.scope

        effective_from = self.effective_from.isoformat()

        changes = self.changes.to_dict()

        author = self.author

        reason = self.reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
                "scope": scope,
                "effective_from": effective_from,
                "changes": changes,
                "author": author,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.policy_entry_changes import PolicyEntryChanges

        d = dict(src_dict)
        version = d.pop("version")

        scope = d.pop("scope")

        effective_from = datetime.datetime.fromisoformat(d.pop("effective_from"))

        changes = PolicyEntryChanges.from_dict(d.pop("changes"))

        author = d.pop("author")

        reason = d.pop("reason")

        policy_entry = cls(
            version=version,
            scope=scope,
            effective_from=effective_from,
            changes=changes,
            author=author,
            reason=reason,
        )

        policy_entry.additional_properties = d
        return policy_entry

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
