from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.action_view import ActionView
    from ..models.draft_view_before import DraftViewBefore
    from ..models.draft_view_parts import DraftViewParts
    from ..models.draft_view_totals import DraftViewTotals
    from ..models.draft_view_venues import DraftViewVenues


T = TypeVar("T", bound="DraftView")


@_attrs_define
class DraftView:
    """The analysis's figures.

    Attributes:
        made_at (datetime.datetime):
        totals (DraftViewTotals):
        parts (DraftViewParts):
        venues (DraftViewVenues):
        before (DraftViewBefore):
        actions (list[ActionView]):
    """

    made_at: datetime.datetime
    totals: DraftViewTotals
    parts: DraftViewParts
    venues: DraftViewVenues
    before: DraftViewBefore
    actions: list[ActionView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        made_at = self.made_at.isoformat()

        totals = self.totals.to_dict()

        parts = self.parts.to_dict()

        venues = self.venues.to_dict()

        before = self.before.to_dict()

        actions = []
        for actions_item_data in self.actions:
            actions_item = actions_item_data.to_dict()
            actions.append(actions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "made_at": made_at,
                "totals": totals,
                "parts": parts,
                "venues": venues,
                "before": before,
                "actions": actions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.action_view import ActionView
        from ..models.draft_view_before import DraftViewBefore
        from ..models.draft_view_parts import DraftViewParts
        from ..models.draft_view_totals import DraftViewTotals
        from ..models.draft_view_venues import DraftViewVenues

        d = dict(src_dict)
        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        totals = DraftViewTotals.from_dict(d.pop("totals"))

        parts = DraftViewParts.from_dict(d.pop("parts"))

        venues = DraftViewVenues.from_dict(d.pop("venues"))

        before = DraftViewBefore.from_dict(d.pop("before"))

        actions = []
        _actions = d.pop("actions")
        for actions_item_data in _actions:
            actions_item = ActionView.from_dict(actions_item_data)

            actions.append(actions_item)

        draft_view = cls(
            made_at=made_at,
            totals=totals,
            parts=parts,
            venues=venues,
            before=before,
            actions=actions,
        )

        draft_view.additional_properties = d
        return draft_view

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
