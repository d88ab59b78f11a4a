"""The five services. None imports another; what they share is in contracts and infra.chassis."""
