"""The sources of an article: gathered, fetched through a guard, and tracked."""
