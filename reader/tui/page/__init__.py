"""The reading pane: an article laid out in rows, painted, searched and moved through."""
