"""Guests' e-mails: read, threaded to their case, or opened as a new one (rule C1)."""
