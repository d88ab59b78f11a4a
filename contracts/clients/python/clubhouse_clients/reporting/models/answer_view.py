from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.answer_view_rows_item import AnswerViewRowsItem
    from ..models.backtest_view import BacktestView


T = TypeVar("T", bound="AnswerView")


@_attrs_define
class AnswerView:
    """Rows with their backtest; or why there are none.

    Attributes:
        rows (list[AnswerViewRowsItem]):
        backtest (BacktestView | None):
        better (bool | None):
        refused (None | str):
    """

    rows: list[AnswerViewRowsItem]
    backtest: BacktestView | None
    better: bool | None
    refused: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.backtest_view import BacktestView

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        backtest: dict[str, Any] | None
        if isinstance(self.backtest, BacktestView):
            backtest = self.backtest.to_dict()
        else:
            backtest = self.backtest

        better: bool | None
        better = self.better

        refused: None | str
        refused = self.refused

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "rows": rows,
                "backtest": backtest,
                "better": better,
                "refused": refused,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.answer_view_rows_item import AnswerViewRowsItem
        from ..models.backtest_view import BacktestView

        d = dict(src_dict)
        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = AnswerViewRowsItem.from_dict(rows_item_data)

            rows.append(rows_item)

        def _parse_backtest(data: object) -> BacktestView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                backtest_type_0 = BacktestView.from_dict(data)

                return backtest_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BacktestView | None, data)

        backtest = _parse_backtest(d.pop("backtest"))

        def _parse_better(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        better = _parse_better(d.pop("better"))

        def _parse_refused(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        refused = _parse_refused(d.pop("refused"))

        answer_view = cls(
            rows=rows,
            backtest=backtest,
            better=better,
            refused=refused,
        )

        answer_view.additional_properties = d
        return answer_view

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
