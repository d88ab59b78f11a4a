"""How figures are made: pure functions from events to cards, from cards to sheets, from sheets to reports."""
