"""All databases of the chain as they stood at one moment, in files; and back.

MongoDB reads every collection at one cluster time, so that what one service told and another one heard fit
together. The files have mongodump's layout (``<database>/<collection>.bson.gz`` with its metadata beside
it): `mongorestore --gzip` reads them too. ``manifest.json`` is written last; without it a backup is none.
What one that failed, or was killed, has written holds personal data like any other, and is removed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, cast

import bson
from bson import json_util
from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from pymongo import MongoClient
from pymongo.errors import OperationFailure

__all__ = ["Damaged", "NotEmpty", "NothingThere", "TooSlow", "backup", "backups", "prune", "restore"]

PREFIX = "clubhouse_"
_NAMED = "%Y-%m-%dT%H%M%S.%fZ"
_RAW: CodecOptions[RawBSONDocument] = CodecOptions(document_class=RawBSONDocument)
_SNAPSHOT_TOO_OLD = 239
_NAME = re.compile(r"(?!(?:admin|config|local)/)[A-Za-z0-9_-]+/[^/\\$\x00]+")
"""A database and its collection: nothing outside the folder, and nothing of the servers' own."""
_BATCH = 1000
_LONGEST = timedelta(days=1)
"""No server remembers a moment for so long: what has been arriving since before will never be there."""

Client = MongoClient[dict[str, Any]]
Manifest = dict[str, Any]


class TooSlow(Exception):
    """The moment has left the servers' memory before all of it was read."""


class NothingThere(Exception):
    """No database to back up: the store lost all, or lets this user read none."""


class Damaged(Exception):
    """A file of a backup is missing or is not what was written."""


class NotEmpty(Exception):
    """A database that would be restored holds documents."""


@dataclass(frozen=True, slots=True)
class _File:
    database: str
    collection: str

    def data(self, folder: Path) -> Path:
        return folder / self.database / f"{self.collection}.bson.gz"

    def metadata(self, folder: Path) -> Path:
        return folder / self.database / f"{self.collection}.metadata.json.gz"


def backup(client: Client, into: Path, prefix: str = PREFIX) -> Path:
    """Write every database whose name begins with `prefix` into a new folder under `into`.

    Raises:
        NothingThere: there is none.
        TooSlow: reading took longer than the servers keep a moment (five minutes unless set otherwise).
    """
    now = datetime.now(UTC)
    arriving, folder = _arriving(into, now), into / now.strftime(_NAMED)
    for killed in into.glob(".2*.arriving"):
        if killed < _arriving(into, now - _LONGEST):
            shutil.rmtree(killed)
    arriving.mkdir(parents=True)
    arriving.chmod(0o700)
    try:
        _write_all(client, prefix, arriving)
        arriving.rename(folder)
    except BaseException:
        shutil.rmtree(arriving)
        raise
    return folder


def restore(client: Client, folder: Path, *, replace: bool = False) -> int:
    """Put a backup's databases back; returns how many documents. The services must not run.

    Args:
        replace: drop what the databases hold now.

    Raises:
        Damaged: before anything was changed.
        NotEmpty: as above, without `replace`.
    """
    manifest = _checked(folder)
    files = [_File(*name.split("/", 1)) for name in manifest["files"]]
    databases = sorted({file.database for file in files})
    for database in databases:
        held = [
            each for each in client[database].list_collection_names() if client[database][each].find_one()
        ]
        if held and not replace:
            raise NotEmpty(f"{database} holds documents ({', '.join(sorted(held)[:3])} …)")
    for database in databases:
        client.drop_database(database)
    return sum(_read(client, file, folder) for file in files)


def backups(into: Path) -> list[Path]:
    """The complete backups in a folder, oldest first."""
    return sorted(each.parent for each in into.glob("*/manifest.json"))


def prune(into: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep` backups; returns those removed."""
    old = backups(into)[:-keep]
    for folder in old:
        shutil.rmtree(folder)
    return old


def _arriving(into: Path, at: datetime) -> Path:
    return into / f".{at.strftime(_NAMED)}.arriving"


def _write_all(client: Client, prefix: str, arriving: Path) -> None:
    databases = [each for each in sorted(client.list_database_names()) if each.startswith(prefix)]
    if not databases:
        raise NothingThere(f"no database {prefix}… is there, or may be read by who asks; nothing was written")
    files: dict[str, Manifest] = {}
    try:
        with client.start_session(snapshot=True) as moment:
            for database in databases:
                for collection in sorted(client[database].list_collection_names()):
                    if not collection.startswith("system."):
                        file = _File(database, collection)
                        files[f"{database}/{collection}"] = _write(client, moment, file, arriving)
    except OperationFailure as failure:
        if failure.code != _SNAPSHOT_TOO_OLD:
            raise
        raise TooSlow(
            "the servers forgot the moment while it was read; let them remember longer: "
            "db.adminCommand({setParameter: 1, minSnapshotHistoryWindowInSeconds: 3600})"
        ) from failure
    made_at = arriving.name.removeprefix(".").removesuffix(".arriving")
    (arriving / "manifest.json").write_text(json.dumps({"made_at": made_at, "files": files}, indent=1))


def _write(client: Client, moment: Any, file: _File, folder: Path) -> Manifest:
    collection = client[file.database][file.collection]
    indexes = [dict(index) for index in collection.list_indexes()]
    target = file.data(folder)
    target.parent.mkdir(exist_ok=True)
    count = 0
    with gzip.open(target, "wb", compresslevel=3) as out:
        for document in collection.with_options(codec_options=_RAW).find(
            {}, session=moment, batch_size=_BATCH
        ):
            out.write(document.raw)
            count += 1
    metadata = {"indexes": indexes, "collectionName": file.collection, "type": "collection", "options": {}}
    with gzip.open(file.metadata(folder), "wt") as out:
        out.write(json_util.dumps(metadata))
    return {"documents": count, "sha256": _digest(target), "metadata_sha256": _digest(file.metadata(folder))}


def _read(client: Client, file: _File, folder: Path) -> int:
    database = client[file.database]
    database.create_collection(file.collection)
    collection = database.get_collection(file.collection, codec_options=_RAW)
    count = 0
    for batch in _batches(file.data(folder)):
        collection.insert_many(batch, ordered=False)
        count += len(batch)
    for index in _indexes(file.metadata(folder)):
        database.command("createIndexes", file.collection, indexes=[index])
    return count


def _indexes(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt") as metadata:
        for index in json_util.loads(metadata.read())["indexes"]:
            if index["name"] != "_id_":
                yield {name: value for name, value in index.items() if name not in {"v", "ns"}}


def _batches(path: Path) -> Iterator[list[RawBSONDocument]]:
    batch: list[RawBSONDocument] = []
    with gzip.open(path, "rb") as data:
        for document in bson.decode_file_iter(cast("IO[bytes]", data), _RAW):
            batch.append(document)
            if len(batch) == _BATCH:
                yield batch
                batch = []
    if batch:
        yield batch


def _checked(folder: Path) -> Mapping[str, Any]:
    try:
        manifest: Manifest = json.loads((folder / "manifest.json").read_text())
    except (FileNotFoundError, json.JSONDecodeError) as error:
        raise Damaged(f"{folder} holds no complete backup") from error
    for name, told in manifest["files"].items():
        if not _NAME.fullmatch(name):
            raise Damaged(f"{name!r} is no collection of ours")
        file = _File(*name.split("/", 1))
        for path, digest in (
            (file.data(folder), told["sha256"]),
            (file.metadata(folder), told["metadata_sha256"]),
        ):
            if not path.is_file() or _digest(path) != digest:
                raise Damaged(f"{path} is not what was written")
    return manifest


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
