from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SegmentView")


@_attrs_define
class SegmentView:
    """A piece of time a clock counted, or skipped and why.

    Attributes:
        start (datetime.datetime):
        stop (datetime.datetime):
        counted (bool):
        amount (float):
        why (str):
    """

    start: datetime.datetime
    stop: datetime.datetime
    counted: bool
    amount: float
    why: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        start = self.start.isoformat()

        stop = self.stop.isoformat()

        counted = self.counted

        amount = self.amount

        why = self.why

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "start": start,
                "stop": stop,
                "counted": counted,
                "amount": amount,
                "why": why,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        start = datetime.datetime.fromisoformat(d.pop("start"))

        stop = datetime.datetime.fromisoformat(d.pop("stop"))

        counted = d.pop("counted")

        amount = d.pop("amount")

        why = d.pop("why")

        segment_view = cls(
            start=start,
            stop=stop,
            counted=counted,
            amount=amount,
            why=why,
        )

        segment_view.additional_properties = d
        return segment_view

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
