"""Loyalty's HTTP edge, one module per kind of task."""
