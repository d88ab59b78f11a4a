from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.analysis_view_status import AnalysisViewStatus, check_analysis_view_status

if TYPE_CHECKING:
    from ..models.draft_view import DraftView


T = TypeVar("T", bound="AnalysisView")


@_attrs_define
class AnalysisView:
    """A month's complaint analysis.

    Attributes:
        month (str):
        status (AnalysisViewStatus):
        due_on (datetime.date):
        draft (DraftView | None):
        chases (int):
        reviewed_by (None | str):
        remarks (str):
        filed_by (None | str):
        filed_at (datetime.datetime | None):
        in_time (bool | None):
    """

    month: str
    status: AnalysisViewStatus
    due_on: datetime.date
    draft: DraftView | None
    chases: int
    reviewed_by: None | str
    remarks: str
    filed_by: None | str
    filed_at: datetime.datetime | None
    in_time: bool | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.draft_view import DraftView

        month = self.month

        status: str = self.status

        due_on = self.due_on.isoformat()

        draft: dict[str, Any] | None
        if isinstance(self.draft, DraftView):
            draft = self.draft.to_dict()
        else:
            draft = self.draft

        chases = self.chases

        reviewed_by: None | str
        reviewed_by = self.reviewed_by

        remarks = self.remarks

        filed_by: None | str
        filed_by = self.filed_by

        filed_at: None | str
        if isinstance(self.filed_at, datetime.datetime):
            filed_at = self.filed_at.isoformat()
        else:
            filed_at = self.filed_at

        in_time: bool | None
        in_time = self.in_time

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "month": month,
                "status": status,
                "due_on": due_on,
                "draft": draft,
                "chases": chases,
                "reviewed_by": reviewed_by,
                "remarks": remarks,
                "filed_by": filed_by,
                "filed_at": filed_at,
                "in_time": in_time,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.draft_view import DraftView

        d = dict(src_dict)
        month = d.pop("month")

        status = check_analysis_view_status(d.pop("status"))

        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        def _parse_draft(data: object) -> DraftView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                draft_type_0 = DraftView.from_dict(data)

                return draft_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DraftView | None, data)

        draft = _parse_draft(d.pop("draft"))

        chases = d.pop("chases")

        def _parse_reviewed_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reviewed_by = _parse_reviewed_by(d.pop("reviewed_by"))

        remarks = d.pop("remarks")

        def _parse_filed_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        filed_by = _parse_filed_by(d.pop("filed_by"))

        def _parse_filed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                filed_at_type_0 = datetime.datetime.fromisoformat(data)

                return filed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        filed_at = _parse_filed_at(d.pop("filed_at"))

        def _parse_in_time(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        in_time = _parse_in_time(d.pop("in_time"))

        analysis_view = cls(
            month=month,
            status=status,
            due_on=due_on,
            draft=draft,
            chases=chases,
            reviewed_by=reviewed_by,
            remarks=remarks,
            filed_by=filed_by,
            filed_at=filed_at,
            in_time=in_time,
        )

        analysis_view.additional_properties = d
        return analysis_view

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
