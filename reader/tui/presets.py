"""Sets of keys to start from: what the fingers know from other programs, beside what stands in the table.

Alt goes with letters alone: of Alt and another sign Textual reports only the sign in most terminals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_VIM = {
    "move.down": "j,down,ctrl+e",
    "move.up": "k,up,ctrl+y",
    "list.page_down": "ctrl+f,space,pagedown",
    "list.page_up": "ctrl+b,b,pageup",
    "preview.down": "j,down,ctrl+e",
    "preview.up": "k,up,ctrl+y",
    "preview.page_down": "ctrl+f,space,pagedown",
    "preview.page_up": "ctrl+b,b,pageup",
}

_EMACS = {
    "app.palette": "alt+x,colon",
    "app.escape": "escape,ctrl+g",
    "move.down": "ctrl+n,j,down",
    "move.up": "ctrl+p,k,up",
    "page.down": "ctrl+v,space,pagedown",
    "page.up": "alt+v,b,pageup",
    "find.open": "ctrl+s,slash",
    "find.previous": "ctrl+r,N",
    "find.leave": "escape,ctrl+g",
    "hints.leave": "escape,ctrl+g",
    "select.leave": "escape,ctrl+g",
    "select.row_down": "ctrl+n,j,down",
    "select.row_up": "ctrl+p,k,up",
    "select.row_start": "ctrl+a,0,home",
    "select.row_end": "ctrl+e,$,end",
    "select.anchor": "ctrl+at,space,v",
    "select.copy": "alt+w,y,enter,ctrl+c",
    "text.copy": "alt+w,ctrl+c,super+c",
    "list.down": "ctrl+n,j,down",
    "list.up": "ctrl+p,k,up",
    "list.page_down": "ctrl+v,space,pagedown",
    "list.page_up": "alt+v,b,pageup",
    "preview.down": "ctrl+n,j,down",
    "preview.up": "ctrl+p,k,up",
    "preview.page_down": "ctrl+v,space,pagedown",
    "preview.page_up": "alt+v,b,pageup",
}

PRESETS: Mapping[str, Mapping[str, str]] = {"default": {}, "vim": _VIM, "emacs": _EMACS}
"""A preset's name to the bindings that it changes."""
