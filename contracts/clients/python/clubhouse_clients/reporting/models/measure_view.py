from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.measure_view_part import MeasureViewPart, check_measure_view_part

T = TypeVar("T", bound="MeasureView")


@_attrs_define
class MeasureView:
    """One line of a score.

    Attributes:
        part (MeasureViewPart):
        name (str):
        hits (int):
        of (int):
        percent (int | None):
        weight (int):
    """

    part: MeasureViewPart
    name: str
    hits: int
    of: int
    percent: int | None
    weight: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        part: str = self.part

        name = self.name

        hits = self.hits

        of = self.of

        percent: int | None
        percent = self.percent

        weight = self.weight

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "part": part,
                "name": name,
                "hits": hits,
                "of": of,
                "percent": percent,
                "weight": weight,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        part = check_measure_view_part(d.pop("part"))

        name = d.pop("name")

        hits = d.pop("hits")

        of = d.pop("of")

        def _parse_percent(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        percent = _parse_percent(d.pop("percent"))

        weight = d.pop("weight")

        measure_view = cls(
            part=part,
            name=name,
            hits=hits,
            of=of,
            percent=percent,
            weight=weight,
        )

        measure_view.additional_properties = d
        return measure_view

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
