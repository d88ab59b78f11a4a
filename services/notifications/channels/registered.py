"""Chinese SMS providers send registered templates: a code, a signature, and parameters in place of text."""

from __future__ import annotations

from pydantic import BaseModel, Field

from services.notifications.channels.base import Outgoing
from services.notifications.domain.wording import MissingValue, render

__all__ = ["Registered", "RegisteredTemplate", "parameters"]


class RegisteredTemplate(BaseModel):
    """One approved template.

    `params` maps the provider's parameter names, in their order, to holes of our language such as
    ``{{starts_at|datetime}}``.
    """

    code: str
    params: dict[str, str] = Field(default_factory=dict)


class Registered(BaseModel):
    """What was registered with one provider."""

    signature: str
    """Approved signature 签名, e.g. the house's name."""
    templates: dict[str, RegisteredTemplate] = Field(default_factory=dict)
    """By ``<kind>|<language>``."""

    def find(self, message: Outgoing) -> RegisteredTemplate | None:
        """The approved template for a message, if there is one."""
        return self.templates.get(f"{message.kind}|{message.language}")


def parameters(template: RegisteredTemplate, message: Outgoing) -> dict[str, str] | None:
    """The parameters' values by name; None if one is missing: then nothing may be sent (rule N3)."""
    try:
        return {
            name: render(hole, message.facts, language=message.language, zone=message.zone)
            for name, hole in template.params.items()
        }
    except MissingValue:
        return None
