"""What the loyalty service must be told to run."""

from __future__ import annotations

from pathlib import Path

from infra.chassis.settings import ServiceSettings

__all__ = ["LoyaltySettings"]


class LoyaltySettings(ServiceSettings):
    """Settings of the loyalty service."""

    port: int = 8103

    vault_file: Path | None = None
    """JSON file with the secrets that protect personal data; it must be there (see `store.vault`)."""

    data_dir: Path | None = None
    """The local stack's own folder: without `vault_file`, a vault is made and kept there."""
