"""A table as an office clerk leaves it, with the truth known by construction."""
