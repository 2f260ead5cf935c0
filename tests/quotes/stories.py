"""A story of our own making to quote from."""

from __future__ import annotations

LEAD = (
    "The harbour board is giving up its plan to lease the east mole to a ferry company, the Signal has learned. "
    "Currently 4,100 people work on the mole, and 3.5% of them live there."
)
TALKS = (
    "“We will not sign a lease that shields anyone from our own courts,” the chair, Ines Okoro, told reporters. "
    "In recent weeks the pilots have flatly refused to move a ship, and the board has refused to go on without them."
)
ASIDE = "A spokesman declined to say how long the meeting took. Nobody offered him a chair."
END = (
    "But a clerk confirmed on Saturday that all of the cranes will be sold, except for about twelve that the museum "
    "wants. The sheds, the rails and the old fog bell will stay where they are until the spring."
)
STORY = f"{LEAD}\n\n{TALKS}\n\n{ASIDE}\n\n{END}"

LETTER = (
    "Sir, I have read your paper for forty years and never once found the tide table where it ought to be. "
    "My late husband kept a tide table of his own, in pencil, on the wall of the shed, and it was wrong only when "
    "the moon was. I would not trouble you, but the wall has gone, and with it the shed, and the ferry now leaves "
    "whenever it likes. Could the printer not be asked to put the thing on the second page, under the weather, where "
    "every other paper on this coast has had it since the war? If he cannot, then perhaps he could leave out the "
    "chess. Nobody I know has ever solved it, and my neighbour, who says that she has, will not show us the answer. "
    "Yours in hope, and with wet feet."
)
