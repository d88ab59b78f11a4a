"""The rules on HTTP: what a client of the promised OpenAPI document can still do with the new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from infra.contracts_gate.compare import REQUEST, RESPONSE, Stance, compare_schemas
from infra.contracts_gate.event_rules import Break
from infra.contracts_gate.schemas import Json

__all__ = ["breaks_in_apis"]

_METHODS = ("get", "put", "post", "delete", "patch", "head", "options")

Document = dict[str, Json]


def breaks_in_apis(old: Mapping[str, Document], new: Mapping[str, Document]) -> Iterator[Break]:
    """Compare OpenAPI documents by service."""
    for service, promised in old.items():
        if service not in new:
            yield Break(service, "", "removed-api", "is gone", "keep serving it")
            continue
        yield from _Api(service, promised, new[service]).breaks()


class _Api:
    """One service's document, before and after."""

    def __init__(self, service: str, old: Document, new: Document) -> None:
        self._service = service
        self._old = old
        self._new = new

    def breaks(self) -> Iterator[Break]:
        for path, promised in self._old.get("paths", {}).items():
            found = self._new.get("paths", {}).get(path)
            if found is None:
                yield self._break(path, "", "removed-path", "is gone", "keep it beside its successor")
                continue
            for method in _METHODS:
                if method in promised:
                    yield from self._operation(
                        f"{method.upper()} {path}", promised[method], found.get(method)
                    )

    def _operation(self, subject: str, old: Document, new: Document | None) -> Iterator[Break]:
        if new is None:
            yield self._break(subject, "", "removed-method", "is gone", "keep it beside its successor")
            return
        yield from self._parameters(subject, old, new)
        yield from self._request(subject, old.get("requestBody"), new.get("requestBody"))
        for status, promised in old.get("responses", {}).items():
            found = new.get("responses", {}).get(status)
            if found is None:
                yield self._break(
                    subject,
                    status,
                    "removed-status",
                    "is no longer answered",
                    "keep answering it where it applied",
                )
            else:
                yield from self._content(subject, f"{status} response", promised, found, RESPONSE)

    def _parameters(self, subject: str, old: Document, new: Document) -> Iterator[Break]:
        before, after = _by_place(old), _by_place(new)
        for place, promised in before.items():
            found = after.pop(place, None)
            where = " ".join(place)
            if found is None:
                yield self._break(subject, where, "removed", "parameter is gone", "keep taking it")
                continue
            if found.get("required") and not promised.get("required"):
                yield self._break(
                    subject, where, "newly-required", "callers leave it out", "keep it optional"
                )
            yield from self._schemas(
                subject, where, promised.get("schema", {}), found.get("schema", {}), REQUEST
            )
        for place, added in after.items():
            if added.get("required"):
                yield self._break(
                    subject, " ".join(place), "newly-required", "callers do not send it", "make it optional"
                )

    def _request(self, subject: str, old: Document | None, new: Document | None) -> Iterator[Break]:
        if new is None:
            if old is not None:
                yield self._break(subject, "request", "removed", "body is no longer taken", "keep taking it")
            return
        if new.get("required") and not (old or {}).get("required"):
            yield self._break(
                subject, "request", "newly-required", "callers send no body", "make it optional"
            )
        if old is not None:
            yield from self._content(subject, "request", old, new, REQUEST)

    def _content(
        self, subject: str, where: str, old: Document, new: Document, stance: Stance
    ) -> Iterator[Break]:
        for media_type, promised in old.get("content", {}).items():
            found = new.get("content", {}).get(media_type)
            if found is None:
                yield self._break(subject, where, "removed-media-type", f"{media_type} is gone", "keep it")
            else:
                yield from self._schemas(
                    subject, where, promised.get("schema", {}), found.get("schema", {}), stance
                )

    def _schemas(self, subject: str, where: str, old: Json, new: Json, stance: Stance) -> Iterator[Break]:
        for found in compare_schemas(old, new, stance, old_root=self._old, new_root=self._new):
            field = f"{where} {found.path}" if found.path else where
            yield self._break(subject, field, found.rule, found.detail, "add a field or a route beside it")

    def _break(self, subject: str, path: str, rule: str, detail: str, fix: str) -> Break:
        return Break(f"{self._service} {subject}", path, rule, detail, fix)


def _by_place(operation: Document) -> dict[tuple[str, str], Document]:
    return {(one["in"], one["name"]): one for one in operation.get("parameters", ())}
