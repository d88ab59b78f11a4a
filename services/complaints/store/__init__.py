"""What the case desk keeps: cases, people, calendars and everything beside, with their look-ups."""
