from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.resource_body import ResourceBody


T = TypeVar("T", bound="ResourcesBody")


@_attrs_define
class ResourcesBody:
    """Resources to add or change, all or none.

    Attributes:
        resources (list[ResourceBody]):
    """

    resources: list[ResourceBody]

    def to_dict(self) -> dict[str, Any]:
        resources = []
        for resources_item_data in self.resources:
            resources_item = resources_item_data.to_dict()
            resources.append(resources_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "resources": resources,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.resource_body import ResourceBody

        d = dict(src_dict)
        resources = []
        _resources = d.pop("resources")
        for resources_item_data in _resources:
            resources_item = ResourceBody.from_dict(resources_item_data)

            resources.append(resources_item)

        resources_body = cls(
            resources=resources,
        )

        return resources_body
