"""What schemathesis cannot know of our APIs: a key is used once, and ids come from earlier answers.

Loaded by its command line through ``SCHEMATHESIS_HOOKS``.
"""

from __future__ import annotations

import json
import os
import uuid
import zlib
from collections import defaultdict
from typing import Any

import schemathesis

IDS: defaultdict[str, list[str]] = defaultdict(list, json.loads(os.environ.get("FUZZ_KNOWN_IDS", "{}")))
"""Ids that exist, by field name (``booking_id`` → [...]): seeded ones, and those that answers mention."""
_MOST = 50
_ENDS_A_SEGMENT = str.maketrans("/?#", "---")


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """Make the key fresh, and put known ids in most places that ask for one."""
    if case.headers and case.headers.get("Idempotency-Key"):
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    for part in (case.path_parameters, case.query, case.body):
        _fill(part)
    for name, value in (case.path_parameters or {}).items():
        # An empty segment, or one with a slash or what ends a path, would be another route's address.
        case.path_parameters[name] = str(value).translate(_ENDS_A_SEGMENT).strip("./ ") or "nothing"


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    """Remember the ids an answer mentions."""
    if response.status_code < 300 and "json" in response.headers.get("content-type", [""])[0]:
        _learn(json.loads(response.content or b"null"))


def _fill(node: Any) -> None:
    if isinstance(node, list):
        for each in node:
            _fill(each)
    elif isinstance(node, dict):
        for name, value in node.items():
            known = IDS.get(name)
            chance = zlib.crc32(str(value).encode(errors="replace"))
            if known and isinstance(value, str) and chance % 4:
                node[name] = known[chance % len(known)]
            else:
                _fill(value)


def _learn(node: Any, owner: str = "") -> None:
    if isinstance(node, list):
        for each in node:
            _learn(each, owner)
    elif isinstance(node, dict):
        for name, value in node.items():
            if isinstance(value, str) and name.endswith("_id") and value not in IDS[name]:
                IDS[name] = [*IDS[name], value][-_MOST:]
            else:
                _learn(value)
