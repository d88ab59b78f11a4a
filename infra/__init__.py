"""What the services stand on, and what runs and watches them."""
