from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.bill_body import BillBody


T = TypeVar("T", bound="FindingsBody")


@_attrs_define
class FindingsBody:
    """What a department found out.

    Attributes:
        department_id (str):
        facts (str):
        bill (BillBody | None | Unset):
    """

    department_id: str
    facts: str
    bill: BillBody | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.bill_body import BillBody

        department_id = self.department_id

        facts = self.facts

        bill: dict[str, Any] | None | Unset
        if isinstance(self.bill, Unset):
            bill = UNSET
        elif isinstance(self.bill, BillBody):
            bill = self.bill.to_dict()
        else:
            bill = self.bill

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "department_id": department_id,
                "facts": facts,
            }
        )
        if bill is not UNSET:
            field_dict["bill"] = bill

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bill_body import BillBody

        d = dict(src_dict)
        department_id = d.pop("department_id")

        facts = d.pop("facts")

        def _parse_bill(data: object) -> BillBody | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                bill_type_0 = BillBody.from_dict(data)

                return bill_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BillBody | None | Unset, data)

        bill = _parse_bill(d.pop("bill", UNSET))

        findings_body = cls(
            department_id=department_id,
            facts=facts,
            bill=bill,
        )

        return findings_body
