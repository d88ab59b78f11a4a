"""Booking's rules: frozen states and pure decisions. No clock, no store, no framework."""
