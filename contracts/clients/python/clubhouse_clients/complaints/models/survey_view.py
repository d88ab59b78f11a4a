from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.survey_view_about import SurveyViewAbout, check_survey_view_about

T = TypeVar("T", bound="SurveyView")


@_attrs_define
class SurveyView:
    """A survey as it stands.

    Attributes:
        id (str):
        about (SurveyViewAbout):
        ref_id (str):
        venue_id (str):
        guest_id (str):
        staff_id (None | str):
        status (str):
        score (int | None):
        remark (str):
        lapses_at (datetime.datetime):
    """

    id: str
    about: SurveyViewAbout
    ref_id: str
    venue_id: str
    guest_id: str
    staff_id: None | str
    status: str
    score: int | None
    remark: str
    lapses_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        about: str = self.about

        ref_id = self.ref_id

        venue_id = self.venue_id

        guest_id = self.guest_id

        staff_id: None | str
        staff_id = self.staff_id

        status = self.status

        score: int | None
        score = self.score

        remark = self.remark

        lapses_at = self.lapses_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "about": about,
                "ref_id": ref_id,
                "venue_id": venue_id,
                "guest_id": guest_id,
                "staff_id": staff_id,
                "status": status,
                "score": score,
                "remark": remark,
                "lapses_at": lapses_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        about = check_survey_view_about(d.pop("about"))

        ref_id = d.pop("ref_id")

        venue_id = d.pop("venue_id")

        guest_id = d.pop("guest_id")

        def _parse_staff_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        staff_id = _parse_staff_id(d.pop("staff_id"))

        status = d.pop("status")

        def _parse_score(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        score = _parse_score(d.pop("score"))

        remark = d.pop("remark")

        lapses_at = datetime.datetime.fromisoformat(d.pop("lapses_at"))

        survey_view = cls(
            id=id,
            about=about,
            ref_id=ref_id,
            venue_id=venue_id,
            guest_id=guest_id,
            staff_id=staff_id,
            status=status,
            score=score,
            remark=remark,
            lapses_at=lapses_at,
        )

        survey_view.additional_properties = d
        return survey_view

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
