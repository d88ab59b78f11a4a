from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="TrainingBody")


@_attrs_define
class TrainingBody:
    """A training somebody took part in.

    Attributes:
        venue_id (str):
        training (str):
        held_on (datetime.date):
        hours (int):
    """

    venue_id: str
    training: str
    held_on: datetime.date
    hours: int

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        training = self.training

        held_on = self.held_on.isoformat()

        hours = self.hours

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "venue_id": venue_id,
                "training": training,
                "held_on": held_on,
                "hours": hours,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        training = d.pop("training")

        held_on = datetime.date.fromisoformat(d.pop("held_on"))

        hours = d.pop("hours")

        training_body = cls(
            venue_id=venue_id,
            training=training,
            held_on=held_on,
            hours=hours,
        )

        return training_body
