from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="HistoryBody")


@_attrs_define
class HistoryBody:
    """What an older ledger knows of the booking's life.

    Attributes:
        ref (str): Identity of the line; recorded once.
        taken_at (datetime.datetime):
        confirmed_at (datetime.datetime):
        cancelled_at (datetime.datetime | None | Unset):
        seated_at (datetime.datetime | None | Unset):
        completed_at (datetime.datetime | None | Unset):
        no_show_at (datetime.datetime | None | Unset):
        spend_fen (int | None | Unset):
    """

    ref: str
    taken_at: datetime.datetime
    confirmed_at: datetime.datetime
    cancelled_at: datetime.datetime | None | Unset = UNSET
    seated_at: datetime.datetime | None | Unset = UNSET
    completed_at: datetime.datetime | None | Unset = UNSET
    no_show_at: datetime.datetime | None | Unset = UNSET
    spend_fen: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        ref = self.ref

        taken_at = self.taken_at.isoformat()

        confirmed_at = self.confirmed_at.isoformat()

        cancelled_at: None | str | Unset
        if isinstance(self.cancelled_at, Unset):
            cancelled_at = UNSET
        elif isinstance(self.cancelled_at, datetime.datetime):
            cancelled_at = self.cancelled_at.isoformat()
        else:
            cancelled_at = self.cancelled_at

        seated_at: None | str | Unset
        if isinstance(self.seated_at, Unset):
            seated_at = UNSET
        elif isinstance(self.seated_at, datetime.datetime):
            seated_at = self.seated_at.isoformat()
        else:
            seated_at = self.seated_at

        completed_at: None | str | Unset
        if isinstance(self.completed_at, Unset):
            completed_at = UNSET
        elif isinstance(self.completed_at, datetime.datetime):
            completed_at = self.completed_at.isoformat()
        else:
            completed_at = self.completed_at

        no_show_at: None | str | Unset
        if isinstance(self.no_show_at, Unset):
            no_show_at = UNSET
        elif isinstance(self.no_show_at, datetime.datetime):
            no_show_at = self.no_show_at.isoformat()
        else:
            no_show_at = self.no_show_at

        spend_fen: int | None | Unset
        if isinstance(self.spend_fen, Unset):
            spend_fen = UNSET
        else:
            spend_fen = self.spend_fen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "ref": ref,
                "taken_at": taken_at,
                "confirmed_at": confirmed_at,
            }
        )
        if cancelled_at is not UNSET:
            field_dict["cancelled_at"] = cancelled_at
        if seated_at is not UNSET:
            field_dict["seated_at"] = seated_at
        if completed_at is not UNSET:
            field_dict["completed_at"] = completed_at
        if no_show_at is not UNSET:
            field_dict["no_show_at"] = no_show_at
        if spend_fen is not UNSET:
            field_dict["spend_fen"] = spend_fen

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        ref = d.pop("ref")

        taken_at = datetime.datetime.fromisoformat(d.pop("taken_at"))

        confirmed_at = datetime.datetime.fromisoformat(d.pop("confirmed_at"))

        def _parse_cancelled_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cancelled_at_type_0 = datetime.datetime.fromisoformat(data)

                return cancelled_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        cancelled_at = _parse_cancelled_at(d.pop("cancelled_at", UNSET))

        def _parse_seated_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                seated_at_type_0 = datetime.datetime.fromisoformat(data)

                return seated_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        seated_at = _parse_seated_at(d.pop("seated_at", UNSET))

        def _parse_completed_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                completed_at_type_0 = datetime.datetime.fromisoformat(data)

                return completed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        completed_at = _parse_completed_at(d.pop("completed_at", UNSET))

        def _parse_no_show_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                no_show_at_type_0 = datetime.datetime.fromisoformat(data)

                return no_show_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        no_show_at = _parse_no_show_at(d.pop("no_show_at", UNSET))

        def _parse_spend_fen(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        spend_fen = _parse_spend_fen(d.pop("spend_fen", UNSET))

        history_body = cls(
            ref=ref,
            taken_at=taken_at,
            confirmed_at=confirmed_at,
            cancelled_at=cancelled_at,
            seated_at=seated_at,
            completed_at=completed_at,
            no_show_at=no_show_at,
            spend_fen=spend_fen,
        )

        return history_body
