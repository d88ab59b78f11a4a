"""The local stack's own token issuer, so that a newcomer needs no identity provider.

Its key is made on the first run, stays in the ignored data folder, and signs for a loopback address
only: a token from here opens nothing anywhere else.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

__all__ = ["ROLES", "Issuer"]

ROLES = ("guest", "agent", "supervisor", "manager", "gm", "department", "integrator", "service")

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_AUDIENCE = "clubhouse"


class Issuer:
    """Signs tokens (ES256) with a key of this working copy.

    Args:
        folder: where the private key lives; made on first use, readable by its owner only.
        url: the issuer, a loopback URL.

    Raises:
        ValueError: `url` is not a loopback address.
    """

    def __init__(self, folder: Path, url: str) -> None:
        if urlsplit(url).hostname not in _LOOPBACK:
            raise ValueError(f"the local issuer signs for this machine only, not for {url}")
        self.url = url.rstrip("/")
        self._file = folder / "key.pem"

    def token(
        self,
        *,
        roles: Sequence[str],
        venues: Sequence[str] = ("*",),
        subject: str | None = None,
        guest_id: str | None = None,
        departments: Sequence[str] = (),
        lifetime: timedelta = timedelta(hours=12),
    ) -> str:
        """A bearer token.

        Args:
            roles: what the caller is, e.g. ``("agent",)``.
            venues: ids of the venues the caller has rights at; ``*`` is all.
            subject: who it is; ``local-<role>`` unless told.
            guest_id: the guest a ``guest`` caller is.
            departments: departments a ``department`` caller acts for.
        """
        now = datetime.now(UTC)
        claims: dict[str, Any] = {
            "iss": self.url,
            "aud": _AUDIENCE,
            "sub": subject or f"local-{roles[0]}",
            "iat": now,
            "exp": now + lifetime,
            "roles": list(roles),
            "venues": list(venues),
            "departments": list(departments),
        }
        if guest_id:
            claims["guest_id"] = guest_id
        return jwt.encode(claims, self._key, algorithm="ES256", headers={"kid": self._key_id})

    def jwks(self) -> dict[str, Any]:
        """The public key, as a JSON Web Key Set."""
        public = ECAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": self._key_id, "use": "sig", "alg": "ES256"}]}

    def discovery(self) -> dict[str, Any]:
        """The OpenID Connect discovery document."""
        return {
            "issuer": self.url,
            "jwks_uri": f"{self.url}/.well-known/jwks.json",
            "token_endpoint": f"{self.url}/token",
            "response_types_supported": ["token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
        }

    @cached_property
    def _key(self) -> ec.EllipticCurvePrivateKey:
        if not self._file.exists():
            self._create()
        return cast(
            ec.EllipticCurvePrivateKey,
            serialization.load_pem_private_key(self._file.read_bytes(), password=None),
        )

    def _create(self) -> None:
        pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        self._file.parent.mkdir(parents=True, exist_ok=True)
        mine = self._file.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(pem)
        with contextlib.suppress(FileExistsError):
            self._file.hardlink_to(mine)  # of two makers at once, the first wins
        mine.unlink()

    @cached_property
    def _key_id(self) -> str:
        public = self._key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return hashlib.sha256(public).hexdigest()[:16]
