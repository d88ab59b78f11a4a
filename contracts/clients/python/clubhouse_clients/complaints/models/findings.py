from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.bill import Bill


T = TypeVar("T", bound="Findings")


@_attrs_define
class Findings:
    """What a department found out (C10).

    Attributes:
        department_id (str):
        by (str):
        at (datetime.datetime):
        facts (str):
        cycle (int):
        bill (Bill | None | Unset):
    """

    department_id: str
    by: str
    at: datetime.datetime
    facts: str
    cycle: int
    bill: Bill | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.bill import Bill

        department_id = self.department_id

        by = self.by

        at = self.at.isoformat()

        facts = self.facts

        cycle = self.cycle

        bill: dict[str, Any] | None | Unset
        if isinstance(self.bill, Unset):
            bill = UNSET
        elif isinstance(self.bill, Bill):
            bill = self.bill.to_dict()
        else:
            bill = self.bill

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "department_id": department_id,
                "by": by,
                "at": at,
                "facts": facts,
                "cycle": cycle,
            }
        )
        if bill is not UNSET:
            field_dict["bill"] = bill

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bill import Bill

        d = dict(src_dict)
        department_id = d.pop("department_id")

        by = d.pop("by")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        facts = d.pop("facts")

        cycle = d.pop("cycle")

        def _parse_bill(data: object) -> Bill | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                bill_type_0 = Bill.from_dict(data)

                return bill_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Bill | None | Unset, data)

        bill = _parse_bill(d.pop("bill", UNSET))

        findings = cls(
            department_id=department_id,
            by=by,
            at=at,
            facts=facts,
            cycle=cycle,
            bill=bill,
        )

        findings.additional_properties = d
        return findings

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
