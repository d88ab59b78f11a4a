from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.standing_view_kind import StandingViewKind, check_standing_view_kind

if TYPE_CHECKING:
    from ..models.rate_view import RateView


T = TypeVar("T", bound="StandingView")


@_attrs_define
class StandingView:
    """How a venue or department does.

    Attributes:
        kind (StandingViewKind):
        id (str):
        venue_id (str):
        resolution (RateView): A share with its interval; `value` is null where nothing was counted.
        timeliness (RateView): A share with its interval; `value` is null where nothing was counted.
        satisfaction (RateView): A share with its interval; `value` is null where nothing was counted.
    """

    kind: StandingViewKind
    id: str
    venue_id: str
    resolution: RateView
    timeliness: RateView
    satisfaction: RateView
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        id = self.id

        venue_id = self.venue_id

        resolution = self.resolution.to_dict()

        timeliness = self.timeliness.to_dict()

        satisfaction = self.satisfaction.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "id": id,
                "venue_id": venue_id,
                "resolution": resolution,
                "timeliness": timeliness,
                "satisfaction": satisfaction,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.rate_view import RateView

        d = dict(src_dict)
        kind = check_standing_view_kind(d.pop("kind"))

        id = d.pop("id")

        venue_id = d.pop("venue_id")

        resolution = RateView.from_dict(d.pop("resolution"))

        timeliness = RateView.from_dict(d.pop("timeliness"))

        satisfaction = RateView.from_dict(d.pop("satisfaction"))

        standing_view = cls(
            kind=kind,
            id=id,
            venue_id=venue_id,
            resolution=resolution,
            timeliness=timeliness,
            satisfaction=satisfaction,
        )

        standing_view.additional_properties = d
        return standing_view

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
