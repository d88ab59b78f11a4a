"""Clubhouse's contracts: every event and topic of the five services. Needs pydantic, nothing else.

`TOPICS` lists all topics; an integrator reads a record with `contracts.envelope.decode`.
"""
