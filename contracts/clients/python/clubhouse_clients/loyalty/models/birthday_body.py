from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="BirthdayBody")


@_attrs_define
class BirthdayBody:
    """A birthday by the solar or the lunar calendar.

    Attributes:
        month (int):
        day (int):
        year (int | None | Unset): Of birth, if told.
        lunar (bool | Unset): Kept by the lunar calendar. Default: False.
        leap (bool | Unset): In a leap month (lunar only). Default: False.
    """

    month: int
    day: int
    year: int | None | Unset = UNSET
    lunar: bool | Unset = False
    leap: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        month = self.month

        day = self.day

        year: int | None | Unset
        if isinstance(self.year, Unset):
            year = UNSET
        else:
            year = self.year

        lunar = self.lunar

        leap = self.leap

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "month": month,
                "day": day,
            }
        )
        if year is not UNSET:
            field_dict["year"] = year
        if lunar is not UNSET:
            field_dict["lunar"] = lunar
        if leap is not UNSET:
            field_dict["leap"] = leap

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        month = d.pop("month")

        day = d.pop("day")

        def _parse_year(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        year = _parse_year(d.pop("year", UNSET))

        lunar = d.pop("lunar", UNSET)

        leap = d.pop("leap", UNSET)

        birthday_body = cls(
            month=month,
            day=day,
            year=year,
            lunar=lunar,
            leap=leap,
        )

        return birthday_body
