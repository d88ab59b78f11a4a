from typing import Literal

AnnouncementBodyRolesItem = Literal[
    "agent", "department", "gm", "manager", "supervisor"
]

ANNOUNCEMENT_BODY_ROLES_ITEM_VALUES: set[AnnouncementBodyRolesItem] = {
    "agent",
    "department",
    "gm",
    "manager",
    "supervisor",
}


def check_announcement_body_roles_item(value: str) -> AnnouncementBodyRolesItem:
    if value in ANNOUNCEMENT_BODY_ROLES_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ANNOUNCEMENT_BODY_ROLES_ITEM_VALUES!r}"
    )
