"""What nobody foresaw is our fault; what the store cannot hold or cannot be asked is told as that."""

from __future__ import annotations

import pytest
from pymongo.errors import AutoReconnect, OperationFailure

from infra.chassis.problems import unexpected


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationFailure("BSONObj size: 17000096 is invalid", 10334), 422),
        (OperationFailure("transaction is too large", 388), 422),
        (OperationFailure("unknown operator", 2), 500),
        (AutoReconnect("connection closed"), 503),
        (RuntimeError("a bug"), 500),
    ],
)
def test_an_entry_that_grew_beyond_what_can_be_kept_is_no_fault_of_ours(
    error: Exception, status: int
) -> None:
    assert unexpected("POST /things", error).status_code == status
