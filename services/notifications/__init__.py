"""Notifications: the right word to the right person at the right time, once (rules N1-N7)."""
