from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.trial_body_changes import TrialBodyChanges


T = TypeVar("T", bound="TrialBody")


@_attrs_define
class TrialBody:
    """Rules to try on history before they are published.

    Attributes:
        changes (TrialBodyChanges):
        since (datetime.datetime):
        until (datetime.datetime):
        venue_id (None | str | Unset):
    """

    changes: TrialBodyChanges
    since: datetime.datetime
    until: datetime.datetime
    venue_id: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        changes = self.changes.to_dict()

        since = self.since.isoformat()

        until = self.until.isoformat()

        venue_id: None | str | Unset
        if isinstance(self.venue_id, Unset):
            venue_id = UNSET
        else:
            venue_id = self.venue_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "changes": changes,
                "since": since,
                "until": until,
            }
        )
        if venue_id is not UNSET:
            field_dict["venue_id"] = venue_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.trial_body_changes import TrialBodyChanges

        d = dict(src_dict)
        changes = TrialBodyChanges.from_dict(d.pop("changes"))

        since = datetime.datetime.fromisoformat(d.pop("since"))

        until = datetime.datetime.fromisoformat(d.pop("until"))

        def _parse_venue_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        venue_id = _parse_venue_id(d.pop("venue_id", UNSET))

        trial_body = cls(
            changes=changes,
            since=since,
            until=until,
            venue_id=venue_id,
        )

        return trial_body
