from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.daily_report_view_status import (
    DailyReportViewStatus,
    check_daily_report_view_status,
)

if TYPE_CHECKING:
    from ..models.daily_report_view_figures import DailyReportViewFigures
    from ..models.daily_report_view_parts import DailyReportViewParts
    from ..models.restatement_view import RestatementView


T = TypeVar("T", bound="DailyReportView")


@_attrs_define
class DailyReportView:
    """The report of one venue's (`*`: the chain's) business day.

    Attributes:
        venue_id (str):
        day (datetime.date):
        status (DailyReportViewStatus):
        closes_at (datetime.datetime | None):
        closed_at (datetime.datetime | None):
        figures (DailyReportViewFigures):
        parts (DailyReportViewParts):
        restatements (list[RestatementView]):
    """

    venue_id: str
    day: datetime.date
    status: DailyReportViewStatus
    closes_at: datetime.datetime | None
    closed_at: datetime.datetime | None
    figures: DailyReportViewFigures
    parts: DailyReportViewParts
    restatements: list[RestatementView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        day = self.day.isoformat()

        status: str = self.status

        closes_at: None | str
        if isinstance(self.closes_at, datetime.datetime):
            closes_at = self.closes_at.isoformat()
        else:
            closes_at = self.closes_at

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        figures = self.figures.to_dict()

        parts = self.parts.to_dict()

        restatements = []
        for restatements_item_data in self.restatements:
            restatements_item = restatements_item_data.to_dict()
            restatements.append(restatements_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "venue_id": venue_id,
                "day": day,
                "status": status,
                "closes_at": closes_at,
                "closed_at": closed_at,
                "figures": figures,
                "parts": parts,
                "restatements": restatements,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.daily_report_view_figures import DailyReportViewFigures
        from ..models.daily_report_view_parts import DailyReportViewParts
        from ..models.restatement_view import RestatementView

        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        day = datetime.date.fromisoformat(d.pop("day"))

        status = check_daily_report_view_status(d.pop("status"))

        def _parse_closes_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closes_at_type_0 = datetime.datetime.fromisoformat(data)

                return closes_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closes_at = _parse_closes_at(d.pop("closes_at"))

        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))

        figures = DailyReportViewFigures.from_dict(d.pop("figures"))

        parts = DailyReportViewParts.from_dict(d.pop("parts"))

        restatements = []
        _restatements = d.pop("restatements")
        for restatements_item_data in _restatements:
            restatements_item = RestatementView.from_dict(restatements_item_data)

            restatements.append(restatements_item)

        daily_report_view = cls(
            venue_id=venue_id,
            day=day,
            status=status,
            closes_at=closes_at,
            closed_at=closed_at,
            figures=figures,
            parts=parts,
            restatements=restatements,
        )

        daily_report_view.additional_properties = d
        return daily_report_view

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
