"""Connections callers keep."""

from __future__ import annotations

import http.client
import time
from pathlib import Path
from urllib.parse import urlsplit

from tests.contracts.running import running

_USUAL_IDLE_SECONDS = 5
"""For how long httpx and many others keep a quiet connection."""


def test_a_kept_connection_is_not_closed_before_its_caller_gives_it_up(
    mongo_url: str, bootstrap: str, tmp_path: Path
) -> None:
    with running("booking", mongo_url, bootstrap, tmp_path) as service:
        connection = http.client.HTTPConnection(urlsplit(service.url).netloc, timeout=30)
        connection.request("GET", "/livez")
        connection.getresponse().read()
        socket = connection.sock

        time.sleep(_USUAL_IDLE_SECONDS + 1)
        connection.request("GET", "/livez")

        assert connection.getresponse().status == http.client.OK
        assert connection.sock is socket
