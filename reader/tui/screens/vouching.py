"""What the person says of a source: that it is there, or gone, whatever was found; and taking back the last word."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.tui.screens.voicing import Voicing

if TYPE_CHECKING:
    from reader.reading import Reading
    from reader.sources.model import Source

_GONE = frozenset(("dead", "strike", "soft404"))  # by the values of `State`


class Vouching(Voicing, part=True):
    """The key that says whether a source is there."""

    def action_vouch(self) -> None:
        """Say that the chosen source is gone; of one taken for gone, that it is there; again takes that back."""
        source, reading = self.source(self.panes.chosen), self.reading
        if source is None or reading is None:
            self.say("Choose a source first: Tab goes from link to link.")
        elif source.url is None:
            self.say(f"{source.name} is only named;", "there is no page that could be gone.")
        elif (known := reading.tracked[source.id].remembered) is not None and known.manual is not None:
            self.run_alone(partial(self._vouch, reading, source, None), "vouching")
        elif not reading.tracked[source.id].state.settled:
            self.say(f"{source.name} is still on its way.")
        else:
            alive = reading.tracked[source.id].state in _GONE
            self.run_alone(partial(self._vouch, reading, source, alive), "vouching")

    def action_undo(self) -> None:
        """Take back what was said last here, of a source or of whose words a paragraph is."""
        said, reading = self.said, self.reading
        at = next((at for at in reversed(range(len(said))) if said[at][0] is reading), None)
        source_id = said.pop(at)[1] if at is not None else None
        if reading is None or source_id is None:
            super().action_undo()
        else:
            source = reading.tracked[source_id].source
            self.run_alone(partial(self._vouch, reading, source, None), "vouching")

    async def _vouch(self, reading: Reading, source: Source, alive: bool | None) -> None:  # noqa: FBT001 - of three
        await self.background.result(reading.vouch(source.id, alive=alive))
        self.said = [one for one in self.said if one != (reading, source.id)]
        if alive is None:
            self.say(f"Taken back: what you said of {source.name}.")
        else:
            self.said.append((reading, source.id))
            self.say(f"You say that {source.name} is {'there' if alive else 'gone'}.", "Ctrl+Z takes it back.")
