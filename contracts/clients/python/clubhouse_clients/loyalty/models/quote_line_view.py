from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="QuoteLineView")


@_attrs_define
class QuoteLineView:
    """One promotion's part, or the reason it does not apply.

    Attributes:
        promotion_id (str):
        name (str):
        saves_fen (int | Unset):  Default: 0.
        cost_fen (int | Unset):  Default: 0.
        points (int | Unset):  Default: 0.
        gift_id (None | str | Unset):
        refused (str | Unset):  Default: ''.
    """

    promotion_id: str
    name: str
    saves_fen: int | Unset = 0
    cost_fen: int | Unset = 0
    points: int | Unset = 0
    gift_id: None | str | Unset = UNSET
    refused: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        promotion_id = self.promotion_id

        name = self.name

        saves_fen = self.saves_fen

        cost_fen = self.cost_fen

        points = self.points

        gift_id: None | str | Unset
        if isinstance(self.gift_id, Unset):
            gift_id = UNSET
        else:
            gift_id = self.gift_id

        refused = self.refused

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "promotion_id": promotion_id,
                "name": name,
            }
        )
        if saves_fen is not UNSET:
            field_dict["saves_fen"] = saves_fen
        if cost_fen is not UNSET:
            field_dict["cost_fen"] = cost_fen
        if points is not UNSET:
            field_dict["points"] = points
        if gift_id is not UNSET:
            field_dict["gift_id"] = gift_id
        if refused is not UNSET:
            field_dict["refused"] = refused

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        promotion_id = d.pop("promotion_id")

        name = d.pop("name")

        saves_fen = d.pop("saves_fen", UNSET)

        cost_fen = d.pop("cost_fen", UNSET)

        points = d.pop("points", UNSET)

        def _parse_gift_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        gift_id = _parse_gift_id(d.pop("gift_id", UNSET))

        refused = d.pop("refused", UNSET)

        quote_line_view = cls(
            promotion_id=promotion_id,
            name=name,
            saves_fen=saves_fen,
            cost_fen=cost_fen,
            points=points,
            gift_id=gift_id,
            refused=refused,
        )

        quote_line_view.additional_properties = d
        return quote_line_view

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
