"""What every “no” has in common: words for the person who asked."""


class Refused(Exception):
    """It was not done. `words` say why, and what to do; whoever shows them escapes them."""

    words = "This cannot be done as things stand now. Look at it again."

    def __init__(self, words: str = "") -> None:
        self.words = words or self.words
        super().__init__(self.words)
