"""Programs that span vehicles: holders, ceilings, orders and money by role."""
