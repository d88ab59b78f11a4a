"""Requests that have their effect, told one after the other, and what each was answered."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import httpx

from infra.contracts_gate.schemas import Json
from infra.local.issuer import ROLES
from tests.contracts.requests import Operation, operations
from tests.contracts.running import Running

__all__ = ["Heard", "Teller", "Told"]


@dataclass(frozen=True)
class Heard:
    """An answer: what a retry must be given again, and whether it says that it was."""

    status: int
    etag: str | None
    body: Json
    replayed: bool

    @classmethod
    def of(cls, answer: httpx.Response) -> Heard:
        """From the wire."""
        text = answer.text
        told = json.loads(text) if "json" in answer.headers.get("content-type", "") else text
        return cls(
            answer.status_code,
            answer.headers.get("etag"),
            told,
            answer.headers.get("idempotent-replayed") == "true",
        )

    @property
    def code(self) -> str:
        """Of a problem; empty for anything else."""
        return str(self.body.get("code", "")) if isinstance(self.body, dict) and self.status >= 400 else ""


@dataclass(frozen=True)
class Told:
    """A request that succeeded, as it was sent."""

    operation: Operation
    caller: httpx.Client
    path: str
    query: Mapping[str, str]
    content: bytes
    media: str
    key: str
    answer: Heard

    def again(
        self,
        *,
        by: httpx.Client | None = None,
        key: str | None = "",
        content: bytes | None = None,
        **headers: str,
    ) -> Heard:
        """Send it again, as it was or with something else in its place.

        Args:
            key: another Idempotency-Key; None for none.
        """
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if key is not None:
            sent["Idempotency-Key"] = key or self.key
        if self.media:
            sent["Content-Type"] = self.media
        return Heard.of(
            (by or self.caller).request(
                self.operation.method,
                self.path,
                params=self.query,
                content=self.content if content is None else content,
                headers=sent,
            )
        )

    def __str__(self) -> str:
        return f"{self.operation.method} {self.path}"


@dataclass
class Teller:
    """Tells a service what happens, by the names of its operations, and remembers what it was answered.

    Attributes:
        send: how a request is sent: once, unless somebody knows better.
        after: called with each request that succeeded.
        told: all of them, in order.
    """

    service: Running
    send: Callable[[Told], Heard] = lambda told: told.again()
    after: Callable[[Told], None] = lambda _: None
    told: list[Told] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read what can be told, and let in who tells it."""
        self.document = self.service.document()
        self.table = {each.name: each for each in operations(self.document)}
        self.callers = {
            "all": self.service.caller(*ROLES),
            "second": self.service.caller("gm", *ROLES),
            "nobody": self.service.caller(),
        }

    @property
    def subject(self) -> str:
        """Who tells, unless somebody else is said to."""
        return f"test-{ROLES[0]}"

    def tell(
        self, name: str, body: Json = None, /, *, by: str = "all", media: str = "", **values: str
    ) -> Json:
        """The answer to an operation, which must succeed.

        Args:
            name: the operation's id in the OpenAPI document.
            body: fields that differ from the example; or, with `media`, the whole text.
            by: who asks: somebody with every role, a second one, or nobody known.
            values: path and query parameters.
        """
        operation = self.table[name]
        content, media = self._content(operation, body, media)
        key = uuid.uuid4().hex
        query = {name: value for name, value in values.items() if f"{{{name}}}" not in operation.path}
        sent = Told(
            operation, self.callers[by], operation.path.format(**values), query, content, media, key,
            Heard(0, None, None, replayed=False),
        )  # fmt: skip
        done = replace(sent, answer=self.send(sent))
        assert done.answer.status < 300, f"{name} {sent} {content.decode()}: {done.answer}"
        self.told.append(done)
        self.after(done)
        return done.answer.body

    def asked(self, path: str, by: str = "all") -> Json:
        """The answer to a GET."""
        answer = self.callers[by].get(path)
        assert answer.is_success, f"GET {path}: {answer.text}"
        return answer.json()

    def keyed(self) -> Iterator[Operation]:
        """The operations that take an Idempotency-Key."""
        yield from (each for each in self.table.values() if "Idempotency-Key" in each.headers)

    @staticmethod
    def _content(operation: Operation, body: Json, media: str) -> tuple[bytes, str]:
        if media:
            return str(body).encode(), media
        if operation.body is None:
            return b"", ""
        whole = {**operation.body, **(body or {})}
        return json.dumps(whole, ensure_ascii=False).encode(), "application/json"
