"""The loyalty service: guests, points, tiers, benefits, promotions (rules L1-L15)."""
