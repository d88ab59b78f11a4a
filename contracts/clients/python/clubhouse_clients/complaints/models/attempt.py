from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.attempt_mode import AttemptMode, check_attempt_mode

T = TypeVar("T", bound="Attempt")


@_attrs_define
class Attempt:
    """One try to call a guest back. Only an effective one, where the guest spoke, ends the obligation.

    Attributes:
        at (datetime.datetime):
        by (str):
        mode (AttemptMode):
        effective (bool):
        satisfied (bool | None):
        said (str):
    """

    at: datetime.datetime
    by: str
    mode: AttemptMode
    effective: bool
    satisfied: bool | None
    said: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        by = self.by

        mode: str = self.mode

        effective = self.effective

        satisfied: bool | None
        satisfied = self.satisfied

        said = self.said

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "by": by,
                "mode": mode,
                "effective": effective,
                "satisfied": satisfied,
                "said": said,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        by = d.pop("by")

        mode = check_attempt_mode(d.pop("mode"))

        effective = d.pop("effective")

        def _parse_satisfied(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        satisfied = _parse_satisfied(d.pop("satisfied"))

        said = d.pop("said")

        attempt = cls(
            at=at,
            by=by,
            mode=mode,
            effective=effective,
            satisfied=satisfied,
            said=said,
        )

        attempt.additional_properties = d
        return attempt

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
