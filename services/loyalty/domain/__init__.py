"""The rules of loyalty as pure functions over frozen states: guests, points, tiers, promotions (L1-L15)."""
