"""What the writing systems of the world put into words, over them, and between them: as classes of characters."""

from __future__ import annotations

HIDDEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff"
"""What may stand inside a word and shows nothing: soft hyphens, joiners, marks of direction."""

POINTS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
"""The points of Hebrew and Arabic, which a writer may set or leave out."""

WITHIN = rf"{HIDDEN}{POINTS}\u0300-\u036f\u0483-\u0487\u0900-\u0963\u0966-\u0dff"
"""What belongs to the letter before it: the above, combining marks, the vowel signs of the scripts of India."""

UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u1000-\u102a\u1780-\u17b3"
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9d\U00020000-\U0003ffff"
)
"""Letters of scripts that set no spaces between words (Thai, Lao, Burmese, Khmer, kana, Han)."""

SIGNS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3\u3099\u309a\uff9e\uff9f"
)
"""The marks over and under those."""
