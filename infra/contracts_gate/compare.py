"""What changed between two JSON Schemas that someone relying on the first would notice.

The rules are lenient: descriptions, titles, examples and defaults may change, and an optional field may
appear, and a number that callers send may get its first limit beyond what anybody sends. Whether anything
else breaks depends on who stands at the other end, which `Stance` says. The gate compares with every release,
since passing against the latest of a series does not always mean passing against all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from infra.contracts_gate.schemas import Json

__all__ = ["EVENT", "REQUEST", "RESPONSE", "Difference", "Stance", "compare_schemas"]


@dataclass(frozen=True, slots=True)
class Stance:
    """Who relies on a schema.

    Attributes:
        read_by_others: they read what we write: nothing may go away or become uncertain.
        written_by_others: they write what we read: nothing more may be asked of them.
        refused_when_unknown: they validate what they read and drop what an older schema does not allow.
    """

    read_by_others: bool
    written_by_others: bool
    refused_when_unknown: bool


EVENT = Stance(read_by_others=True, written_by_others=True, refused_when_unknown=True)
"""An event is read by consumers of the old schema, and records of the old schema are read by us."""
REQUEST = Stance(read_by_others=False, written_by_others=True, refused_when_unknown=False)
RESPONSE = Stance(read_by_others=True, written_by_others=False, refused_when_unknown=False)


@dataclass(frozen=True, slots=True)
class Difference:
    """One breaking change: where, by which rule, and what was seen."""

    path: str
    rule: str
    detail: str


_LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_ANYTHING = "anything"
_TYPE_NAMES = {str: "string", int: "integer", bool: "boolean", float: "number", type(None): "null"}
_EXACT = ("pattern", "multipleOf", "uniqueItems")
_BEYOND_USE = 10**9
"""A number without a limit is an accident: somewhere above this it was always an error."""

Node = Json
"""A schema, or True for the one that takes anything."""


def compare_schemas(
    old: Node, new: Node, stance: Stance, *, old_root: Node = None, new_root: Node = None
) -> list[Difference]:
    """Every breaking difference from `old` to `new`, each once.

    Args:
        old: the promised schema; `new`: the one that would replace it.
        stance: who relies on it.
        old_root: the document `old`'s references point into (itself by default); so `new_root`.
    """
    comparison = _Comparison(
        stance, old if old_root is None else old_root, new if new_root is None else new_root, set()
    )
    return list(dict.fromkeys(comparison.nodes(old, new, "")))


@dataclass(frozen=True, slots=True)
class _Comparison:
    stance: Stance
    old_root: Node
    new_root: Node
    seen: set[tuple[str, str]]

    def nodes(self, old: Node, new: Node, path: str) -> Iterator[Difference]:
        before = _by_kind(_alternatives(old, self.old_root))
        after = _by_kind(_alternatives(new, self.new_root))
        shared = before.keys() & after.keys()
        if (_ANYTHING in before and not self.stance.written_by_others) or (
            _ANYTHING in after and not self.stance.read_by_others
        ):
            return
        if not shared:
            yield Difference(path, "retyped", f"was {_names(before)}, is {_names(after)}")
            return
        if self.stance.written_by_others and before.keys() - after.keys():
            yield Difference(path, "narrowed", f"no longer takes {_names(before.keys() - after.keys())}")
        if self.stance.read_by_others and after.keys() - before.keys():
            yield Difference(path, "widened", f"may now also be {_names(after.keys() - before.keys())}")
        for kind in sorted(shared):
            yield from self.alternative(before[kind], after[kind], path)

    def alternative(self, old: Node, new: Node, path: str) -> Iterator[Difference]:
        references = (str(old.get("x-ref", "")), str(new.get("x-ref", "")))
        if all(references):
            if references in self.seen:  # a type that holds itself, or one used again at another place
                return
            self.seen.add(references)
        yield from self.values(old, new, path)
        yield from self.constraints(old, new, path)
        if "properties" in old or "properties" in new:
            yield from self.fields(old, new, path)
        yield from self.openness(old, new, path)
        if "items" in old and "items" in new:
            yield from self.nodes(old["items"], new["items"], f"{path}[]")
        for index, (one, other) in enumerate(
            zip(old.get("prefixItems", ()), new.get("prefixItems", ()), strict=False)
        ):
            yield from self.nodes(one, other, f"{path}[{index}]")
        if len(old.get("prefixItems", ())) != len(new.get("prefixItems", ())):
            yield Difference(path, "retyped", "has another number of items")

    def values(self, old: Node, new: Node, path: str) -> Iterator[Difference]:
        before, after = _enum(old), _enum(new)
        if before == after:
            return
        if self.stance.written_by_others and after is not None and (before is None or before - after):
            gone = "any other value" if before is None else ", ".join(sorted(before - after))
            yield Difference(path, "narrowed", f"no longer takes {gone}")
        if after is None:
            if self.stance.read_by_others:
                yield Difference(path, "widened", "may now be any value")
        elif self.stance.refused_when_unknown and before is not None and after - before:
            yield Difference(path, "widened", f"may now also be {', '.join(sorted(after - before))}")

    def constraints(self, old: Node, new: Node, path: str) -> Iterator[Difference]:
        for name in (*_LOWER, *_UPPER, *_EXACT):
            before, after = old.get(name), new.get(name)
            if before == after:
                continue
            told = f"{name} was {before}, is {after}"
            first = not self.stance.read_by_others and before is None and _beyond_use(name, after)
            if self.stance.written_by_others and _tightened(name, before, after) and not first:
                yield Difference(path, "narrowed", told)
            if self.stance.refused_when_unknown and _tightened(name, after, before):
                yield Difference(path, "widened", told)

    def fields(self, old: Node, new: Node, path: str) -> Iterator[Difference]:
        before, after = old.get("properties", {}), new.get("properties", {})
        had, has = set(old.get("required", ())), set(new.get("required", ()))
        for name in before:
            where = f"{path}.{name}" if path else name
            if name not in after:
                yield Difference(where, "removed", _renamed(before[name], before, after))
                continue
            if self.stance.read_by_others and name in had - has:
                yield Difference(where, "no-longer-required", "was always there, may now be missing")
            yield from self.nodes(before[name], after[name], where)
        if self.stance.written_by_others:
            for name in sorted(has - had):
                where = f"{path}.{name}" if path else name
                yield Difference(where, "newly-required", "may be missing from what is already written")

    def openness(self, old: Node, new: Node, path: str) -> Iterator[Difference]:
        before, after = old.get("additionalProperties", True), new.get("additionalProperties", True)
        if isinstance(before, dict) and isinstance(after, dict):
            yield from self.nodes(before, after, f"{path}{{}}")
        elif self.stance.written_by_others and before is not False and after is False:
            yield Difference(path, "narrowed", "no longer takes other fields")


def _alternatives(node: Node, root: Node) -> list[Node]:
    """The simple schemas a node stands for: references followed, unions flattened, type lists split."""
    if node is True or node == {}:
        return [{}]
    name = _reference(node)
    if name:
        target = _resolved(name, root)
        return [{**part, "x-ref": name} for part in _alternatives(target, root)]
    for union in ("anyOf", "oneOf"):
        if union in node:
            return [part for one in node[union] for part in _alternatives(one, root)]
    if "allOf" in node:
        return [_merged([part for one in node["allOf"] for part in _alternatives(one, root)])]
    if isinstance(node.get("type"), list):
        return [{**node, "type": one} for one in node["type"]]
    return [node]


def _merged(parts: list[Node]) -> Node:
    merged: dict[str, Json] = {}
    for part in parts:
        properties = {**merged.get("properties", {}), **part.get("properties", {})}
        required = [*merged.get("required", ()), *part.get("required", ())]
        merged |= part
        if properties:
            merged |= {"properties": properties, "required": required}
    return merged


def _by_kind(parts: list[Node]) -> dict[str, Node]:
    """The alternatives by kind: those of one kind are compared inside, others not at all.

    Several objects in one union tell themselves apart by a constant field, as pydantic's discriminators
    do, or else by the name of their type.
    """
    kinds = [_kind(part) for part in parts]
    return {
        f"{kind} {_tag(part) or index}" if kinds.count(kind) > 1 else kind: part
        for index, (kind, part) in enumerate(zip(kinds, parts, strict=True))
    }


def _kind(node: Node) -> str:
    if "type" in node:
        return f"{node['type']} ({node['format']})" if node.get("format") else str(node["type"])
    values = node.get("enum", [node["const"]] if "const" in node else [])
    return _TYPE_NAMES.get(type(values[0]), _ANYTHING) if values else _ANYTHING


def _tag(node: Node) -> str:
    constants = [
        f"{name}={part['const']}"
        for name, part in sorted(node.get("properties", {}).items())
        if isinstance(part, dict) and "const" in part
    ]
    return " ".join(constants) or str(node.get("x-ref", ""))


def _names(kinds: Iterable[str]) -> str:
    return " or ".join(sorted(kinds))


def _enum(node: Node) -> frozenset[str] | None:
    if "const" in node:
        return frozenset([repr(node["const"])])
    return frozenset(repr(value) for value in node["enum"]) if "enum" in node else None


def _tightened(name: str, before: Json, after: Json) -> bool:
    if after is None or after is False:
        return False
    if before is None or before is False or name in _EXACT:
        return True
    return bool(after > before) if name in _LOWER else bool(after < before)


def _beyond_use(name: str, limit: Json) -> bool:
    return (name == "maximum" and limit >= _BEYOND_USE) or (name == "minimum" and limit <= -_BEYOND_USE)


def _renamed(part: Node, before: Node, after: Node) -> str:
    twins = [name for name in after if name not in before and after[name] == part]
    return f"is gone (renamed to {twins[0]}?)" if twins else "is gone"


def _reference(node: Node) -> str:
    return str(node.get("$ref", "")) if isinstance(node, dict) else ""


def _resolved(name: str, root: Node) -> Node:
    node = root
    for step in name.removeprefix("#/").split("/"):
        node = node[step.replace("~1", "/").replace("~0", "~")]
    return node
