from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.found_cause import FoundCause
    from ..models.sign_off import SignOff
    from ..models.summary import Summary


T = TypeVar("T", bound="Cycle")


@_attrs_define
class Cycle:
    """A handling that was done once more: what it had come to (C14).

    Attributes:
        number: 1 for the first handling.
        summary: of a case that was closed and taken up again.
        sign_off: of one the house was not responsible for.

        Attributes:
            number (int):
            result (str):
            resolved_at (datetime.datetime | None):
            cause (FoundCause | None):
            summary (None | Summary):
            sign_off (None | SignOff | Unset):
    """

    number: int
    result: str
    resolved_at: datetime.datetime | None
    cause: FoundCause | None
    summary: None | Summary
    sign_off: None | SignOff | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.found_cause import FoundCause
        from ..models.sign_off import SignOff
        from ..models.summary import Summary

        number = self.number

        result = self.result

        resolved_at: None | str
        if isinstance(self.resolved_at, datetime.datetime):
            resolved_at = self.resolved_at.isoformat()
        else:
            resolved_at = self.resolved_at

        cause: dict[str, Any] | None
        if isinstance(self.cause, FoundCause):
            cause = self.cause.to_dict()
        else:
            cause = self.cause

        summary: dict[str, Any] | None
        if isinstance(self.summary, Summary):
            summary = self.summary.to_dict()
        else:
            summary = self.summary

        sign_off: dict[str, Any] | None | Unset
        if isinstance(self.sign_off, Unset):
            sign_off = UNSET
        elif isinstance(self.sign_off, SignOff):
            sign_off = self.sign_off.to_dict()
        else:
            sign_off = self.sign_off

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "result": result,
                "resolved_at": resolved_at,
                "cause": cause,
                "summary": summary,
            }
        )
        if sign_off is not UNSET:
            field_dict["sign_off"] = sign_off

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.found_cause import FoundCause
        from ..models.sign_off import SignOff
        from ..models.summary import Summary

        d = dict(src_dict)
        number = d.pop("number")

        result = d.pop("result")

        def _parse_resolved_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                resolved_at_type_0 = datetime.datetime.fromisoformat(data)

                return resolved_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        resolved_at = _parse_resolved_at(d.pop("resolved_at"))

        def _parse_cause(data: object) -> FoundCause | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                cause_type_0 = FoundCause.from_dict(data)

                return cause_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FoundCause | None, data)

        cause = _parse_cause(d.pop("cause"))

        def _parse_summary(data: object) -> None | Summary:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                summary_type_0 = Summary.from_dict(data)

                return summary_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Summary, data)

        summary = _parse_summary(d.pop("summary"))

        def _parse_sign_off(data: object) -> None | SignOff | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                sign_off_type_0 = SignOff.from_dict(data)

                return sign_off_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SignOff | Unset, data)

        sign_off = _parse_sign_off(d.pop("sign_off", UNSET))

        cycle = cls(
            number=number,
            result=result,
            resolved_at=resolved_at,
            cause=cause,
            summary=summary,
            sign_off=sign_off,
        )

        cycle.additional_properties = d
        return cycle

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
