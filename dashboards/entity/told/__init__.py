"""What the records say of an entity: sentences made from numbers, and one picture."""
