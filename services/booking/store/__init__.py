"""What booking keeps in MongoDB, and how a place is found and claimed in it."""
