from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ForwardBody")


@_attrs_define
class ForwardBody:
    """Who decides on a suggestion, and by when.

    Attributes:
        department_id (str):
        decide_on (datetime.date | None | Unset):
    """

    department_id: str
    decide_on: datetime.date | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        department_id = self.department_id

        decide_on: None | str | Unset
        if isinstance(self.decide_on, Unset):
            decide_on = UNSET
        elif isinstance(self.decide_on, datetime.date):
            decide_on = self.decide_on.isoformat()
        else:
            decide_on = self.decide_on

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "department_id": department_id,
            }
        )
        if decide_on is not UNSET:
            field_dict["decide_on"] = decide_on

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        department_id = d.pop("department_id")

        def _parse_decide_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decide_on_type_0 = datetime.date.fromisoformat(data)

                return decide_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        decide_on = _parse_decide_on(d.pop("decide_on", UNSET))

        forward_body = cls(
            department_id=department_id,
            decide_on=decide_on,
        )

        return forward_body
