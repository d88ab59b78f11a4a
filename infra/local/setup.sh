#!/usr/bin/env bash
# Create the environment from the lock: setup.sh PYTHON VENV. Safe to run again; shows what it does.
set -euo pipefail
python=$1 venv=$2

fail() { echo "clubhouse: $1" >&2; exit 1; }

command -v "$python" >/dev/null || fail "no $python here; fix: install Python 3.11 or newer, or set PYTHON=/path/to/python3"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$python" --version) is too old; fix: install Python 3.11 or newer, or set PYTHON=/path/to/python3"

if [ ! -x "$venv/bin/python" ]; then
    echo "  creating $venv with $("$python" --version) …"
    "$python" -m venv "$venv" || fail "cannot create $venv; fix: install the venv module (Debian: apt-get install python3-venv)"
fi

# uv reads the same lock several times faster; where it cannot be had, pip does the same work.
if [ -x "$venv/bin/uv" ] || "$venv/bin/pip" install --quiet uv 2>/dev/null; then
    install=("$venv/bin/uv" pip install --quiet --compile-bytecode --python "$venv/bin/python")
else
    install=("$venv/bin/pip" install --quiet)
fi

echo "  installing $(grep -c '^[a-z]' requirements.lock) locked packages …"
"${install[@]}" --require-hashes -r requirements.lock ||
    fail "packages could not be installed; fix: see the lines above, then run make setup again"
"${install[@]}" --no-deps --no-build-isolation --editable . || fail "the project could not be installed in place"
echo "  environment ready"
