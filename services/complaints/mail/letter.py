"""Reading an e-mail: who wrote, what they say, and which thread it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from hashlib import sha256
from html.parser import HTMLParser

__all__ = ["Letter", "read_letter"]

_QUOTED = re.compile(r"^\s*>")
_INTRODUCES_QUOTE = re.compile(
    r"^(On .+ wrote:|在.+写道[:：]|-{2,}\s*(Original Message|原始邮件)\s*-{2,}).*$", re.IGNORECASE
)
_NUMBER = re.compile(r"\bC\d{6}-[0-9A-HJKMNP-TV-Z]{7}\b")
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail as the desk needs it.

    Attributes:
        message_id: its own, or a digest of the whole letter where the sender gave none.
        answers: Message-IDs it refers to, the nearest last.
        text: what is newly said, without the quoted letters before; at most 4,000 characters.
        number: a case number quoted in subject or text, if any.
        automatic: written by a machine (an absence note, a bounce): nobody to answer.
    """

    message_id: str
    answers: tuple[str, ...]
    sender: str
    name: str
    subject: str
    text: str
    number: str | None
    automatic: bool


def read_letter(content: bytes) -> Letter:
    """Read a letter as it came over the wire. Total: whatever the bytes, something readable results."""
    message = message_from_bytes(content, policy=policy.default)
    body = _text(message)
    subject = _header(message, "Subject")
    addresses = getaddresses([_header(message, "From")])
    name, sender = addresses[0] if addresses else ("", "")
    references = re.findall(
        r"<[^<>\s]+>", f"{_header(message, 'References')} {_header(message, 'In-Reply-To')}"
    )
    number = _NUMBER.search(f"{subject}\n{body}")
    return Letter(
        message_id=_header(message, "Message-ID") or f"<{sha256(content).hexdigest()}@no-message-id>",
        answers=tuple(dict.fromkeys(references)),
        sender=sender.strip().casefold(),
        name=name.strip(),
        subject=subject,
        text=(_new_words(body) or subject or "(empty)")[:_LONGEST],
        number=number.group() if number else None,
        automatic=_header(message, "Auto-Submitted").casefold() not in ("", "no")
        or _header(message, "Precedence").casefold() in ("bulk", "junk", "list"),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, LookupError, AttributeError, IndexError):
        # The standard library's header parser stumbles over some broken headers; they count as missing.
        return ""


def _text(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else str(raw or "").encode()
    text = _decoded(data, part.get_content_charset())
    return _Words.of(text) if part.get_content_subtype() == "html" else text


def _decoded(data: bytes, charset: str | None) -> str:
    for each in (charset, "utf-8", "gb18030"):
        try:
            return data.decode(each or "utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")


def _new_words(body: str) -> str:
    kept: list[str] = []
    for line in body.replace("\r\n", "\n").split("\n"):
        if _INTRODUCES_QUOTE.match(line.strip()):
            break
        if not _QUOTED.match(line):
            kept.append(line.rstrip())
    return "\n".join(kept).strip()


class _Words(HTMLParser):
    """The visible words of an HTML letter."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: list[str] = []
        self._hidden = 0

    @classmethod
    def of(cls, html: str) -> str:
        parser = cls()
        parser.feed(html)
        lines = (" ".join(line.split()) for line in "".join(parser._kept).split("\n"))
        return "\n".join(line for line in lines if line)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "head"):
            self._hidden += 1
        if tag in ("br", "p", "div", "tr", "li", "blockquote"):
            self._kept.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "head") and self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._kept.append(data)
