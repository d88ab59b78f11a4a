from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.step_body_step import StepBodyStep, check_step_body_step
from ..types import UNSET, Unset

T = TypeVar("T", bound="StepBody")


@_attrs_define
class StepBody:
    """A step in handling an incident.

    Attributes:
        step (StepBodyStep):
        note (str | Unset): How it was contained, or what caused it. Default: ''.
    """

    step: StepBodyStep
    note: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        step: str = self.step

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "step": step,
            }
        )
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        step = check_step_body_step(d.pop("step"))

        note = d.pop("note", UNSET)

        step_body = cls(
            step=step,
            note=note,
        )

        return step_body
