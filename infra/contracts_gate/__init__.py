"""The contracts gate: publishes what the five services promise, and refuses to break a promise.

It derives JSON Schemas, the AsyncAPI document, the OpenAPI documents and the references from the code
(`schemas`, `asyncapi`, `apis`, `event_reference`), and compares them with what is committed and with every
release (`compare`, `event_rules`, `api_rules`). It lives beside the contracts, not among them: the
distribution an integrator installs needs nothing but pydantic.
"""
