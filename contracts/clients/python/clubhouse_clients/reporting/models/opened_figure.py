from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.line_view import LineView


T = TypeVar("T", bound="OpenedFigure")


@_attrs_define
class OpenedFigure:
    """A figure, opened: its lines add up to it.

    Attributes:
        venue_id (str):
        day (datetime.date):
        figure (str):
        total (int):
        lines (list[LineView]):
    """

    venue_id: str
    day: datetime.date
    figure: str
    total: int
    lines: list[LineView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        day = self.day.isoformat()

        figure = self.figure

        total = self.total

        lines = []
        for lines_item_data in self.lines:
            lines_item = lines_item_data.to_dict()
            lines.append(lines_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "venue_id": venue_id,
                "day": day,
                "figure": figure,
                "total": total,
                "lines": lines,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.line_view import LineView

        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        day = datetime.date.fromisoformat(d.pop("day"))

        figure = d.pop("figure")

        total = d.pop("total")

        lines = []
        _lines = d.pop("lines")
        for lines_item_data in _lines:
            lines_item = LineView.from_dict(lines_item_data)

            lines.append(lines_item)

        opened_figure = cls(
            venue_id=venue_id,
            day=day,
            figure=figure,
            total=total,
            lines=lines,
        )

        opened_figure.additional_properties = d
        return opened_figure

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
