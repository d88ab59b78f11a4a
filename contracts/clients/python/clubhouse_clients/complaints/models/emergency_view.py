from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.call import Call


T = TypeVar("T", bound="EmergencyView")


@_attrs_define
class EmergencyView:
    """An emergency as it stands.

    Attributes:
        id (str):
        venue_id (str):
        kind (str):
        what (str):
        called_by (str):
        called_at (datetime.datetime):
        calls (list[Call]):
        answer_by (datetime.datetime | None):
        case_id (None | str):
        ended_at (datetime.datetime | None):
    """

    id: str
    venue_id: str
    kind: str
    what: str
    called_by: str
    called_at: datetime.datetime
    calls: list[Call]
    answer_by: datetime.datetime | None
    case_id: None | str
    ended_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        venue_id = self.venue_id

        kind = self.kind

        what = self.what

        called_by = self.called_by

        called_at = self.called_at.isoformat()

        calls = []
        for calls_item_data in self.calls:
            calls_item = calls_item_data.to_dict()
            calls.append(calls_item)

        answer_by: None | str
        if isinstance(self.answer_by, datetime.datetime):
            answer_by = self.answer_by.isoformat()
        else:
            answer_by = self.answer_by

        case_id: None | str
        case_id = self.case_id

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "venue_id": venue_id,
                "kind": kind,
                "what": what,
                "called_by": called_by,
                "called_at": called_at,
                "calls": calls,
                "answer_by": answer_by,
                "case_id": case_id,
                "ended_at": ended_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.call import Call

        d = dict(src_dict)
        id = d.pop("id")

        venue_id = d.pop("venue_id")

        kind = d.pop("kind")

        what = d.pop("what")

        called_by = d.pop("called_by")

        called_at = datetime.datetime.fromisoformat(d.pop("called_at"))

        calls = []
        _calls = d.pop("calls")
        for calls_item_data in _calls:
            calls_item = Call.from_dict(calls_item_data)

            calls.append(calls_item)

        def _parse_answer_by(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                answer_by_type_0 = datetime.datetime.fromisoformat(data)

                return answer_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        answer_by = _parse_answer_by(d.pop("answer_by"))

        def _parse_case_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case_id = _parse_case_id(d.pop("case_id"))

        def _parse_ended_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ended_at = _parse_ended_at(d.pop("ended_at"))

        emergency_view = cls(
            id=id,
            venue_id=venue_id,
            kind=kind,
            what=what,
            called_by=called_by,
            called_at=called_at,
            calls=calls,
            answer_by=answer_by,
            case_id=case_id,
            ended_at=ended_at,
        )

        emergency_view.additional_properties = d
        return emergency_view

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
