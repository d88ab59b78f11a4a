from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.attempt_body_mode import AttemptBodyMode, check_attempt_body_mode
from ..types import UNSET, Unset

T = TypeVar("T", bound="AttemptBody")


@_attrs_define
class AttemptBody:
    """A try to call the guest back.

    Attributes:
        effective (bool): The guest was reached and spoke.
        mode (AttemptBodyMode | Unset):  Default: 'phone'.
        satisfied (bool | None | Unset): Their verdict; needed where a case is behind it.
        said (str | Unset):  Default: ''.
    """

    effective: bool
    mode: AttemptBodyMode | Unset = "phone"
    satisfied: bool | None | Unset = UNSET
    said: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        effective = self.effective

        mode: str | Unset = UNSET
        if not isinstance(self.mode, Unset):
            mode = self.mode

        satisfied: bool | None | Unset
        if isinstance(self.satisfied, Unset):
            satisfied = UNSET
        else:
            satisfied = self.satisfied

        said = self.said

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "effective": effective,
            }
        )
        if mode is not UNSET:
            field_dict["mode"] = mode
        if satisfied is not UNSET:
            field_dict["satisfied"] = satisfied
        if said is not UNSET:
            field_dict["said"] = said

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        effective = d.pop("effective")

        _mode = d.pop("mode", UNSET)
        mode: AttemptBodyMode | Unset
        if isinstance(_mode, Unset):
            mode = UNSET
        else:
            mode = check_attempt_body_mode(_mode)

        def _parse_satisfied(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        satisfied = _parse_satisfied(d.pop("satisfied", UNSET))

        said = d.pop("said", UNSET)

        attempt_body = cls(
            effective=effective,
            mode=mode,
            satisfied=satisfied,
            said=said,
        )

        return attempt_body
