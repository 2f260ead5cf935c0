"""The Textual face: it shows what a reading publishes, and turns keys into what a person asks for."""
