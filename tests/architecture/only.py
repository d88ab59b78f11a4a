"""An import-linter contract that lists what may be imported, where its own types list what may not."""

from __future__ import annotations

import sys
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

__all__ = ["OnlyContract"]


class OnlyContract(Contract):
    """The given packages import themselves, the standard library and the allowed ones, nothing else.

    Options:
        modules: packages the contract binds, with all they contain.
        allowed: modules (with all they contain) and external packages they may import.
    """

    type_name = "only"
    modules: Any = fields.ListField(subfield=fields.ModuleField())
    allowed: Any = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect every import that leaves the allowed ground."""
        del verbose
        allowed = (*(module.name for module in self.modules), *self.allowed, *sys.stdlib_module_names)
        found = [
            (importer, imported)
            for package in self.modules
            if package.name in graph.modules
            for importer in sorted({package.name} | graph.find_descendants(package.name))
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if not any(imported == each or imported.startswith(f"{each}.") for each in allowed)
        ]
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print the offending imports."""
        for importer, imported in check.metadata["found"]:
            output.print_error(f"{importer} is not allowed to import {imported}")
