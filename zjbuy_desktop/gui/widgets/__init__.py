"""Widgets the pages are composed of; import each from its own module."""
