"""A backup that somebody else wrote names nothing but our own collections."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from infra.mongo.backup import Damaged, restore


@pytest.mark.parametrize(
    "name", ["admin/system.users", "local/oplog.rs", "../x/y", "clubhouse_booking/../../x"]
)
def test_a_backup_that_names_what_is_not_ours_is_refused_before_anything_changes(
    tmp_path: Path, name: str
) -> None:
    told = {"made_at": "now", "files": {name: {"sha256": "", "metadata_sha256": ""}}}
    (tmp_path / "manifest.json").write_text(json.dumps(told))
    nowhere: MongoClient[dict[str, Any]] = MongoClient(connect=False)
    with nowhere, pytest.raises(Damaged, match="no collection of ours"):
        restore(nowhere, tmp_path, replace=True)
