"""Typed HTTP clients of the Clubhouse services."""
