"""The stack on one machine: servers from package registries, the supervisor of `make up`, its own page."""
