"""Personal data under lock: a key per guest, wrapped by the house's, destroyed to erase (rule L14).

The vault file is JSON: ``{"lookup": "<base64, 32 bytes>", "wrap": ["<Fernet key>", ...]}``. The first
wrap key locks, all of them open, so a key is rotated by putting a new one in front. `lookup` makes the
keyed hashes by which a phone is found without being stored; it cannot be rotated without a re-index.
"""

from __future__ import annotations

import base64
import hmac
import json
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from infra.chassis.codec import from_document, to_document
from infra.chassis.decision import Refused
from infra.chassis.mongo import Database
from infra.chassis.writing import DeleteOne, InsertOne, Write
from services.loyalty.domain.calendar import next_birthday
from services.loyalty.domain.guest import Sealed
from services.loyalty.domain.personal import Personal, normal_name
from services.loyalty.domain.policy import LoyaltyPolicy

__all__ = ["Vault"]

COLLECTION = "guest_keys"
_NONCE = 12


class Vault:
    """Seals and opens guests' personal data.

    Args:
        file: where the secrets are.
        make: make the file if it is missing (the local stack only: elsewhere a lost file must be noticed).
    """

    def __init__(self, db: Database, file: Path | None, *, make: bool = False) -> None:
        self._db = db
        self._keys = db.collection(COLLECTION)
        self._file = file
        self._make = make
        self._wrap: MultiFernet | None = None
        self._lookup = b""
        self._made: dict[bytes, bytes] = {}
        """Keys of files that are being opened, by what they locked."""

    async def ensure(self) -> None:
        """Read the secrets.

        Raises:
            RuntimeError: they are not there, or not readable as secrets.
        """
        await self._db.ensure(COLLECTION, [])
        if self._file is None:
            raise RuntimeError("set CLUBHOUSE_VAULT_FILE to the file with the secrets of the guests' vault")
        if self._make and not self._file.exists():
            _new_file(self._file)
        try:
            told = json.loads(self._file.read_text())
            self._lookup = base64.b64decode(told["lookup"], validate=True)
            self._wrap = MultiFernet([Fernet(key) for key in told["wrap"]])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RuntimeError(
                f"the vault file {self._file} cannot be read: {type(error).__name__}"
            ) from error
        if len(self._lookup) < 32:
            raise RuntimeError("the vault's lookup secret needs 32 bytes or more")

    async def seal(
        self,
        guest_id: str,
        personal: Personal,
        policy: LoyaltyPolicy,
        now: datetime,
        greeted_year: int | None = None,
    ) -> Sealed:
        """Lock a guest's personal data with the guest's key.

        Raises:
            Refused: it was erased (``guest-erased``).
        """
        return self._locked(await self._key(guest_id), guest_id, personal, policy, now, greeted_year)

    @contextmanager
    def seal_new(
        self, files: Mapping[str, Personal], policy: LoyaltyPolicy, now: datetime
    ) -> Iterator[dict[str, Sealed]]:
        """Lock the data of new guests (by their new ids), with a key each.

        The change that opens a file, made within this context, stores its key: a file that is not opened
        leaves none.
        """
        sealed = {}
        for guest_id, personal in files.items():
            key = AESGCM.generate_key(256)
            sealed[guest_id] = self._locked(key, guest_id, personal, policy, now, None)
            self._made[sealed[guest_id].data] = key
        try:
            yield sealed
        finally:
            for each in sealed.values():
                del self._made[each.data]

    def keeping(self, files: Mapping[str, Sealed]) -> Write:
        """What stores the keys of new guests' files, in the transaction that opens these."""
        rows = [
            {"_id": guest_id, "wrapped": self._wrapping().encrypt(self._made[sealed.data])}
            for guest_id, sealed in files.items()
        ]
        return Write(self._keys, [InsertOne(row) for row in rows])

    async def open(self, guest_id: str, sealed: Sealed | None) -> Personal:
        """A guest's personal data.

        Raises:
            Refused: it was erased (``guest-erased``).
        """
        if sealed is None:
            raise Refused("guest-erased", "this guest's data was erased", kind="missing")
        key = await self._key(guest_id)
        nonce, text = sealed.data[:_NONCE], sealed.data[_NONCE:]
        try:
            told = json.loads(AESGCM(key).decrypt(nonce, text, guest_id.encode()))
        except InvalidTag as error:
            raise RuntimeError(f"the sealed data of guest {guest_id} was altered") from error
        return from_document(told, Personal)

    def destroying(self, guest_ids: Sequence[str]) -> Write:
        """What makes all that these guests' keys sealed unreadable, in every copy and backup of it."""
        return Write(self._keys, [DeleteOne({"_id": each}) for each in guest_ids])

    def hashed(self, kind: str, value: str) -> str:
        """The keyed hash by which a value of this kind is found."""
        return hmac.digest(self._lookup, f"{kind}|{value}".encode(), "sha256").hex()

    def _locked(
        self,
        key: bytes,
        guest_id: str,
        personal: Personal,
        policy: LoyaltyPolicy,
        now: datetime,
        greeted_year: int | None,
    ) -> Sealed:
        nonce = os.urandom(_NONCE)
        text = json.dumps(to_document(personal), ensure_ascii=False).encode()
        birthday, name = personal.birthday, normal_name(personal.name)
        return Sealed(
            data=nonce + AESGCM(key).encrypt(nonce, text, guest_id.encode()),
            name_key=self.hashed("name", name),
            phone_key=self.hashed("phone", personal.phone) if personal.phone else None,
            card_key=self.hashed("card", personal.member_card) if personal.member_card else None,
            twin_key=self.hashed("twin", f"{name}|{birthday}") if birthday else None,
            birthday=next_birthday(birthday, now, greeted_year, policy.greeting_minutes, policy.zone)
            if birthday
            else None,
        )

    def _wrapping(self) -> MultiFernet:
        if self._wrap is None:
            raise RuntimeError("the vault is not open")
        return self._wrap

    async def _key(self, guest_id: str) -> bytes:
        kept = await self._keys.find_one({"_id": guest_id})
        if kept is None:
            raise Refused("guest-erased", "this guest's data was erased", kind="missing")
        try:
            return self._wrapping().decrypt(kept["wrapped"])
        except InvalidToken as error:
            raise RuntimeError(
                "the vault file does not fit this database: no wrap key opens its keys"
            ) from error


def _new_file(file: Path) -> None:
    told = {
        "lookup": base64.b64encode(secrets.token_bytes(32)).decode(),
        "wrap": [Fernet.generate_key().decode()],
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as out:
        json.dump(told, out)
