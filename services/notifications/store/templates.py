"""Templates, and which one counts: the venue's, else the chain's, else the house's own."""

from __future__ import annotations

import asyncio

from infra.chassis.desk import Desk
from infra.chassis.store import Store
from services.notifications.domain.template import Template, Wording, candidates
from services.notifications.wording import house

__all__ = ["TemplateStore"]


class TemplateStore(Store[Template]):
    """By ``<kind>|<language>|<venue or *>``."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="template", state=Template)

    async def wording(self, kind: str, language: str, venue_id: str | None) -> tuple[Wording, str]:
        """The wording in use, and its name for the record, e.g. ``booking-confirmed|en|*@3``.

        Raises:
            KeyError: no such kind of message.
        """
        ids = candidates(kind, language, venue_id)
        for each, stored in zip(ids, await asyncio.gather(*map(self.get, ids)), strict=True):
            if stored is not None:
                current = stored.state.current
                return current.wording, f"{each}@{current.number}"
        return house(language)[kind], f"{kind}|{language}|house"
