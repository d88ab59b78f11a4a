"""The OpenAPI documents of the five services, taken from their applications without starting a server."""

from __future__ import annotations

import importlib
import typing
from importlib.util import find_spec

from infra.contracts_gate.schemas import Json

__all__ = ["SERVICES", "openapi_documents"]

SERVICES = ("booking", "complaints", "loyalty", "notifications", "reporting")


def openapi_documents() -> dict[str, Json]:
    """OpenAPI 3.1 by service name."""
    return {name: _document(name) for name in SERVICES if find_spec(f"services.{name}.main")}


def _document(name: str) -> Json:
    # By name, at run time: infra stands below the services and may not import them.
    build = importlib.import_module(f"services.{name}.main").build
    settings = typing.get_type_hints(build)["settings"]
    return build(settings()).app.openapi()
