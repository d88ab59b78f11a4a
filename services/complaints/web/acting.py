"""The one shape of every act on a case: check rights, decide under its rules, answer with the case."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi.responses import JSONResponse

from infra.chassis.auth import Principal
from infra.chassis.cause import Cause
from infra.chassis.http import answered
from services.complaints.store.clerk import Clerk, Decision
from services.complaints.web.rights import as_kept, may_see
from services.complaints.web.views import case_view, guest_view

__all__ = ["Act"]


@dataclass(frozen=True)
class Act:
    """Acts on cases for callers who may see them."""

    clerk: Clerk

    async def __call__(
        self,
        who: Principal,
        case_id: str,
        cause: Cause,
        if_match: int | None,
        decision: Decision,
        status: int = 200,
    ) -> JSONResponse:
        """Let `decision` change the case, and show it."""
        case = (await self.clerk.cases.need(case_id)).state
        may_see(await as_kept(self.clerk.guests, who), case)
        view = guest_view if who.roles == {"guest"} else case_view
        outcome = await self.clerk.act(case_id, decision, cause, expected_version=if_match, answer=view)
        return answered(outcome, status)
