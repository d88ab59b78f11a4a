"""Clubhouse's contracts: every event and topic of the five services. Needs pydantic, nothing else.

One file of events per service; `contracts.catalog` lists them all. An integrator reads a record with
`contracts.envelope.decode`.
"""

__version__ = "0.2.0"
