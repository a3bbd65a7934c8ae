"""Models, their order and checks → one research database, swapped in whole."""
