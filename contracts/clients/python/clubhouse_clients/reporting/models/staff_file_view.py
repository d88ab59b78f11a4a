from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.staff_file_view_attitudes import StaffFileViewAttitudes
    from ..models.staff_file_view_exams_item import StaffFileViewExamsItem
    from ..models.staff_file_view_trainings_item import StaffFileViewTrainingsItem


T = TypeVar("T", bound="StaffFileView")


@_attrs_define
class StaffFileView:
    """What was recorded of a member of staff.

    Attributes:
        staff_id (str):
        venue_id (str):
        trainings (list[StaffFileViewTrainingsItem]):
        exams (list[StaffFileViewExamsItem]):
        attitudes (StaffFileViewAttitudes):
    """

    staff_id: str
    venue_id: str
    trainings: list[StaffFileViewTrainingsItem]
    exams: list[StaffFileViewExamsItem]
    attitudes: StaffFileViewAttitudes
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        staff_id = self.staff_id

        venue_id = self.venue_id

        trainings = []
        for trainings_item_data in self.trainings:
            trainings_item = trainings_item_data.to_dict()
            trainings.append(trainings_item)

        exams = []
        for exams_item_data in self.exams:
            exams_item = exams_item_data.to_dict()
            exams.append(exams_item)

        attitudes = self.attitudes.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "staff_id": staff_id,
                "venue_id": venue_id,
                "trainings": trainings,
                "exams": exams,
                "attitudes": attitudes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.staff_file_view_attitudes import StaffFileViewAttitudes
        from ..models.staff_file_view_exams_item import StaffFileViewExamsItem
        from ..models.staff_file_view_trainings_item import StaffFileViewTrainingsItem

        d = dict(src_dict)
        staff_id = d.pop("staff_id")

        venue_id = d.pop("venue_id")

        trainings = []
        _trainings = d.pop("trainings")
        for trainings_item_data in _trainings:
            trainings_item = StaffFileViewTrainingsItem.from_dict(trainings_item_data)

            trainings.append(trainings_item)

        exams = []
        _exams = d.pop("exams")
        for exams_item_data in _exams:
            exams_item = StaffFileViewExamsItem.from_dict(exams_item_data)

            exams.append(exams_item)

        attitudes = StaffFileViewAttitudes.from_dict(d.pop("attitudes"))

        staff_file_view = cls(
            staff_id=staff_id,
            venue_id=venue_id,
            trainings=trainings,
            exams=exams,
            attitudes=attitudes,
        )

        staff_file_view.additional_properties = d
        return staff_file_view

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
