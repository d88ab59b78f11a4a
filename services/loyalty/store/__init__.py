"""Where loyalty keeps things: documents and states, the vault, and what both edges do with several."""
