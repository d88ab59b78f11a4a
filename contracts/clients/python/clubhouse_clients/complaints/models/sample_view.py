from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.draw import Draw


T = TypeVar("T", bound="SampleView")


@_attrs_define
class SampleView:
    """A sample with every draw, so that anyone can draw again and compare (rule C13).

    Attributes:
        sample_id (str):
        venue_id (str):
        percent_chosen (float):
        draws (list[Draw]):
    """

    sample_id: str
    venue_id: str
    percent_chosen: float
    draws: list[Draw]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        sample_id = self.sample_id

        venue_id = self.venue_id

        percent_chosen = self.percent_chosen

        draws = []
        for draws_item_data in self.draws:
            draws_item = draws_item_data.to_dict()
            draws.append(draws_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "sample_id": sample_id,
                "venue_id": venue_id,
                "percent_chosen": percent_chosen,
                "draws": draws,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.draw import Draw

        d = dict(src_dict)
        sample_id = d.pop("sample_id")

        venue_id = d.pop("venue_id")

        percent_chosen = d.pop("percent_chosen")

        draws = []
        _draws = d.pop("draws")
        for draws_item_data in _draws:
            draws_item = Draw.from_dict(draws_item_data)

            draws.append(draws_item)

        sample_view = cls(
            sample_id=sample_id,
            venue_id=venue_id,
            percent_chosen=percent_chosen,
            draws=draws,
        )

        sample_view.additional_properties = d
        return sample_view

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
