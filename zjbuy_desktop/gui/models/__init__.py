"""View-models: what pages and panels show, without any widget."""
