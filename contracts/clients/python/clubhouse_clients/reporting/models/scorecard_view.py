from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.scorecard_view_grade import ScorecardViewGrade, check_scorecard_view_grade

if TYPE_CHECKING:
    from ..models.bonus_view import BonusView
    from ..models.measure_view import MeasureView


T = TypeVar("T", bound="ScorecardView")


@_attrs_define
class ScorecardView:
    """A month of one member of staff.

    Attributes:
        staff_id (str):
        venue_id (str):
        month (str):
        score (int | None):
        grade (ScorecardViewGrade):
        measures (list[MeasureView]):
        bonus_fen (int):
        bonus (list[BonusView]):
        failures_in_a_row (int):
        best (bool):
        rank (int | None):
        policy_version (int):
    """

    staff_id: str
    venue_id: str
    month: str
    score: int | None
    grade: ScorecardViewGrade
    measures: list[MeasureView]
    bonus_fen: int
    bonus: list[BonusView]
    failures_in_a_row: int
    best: bool
    rank: int | None
    policy_version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        staff_id = self.staff_id

        venue_id = self.venue_id

        month = self.month

        score: int | None
        score = self.score

        grade: str = self.grade

        measures = []
        for measures_item_data in self.measures:
            measures_item = measures_item_data.to_dict()
            measures.append(measures_item)

        bonus_fen = self.bonus_fen

        bonus = []
        for bonus_item_data in self.bonus:
            bonus_item = bonus_item_data.to_dict()
            bonus.append(bonus_item)

        failures_in_a_row = self.failures_in_a_row

        best = self.best

        rank: int | None
        rank = self.rank

        policy_version = self.policy_version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "staff_id": staff_id,
                "venue_id": venue_id,
                "month": month,
                "score": score,
                "grade": grade,
                "measures": measures,
                "bonus_fen": bonus_fen,
                "bonus": bonus,
                "failures_in_a_row": failures_in_a_row,
                "best": best,
                "rank": rank,
                "policy_version": policy_version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bonus_view import BonusView
        from ..models.measure_view import MeasureView

        d = dict(src_dict)
        staff_id = d.pop("staff_id")

        venue_id = d.pop("venue_id")

        month = d.pop("month")

        def _parse_score(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        score = _parse_score(d.pop("score"))

        grade = check_scorecard_view_grade(d.pop("grade"))

        measures = []
        _measures = d.pop("measures")
        for measures_item_data in _measures:
            measures_item = MeasureView.from_dict(measures_item_data)

            measures.append(measures_item)

        bonus_fen = d.pop("bonus_fen")

        bonus = []
        _bonus = d.pop("bonus")
        for bonus_item_data in _bonus:
            bonus_item = BonusView.from_dict(bonus_item_data)

            bonus.append(bonus_item)

        failures_in_a_row = d.pop("failures_in_a_row")

        best = d.pop("best")

        def _parse_rank(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        rank = _parse_rank(d.pop("rank"))

        policy_version = d.pop("policy_version")

        scorecard_view = cls(
            staff_id=staff_id,
            venue_id=venue_id,
            month=month,
            score=score,
            grade=grade,
            measures=measures,
            bonus_fen=bonus_fen,
            bonus=bonus,
            failures_in_a_row=failures_in_a_row,
            best=best,
            rank=rank,
            policy_version=policy_version,
        )

        scorecard_view.additional_properties = d
        return scorecard_view

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
