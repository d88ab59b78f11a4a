from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.rate_view import RateView


T = TypeVar("T", bound="AgentView")


@_attrs_define
class AgentView:
    """What an agent did at one venue in a month.

    Attributes:
        agent_id (str):
        venue_id (str):
        orders (int):
        effective (int):
        quota_owed (int):
        quota_made (int):
        quota_missing (int):
        spend_missing (int): Visits whose spend was not collected.
        handling (RateView): A share with its interval; `value` is null where nothing was counted.
    """

    agent_id: str
    venue_id: str
    orders: int
    effective: int
    quota_owed: int
    quota_made: int
    quota_missing: int
    spend_missing: int
    handling: RateView
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agent_id = self.agent_id

        venue_id = self.venue_id

        orders = self.orders

        effective = self.effective

        quota_owed = self.quota_owed

        quota_made = self.quota_made

        quota_missing = self.quota_missing

        spend_missing = self.spend_missing

        handling = self.handling.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agent_id": agent_id,
                "venue_id": venue_id,
                "orders": orders,
                "effective": effective,
                "quota_owed": quota_owed,
                "quota_made": quota_made,
                "quota_missing": quota_missing,
                "spend_missing": spend_missing,
                "handling": handling,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.rate_view import RateView

        d = dict(src_dict)
        agent_id = d.pop("agent_id")

        venue_id = d.pop("venue_id")

        orders = d.pop("orders")

        effective = d.pop("effective")

        quota_owed = d.pop("quota_owed")

        quota_made = d.pop("quota_made")

        quota_missing = d.pop("quota_missing")

        spend_missing = d.pop("spend_missing")

        handling = RateView.from_dict(d.pop("handling"))

        agent_view = cls(
            agent_id=agent_id,
            venue_id=venue_id,
            orders=orders,
            effective=effective,
            quota_owed=quota_owed,
            quota_made=quota_made,
            quota_missing=quota_missing,
            spend_missing=spend_missing,
            handling=handling,
        )

        agent_view.additional_properties = d
        return agent_view

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
