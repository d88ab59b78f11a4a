"""Reporting: figures that can be opened, rebuilt and looked at (rules R1-R11)."""
