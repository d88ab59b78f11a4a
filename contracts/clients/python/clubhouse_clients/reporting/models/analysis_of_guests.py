from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.analysis_of_guests_answers import AnalysisOfGuestsAnswers


T = TypeVar("T", bound="AnalysisOfGuests")


@_attrs_define
class AnalysisOfGuests:
    """The newest analysis.

    Attributes:
        made_at (datetime.datetime):
        guests (int):
        visits (int):
        answers (AnalysisOfGuestsAnswers):
    """

    made_at: datetime.datetime
    guests: int
    visits: int
    answers: AnalysisOfGuestsAnswers
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        made_at = self.made_at.isoformat()

        guests = self.guests

        visits = self.visits

        answers = self.answers.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "made_at": made_at,
                "guests": guests,
                "visits": visits,
                "answers": answers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.analysis_of_guests_answers import AnalysisOfGuestsAnswers

        d = dict(src_dict)
        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        guests = d.pop("guests")

        visits = d.pop("visits")

        answers = AnalysisOfGuestsAnswers.from_dict(d.pop("answers"))

        analysis_of_guests = cls(
            made_at=made_at,
            guests=guests,
            visits=visits,
            answers=answers,
        )

        analysis_of_guests.additional_properties = d
        return analysis_of_guests

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
