"""What every service stands on: one store, one bus, one clock, one way to answer HTTP."""
