"""The style of an exported page. It holds nothing that fetches: no import, no font, no picture."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

CSS = """
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1d1d1b; --faint: #66655f; --rule: #d8d5cb;
  --quoted: #eef3f7; --bar: #2f6f9f; --good: #2b6b35; --bad: #a32020; --unsure: #7a5a00; }
@media (prefers-color-scheme: dark) { :root { --paper: #17181a; --ink: #e4e2dc; --faint: #9c9a92; --rule: #3a3b3e;
  --quoted: #1f272e; --bar: #6fb1e0; --good: #86c98f; --bad: #f08a80; --unsure: #dfbd6a; } }
body { background: var(--paper); color: var(--ink); font: 1.06rem/1.6 Georgia, "Times New Roman", serif; margin: 0; }
main { max-width: 38rem; margin: 0 auto; padding: 2.5rem 1.2rem 4rem; overflow-wrap: anywhere; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2rem 0 .6rem; }
h1 { font-size: 1.8rem; margin-top: 0; }
a { color: inherit; text-decoration-color: var(--bar); text-underline-offset: .15em; }
.about, .furniture, figcaption { color: var(--faint); font-size: .9rem; }
blockquote { background: var(--quoted); border-left: .3rem solid var(--bar); margin: 1.2rem 0; padding: .6rem 1rem; }
blockquote > :first-child { margin-top: 0; }
blockquote footer { color: var(--faint); font-size: .9rem; border-top: 1px solid var(--rule); padding-top: .4rem; }
.quoted { background: var(--quoted); border-bottom: 2px solid var(--bar); }
sup { line-height: 0; font-size: .72em; }
.verdict { font-weight: bold; color: var(--unsure); }
.verbatim, .elided { color: var(--good); }
.altered, .misattributed, .not_found { color: var(--bad); }
ins { text-decoration: underline; text-decoration-color: var(--bad); }
del { color: var(--faint); }
.edits { margin: .3rem 0 0; padding-left: 1.2rem; font-size: .9rem; }
pre { overflow-x: auto; background: var(--quoted); padding: .6rem 1rem; font-size: .85rem; }
main > ul, blockquote > ul { list-style: none; padding-left: 1rem; }
.level2 { margin-left: 1.5rem; } .level3 { margin-left: 3rem; } .level4 { margin-left: 4.5rem; }
.level5 { margin-left: 6rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; font-size: .9rem; }
th, td { border: 1px solid var(--rule); padding: .2rem .6rem; text-align: left; }
section { border-top: 1px solid var(--rule); margin-top: 2.5rem; font-size: .92rem; }
section ol > li { margin-bottom: .5rem; }
:target { outline: 2px solid var(--bar); outline-offset: .2rem; }
@media print { main { max-width: none; } blockquote { break-inside: avoid; } }
"""

POLICY = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(CSS.encode()).digest()).decode()}'"
"""The content security policy of the page: this style, and nothing else of any kind."""
