"""The ``clubhouse`` command: one module under `commands` per subcommand, found by its file name."""
