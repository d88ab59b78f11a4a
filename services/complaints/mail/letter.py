"""Reading an e-mail: who wrote, what they say, and which thread it belongs to.

Anybody may write. The library's modern header parser takes minutes over a few kilobytes made for it, so
headers are read by the older one, and of everything only as much as a letter needs.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses
from hashlib import sha256
from html.parser import HTMLParser
from itertools import islice

__all__ = ["Letter", "read_letter"]

_QUOTED = re.compile(r"^\s*>")
_INTRODUCES_QUOTE = re.compile(r"^(On .+ wrote:|在.+写道[:：])$", re.IGNORECASE)
_ENDS = re.compile(r"^-{2,}\s*(Original Message|原始邮件)\s*-{2,}", re.IGNORECASE)
_NUMBER = re.compile(r"\bC\d{6}-[0-9A-HJKMNP-TV-Z]{7}\b", re.ASCII | re.IGNORECASE)
"""Chinese has no spaces: what stands beside a number is a letter of its words, and ends it all the same."""
_LONGEST = 4_000
_LONGEST_HEADER, _LONGEST_NAME, _LONGEST_ADDRESS = 4_000, 100, 254
_LONGEST_READ = 64_000
_FOLDED = re.compile(rb"^content-type:(?:[^\n]*\n[ \t]){20,}", re.IGNORECASE | re.MULTILINE)
"""Nobody's type goes on for twenty lines, and the library's time grows with their square."""
_MOST_PARTS, _MOST_BOUNDARIES, _MOST_NAMED = 50, 20, 20


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail as the desk needs it.

    Attributes:
        message_id: its own, or a digest of the whole letter where the sender gave none.
        answers: Message-IDs it refers to, the nearest last.
        sender: the address it claims to be from; nobody has checked it.
        text: what is newly said, without the quoted letters before, at most 4,000 characters; and what was
            attached, by name, type and size.
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
    message = _parsed(content)
    body = _text(message)[:_LONGEST_READ]
    subject = _words(_header(message, "Subject"))
    name, sender = _sender(_header(message, "From"))
    references = re.findall(
        r"<[^<>\s]+>", f"{_header(message, 'References')} {_header(message, 'In-Reply-To')}"
    )
    number = _NUMBER.search(f"{subject}\n{body}")
    return Letter(
        message_id=_header(message, "Message-ID") or f"<{sha256(content).hexdigest()}@no-message-id>",
        answers=tuple(dict.fromkeys(references)),
        sender=sender,
        name=name,
        subject=subject,
        text="\n\n".join(
            filter(None, ((_new_words(body) or subject or "(empty)")[:_LONGEST], _attached(message)))
        ),
        number=number.group().upper() if number else None,
        automatic=_header(message, "Auto-Submitted").casefold() not in ("", "no")
        or _header(message, "Precedence").casefold() in ("bulk", "junk", "list"),
    )


def _parsed(content: bytes) -> Message:
    """The letter; one of more parts within parts than anybody writes is read as a whole, as text."""
    if _FOLDED.search(content) or content.lower().count(b"boundary") > _MOST_BOUNDARIES:
        whole = BytesParser().parsebytes(content, headersonly=True)
        del whole["Content-Type"]
        return whole
    return message_from_bytes(content)


def _header(message: Message, name: str) -> str:
    """The beginning of a header, on one line, its encoded words as they are."""
    raw = next((text for each, text in message.raw_items() if each.lower() == name.lower()), "")
    text = _decoded(raw[:_LONGEST_HEADER].encode("utf-8", "surrogateescape"), None)
    return " ".join(text.split())


def _words(header: str) -> str:
    """A header with its encoded words decoded."""
    try:
        parts = decode_header(header)
    except (HeaderParseError, ValueError):
        return header
    found = "".join(part if isinstance(part, str) else _decoded(part, charset) for part, charset in parts)
    return " ".join(found.split())


def _sender(header: str) -> tuple[str, str]:
    try:
        addresses = getaddresses([header])
    except RecursionError:  # comments in comments in comments
        return "", ""
    name, address = addresses[0] if addresses else ("", "")
    if len(address) > _LONGEST_ADDRESS:
        return "", ""
    return _words(name)[:_LONGEST_NAME].strip(), address.strip().casefold()


def _text(message: Message) -> str:
    """What the letter says: its first plain part that says anything, else its first such HTML one."""
    parts = list(islice(_readable(message), _MOST_PARTS))
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind:
                raw = part.get_payload(decode=True)
                data = raw if isinstance(raw, bytes) else str(part.get_payload()).encode("utf-8", "replace")
                text = _decoded(data, _charset(part))[:_LONGEST_READ]
                words = _Words.of(text) if kind == "text/html" else text
                if words.strip():
                    return words
    return ""


def _readable(message: Message) -> Iterator[Message]:
    for part in message.walk():
        attached = str(part.get("Content-Disposition", "")).casefold().startswith("attachment")
        if not part.is_multipart() and not attached:
            yield part


def _attached(message: Message) -> str:
    """A line that names what the letter brought besides its words, which alone are kept; or nothing."""
    found = list(islice(_attachments(message), _MOST_NAMED + 1))
    if len(found) > _MOST_NAMED:
        found[_MOST_NAMED:] = ["and more"]
    named = "; ".join(found)
    return f"[attached, not kept here; look in the mailbox, or ask the guest: {named}]" if found else ""


def _attachments(message: Message) -> Iterator[str]:
    for part in message.walk():
        kind = part.get_content_type()[:_LONGEST_NAME]
        if part.is_multipart():
            if kind == "message/rfc822":
                yield kind
            continue
        name = _file_name(part)
        shown = str(part.get("Content-Disposition", "")).casefold().startswith("attachment")
        if name or shown or kind not in ("text/plain", "text/html"):
            raw = part.get_payload(decode=True)
            size = len(raw) if isinstance(raw, bytes) else 0
            yield f"{name} ({kind}, {size} bytes)" if name else f"{kind}, {size} bytes"


def _file_name(part: Message) -> str:
    """The name it was given, read from the beginnings of its two headers: the library's time is as theirs."""
    heads = Message()
    for header in ("Content-Disposition", "Content-Type"):
        heads[header] = _header(part, header)
    try:
        return _words(heads.get_filename() or "")[:_LONGEST_NAME].strip()
    except (ValueError, LookupError, AttributeError, TypeError):
        return ""  # a header the library stumbles over says nothing


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, AttributeError, TypeError):
        return None  # a header the library stumbles over says nothing


def _decoded(data: bytes, charset: str | None) -> str:
    for each in (charset, "utf-8", "gb18030"):
        try:
            return data.decode(each or "utf-8")
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return data.decode("utf-8", "replace")


def _new_words(body: str) -> str:
    """What is said above or below the letters quoted; one quoted without marks goes on to the end."""
    kept: list[str] = []
    lines = body.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        if _ENDS.match(line.strip()):
            break
        if _INTRODUCES_QUOTE.match(line.strip()):
            following = next((lines[at] for at in range(number, len(lines)) if lines[at].strip()), "")
            if not _QUOTED.match(following):
                break
        elif not _QUOTED.match(line):
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
        with contextlib.suppress(
            AssertionError
        ):  # the library's, of some broken markup: what came before counts
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
