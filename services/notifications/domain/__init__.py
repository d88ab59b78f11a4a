"""Whom to tell what, when, by which way: pure decisions. No clock, no database, no network."""
