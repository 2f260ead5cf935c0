"""The web page around the terminal: it takes the keys at once, and says when the program has ended."""

from __future__ import annotations

from string import Template

_PAGE = Template("""\
<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>Pullquote</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="static/css/xterm.css">
<style>
@font-face { font-family: "Roboto Mono"; src: url("static/fonts/RobotoMono-VariableFont_wght.ttf"); }
@font-face {
  font-family: "Roboto Mono"; font-style: italic; src: url("static/fonts/RobotoMono-Italic-VariableFont_wght.ttf");
}
body { margin: 0; background: #16181c; color: #d6d3cb; font: 16px "Roboto Mono", monospace; overflow: hidden; }
#ended { display: none; position: absolute; inset: 0; place-content: center; background: #16181c; z-index: 10; }
body.-closed #ended { display: grid; gap: 1em; text-align: center; }
a { color: #e3b261; }
</style>
<script src="static/js/textual.js"></script>
<body>
<div id="terminal" class="textual-terminal" data-session-websocket-url="$socket" data-font-size="16"></div>
<div id="ended" role="status">Pullquote has ended.<a href="">Start again</a></div>
<script nonce="$nonce">
// Keys go to the terminal from the start, and again when the window is come back to.
const focus = () => document.querySelector(".xterm-helper-textarea")?.focus();
new MutationObserver(focus).observe(document.body, {attributes: true, attributeFilter: ["class"]});
addEventListener("focus", focus);
</script>
</html>
""")


def page(socket: str, nonce: str) -> str:
    """The page.

    Args:
        socket: the address of the socket that carries the screen.
        nonce: what marks the script of the page as ours.
    """
    return _PAGE.substitute(socket=socket, nonce=nonce)
