"""How files of guests and of their purchases are read and sent to the loyalty service."""
