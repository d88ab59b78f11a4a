from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="BacktestView")


@_attrs_define
class BacktestView:
    """A model and a naive one, held against what then happened.

    Attributes:
        measure (str):
        model (float):
        naive (float):
        naive_name (str):
        tested (int):
        larger_is_better (bool):
    """

    measure: str
    model: float
    naive: float
    naive_name: str
    tested: int
    larger_is_better: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        measure = self.measure

        model = self.model

        naive = self.naive

        naive_name = self.naive_name

        tested = self.tested

        larger_is_better = self.larger_is_better

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "measure": measure,
                "model": model,
                "naive": naive,
                "naive_name": naive_name,
                "tested": tested,
                "larger_is_better": larger_is_better,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        measure = d.pop("measure")

        model = d.pop("model")

        naive = d.pop("naive")

        naive_name = d.pop("naive_name")

        tested = d.pop("tested")

        larger_is_better = d.pop("larger_is_better")

        backtest_view = cls(
            measure=measure,
            model=model,
            naive=naive,
            naive_name=naive_name,
            tested=tested,
            larger_is_better=larger_is_better,
        )

        backtest_view.additional_properties = d
        return backtest_view

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
