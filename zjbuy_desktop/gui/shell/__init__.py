"""The frame of the window; imports nothing heavier than PySide6, so that it is painted first."""
