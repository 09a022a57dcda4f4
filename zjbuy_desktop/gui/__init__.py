"""The window: views, view-models and the shell they stand in."""
