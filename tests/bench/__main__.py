"""`python -m tests.bench [NAME]`: what `make bench [ONLY=NAME]` runs."""

from __future__ import annotations

import sys

from tests.bench.harness import run

sys.exit(run(sys.argv[1] if len(sys.argv) > 1 else None))
