"""Blocks to PDF: fonts and fallback, Chinese line breaking, GB/T 9704 layout, return codes."""
