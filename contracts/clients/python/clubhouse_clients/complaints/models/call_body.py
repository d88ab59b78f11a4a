from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="CallBody")


@_attrs_define
class CallBody:
    """An emergency, and the departments it needs at once.

    Attributes:
        venue_id (str):
        kind (str):
        what (str):
        department_ids (list[str]):
        case_id (None | str | Unset):
    """

    venue_id: str
    kind: str
    what: str
    department_ids: list[str]
    case_id: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        kind = self.kind

        what = self.what

        department_ids = self.department_ids

        case_id: None | str | Unset
        if isinstance(self.case_id, Unset):
            case_id = UNSET
        else:
            case_id = self.case_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "venue_id": venue_id,
                "kind": kind,
                "what": what,
                "department_ids": department_ids,
            }
        )
        if case_id is not UNSET:
            field_dict["case_id"] = case_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        kind = d.pop("kind")

        what = d.pop("what")

        department_ids = cast(list[str], d.pop("department_ids"))

        def _parse_case_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        case_id = _parse_case_id(d.pop("case_id", UNSET))

        call_body = cls(
            venue_id=venue_id,
            kind=kind,
            what=what,
            department_ids=department_ids,
            case_id=case_id,
        )

        return call_body
