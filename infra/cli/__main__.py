"""``python -m infra.cli`` is the ``clubhouse`` command."""

from infra.cli.main import main

main()
