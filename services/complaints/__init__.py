"""The case desk: complaints, inquiries, suggestions, callbacks, lost items (rules C1-C25)."""
