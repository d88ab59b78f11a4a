from typing import Literal

FindPhoneTasksStatusType0 = Literal["done", "missed", "open", "settled"]

FIND_PHONE_TASKS_STATUS_TYPE_0_VALUES: set[FindPhoneTasksStatusType0] = {
    "done",
    "missed",
    "open",
    "settled",
}


def check_find_phone_tasks_status_type_0(value: str) -> FindPhoneTasksStatusType0:
    if value in FIND_PHONE_TASKS_STATUS_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FIND_PHONE_TASKS_STATUS_TYPE_0_VALUES!r}"
    )
