from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="VenueTrialView")


@_attrs_define
class VenueTrialView:
    """One venue's visits under both rules.

    Attributes:
        venue_id (str):
        visits (int):
        spend_fen (int):
        points_given (int):
        points_tried (int):
        cost_given_fen (int):
        cost_tried_fen (int):
    """

    venue_id: str
    visits: int
    spend_fen: int
    points_given: int
    points_tried: int
    cost_given_fen: int
    cost_tried_fen: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        visits = self.visits

        spend_fen = self.spend_fen

        points_given = self.points_given

        points_tried = self.points_tried

        cost_given_fen = self.cost_given_fen

        cost_tried_fen = self.cost_tried_fen

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "venue_id": venue_id,
                "visits": visits,
                "spend_fen": spend_fen,
                "points_given": points_given,
                "points_tried": points_tried,
                "cost_given_fen": cost_given_fen,
                "cost_tried_fen": cost_tried_fen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        visits = d.pop("visits")

        spend_fen = d.pop("spend_fen")

        points_given = d.pop("points_given")

        points_tried = d.pop("points_tried")

        cost_given_fen = d.pop("cost_given_fen")

        cost_tried_fen = d.pop("cost_tried_fen")

        venue_trial_view = cls(
            venue_id=venue_id,
            visits=visits,
            spend_fen=spend_fen,
            points_given=points_given,
            points_tried=points_tried,
            cost_given_fen=cost_given_fen,
            cost_tried_fen=cost_tried_fen,
        )

        venue_trial_view.additional_properties = d
        return venue_trial_view

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
