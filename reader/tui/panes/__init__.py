"""The panes beside the article: its sources, and the preview of one of them."""
