"""One module per subcommand; each offers ``command``."""
