"""Older ledgers: reading their lines by a mapping, and sending what they say to the services."""
