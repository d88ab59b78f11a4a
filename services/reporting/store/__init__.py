"""Where reporting keeps what it heard (journal), what it made of it (cards, sheets) and what it said."""
