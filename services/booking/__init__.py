"""Booking: venues, what can be booked in them, and every booking's life (rules B1-B15)."""
