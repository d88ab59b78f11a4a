"""Who may call the routes every service has."""

from __future__ import annotations

from typing import Annotated

from infra.chassis.auth import Principal, requires

__all__ = ["Auditor", "Manager", "Operator", "Staff"]

Staff = Annotated[Principal, requires("agent", "supervisor", "manager", "gm", "service")]
Manager = Annotated[Principal, requires("manager", "gm")]
Operator = Annotated[Principal, requires("service", "gm")]
Auditor = Annotated[Principal, requires("gm")]
