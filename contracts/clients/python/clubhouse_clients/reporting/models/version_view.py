from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.version_view_state import VersionViewState, check_version_view_state

T = TypeVar("T", bound="VersionView")


@_attrs_define
class VersionView:
    """One version of the projection.

    Attributes:
        number (int):
        fold (int): Version of the code that makes it.
        state (VersionViewState):
        pages_behind (int): Journal pages it has not folded yet.
    """

    number: int
    fold: int
    state: VersionViewState
    pages_behind: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        fold = self.fold

        state: str = self.state

        pages_behind = self.pages_behind

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "fold": fold,
                "state": state,
                "pages_behind": pages_behind,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        number = d.pop("number")

        fold = d.pop("fold")

        state = check_version_view_state(d.pop("state"))

        pages_behind = d.pop("pages_behind")

        version_view = cls(
            number=number,
            fold=fold,
            state=state,
            pages_behind=pages_behind,
        )

        version_view.additional_properties = d
        return version_view

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
