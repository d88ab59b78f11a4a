from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="DecisionBody")


@_attrs_define
class DecisionBody:
    """A manager's decision; if upheld, when the party was there.

    Attributes:
        upheld (bool):
        reason (str | Unset):  Default: ''.
        seated_at (datetime.datetime | None | Unset):
        completed_at (datetime.datetime | None | Unset):
    """

    upheld: bool
    reason: str | Unset = ""
    seated_at: datetime.datetime | None | Unset = UNSET
    completed_at: datetime.datetime | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        upheld = self.upheld

        reason = self.reason

        seated_at: None | str | Unset
        if isinstance(self.seated_at, Unset):
            seated_at = UNSET
        elif isinstance(self.seated_at, datetime.datetime):
            seated_at = self.seated_at.isoformat()
        else:
            seated_at = self.seated_at

        completed_at: None | str | Unset
        if isinstance(self.completed_at, Unset):
            completed_at = UNSET
        elif isinstance(self.completed_at, datetime.datetime):
            completed_at = self.completed_at.isoformat()
        else:
            completed_at = self.completed_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "upheld": upheld,
            }
        )
        if reason is not UNSET:
            field_dict["reason"] = reason
        if seated_at is not UNSET:
            field_dict["seated_at"] = seated_at
        if completed_at is not UNSET:
            field_dict["completed_at"] = completed_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        upheld = d.pop("upheld")

        reason = d.pop("reason", UNSET)

        def _parse_seated_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                seated_at_type_0 = datetime.datetime.fromisoformat(data)

                return seated_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        seated_at = _parse_seated_at(d.pop("seated_at", UNSET))

        def _parse_completed_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                completed_at_type_0 = datetime.datetime.fromisoformat(data)

                return completed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        completed_at = _parse_completed_at(d.pop("completed_at", UNSET))

        decision_body = cls(
            upheld=upheld,
            reason=reason,
            seated_at=seated_at,
            completed_at=completed_at,
        )

        return decision_body
