"""The error that is meant for people."""

from __future__ import annotations

from studio.wording import Message


class StudioError(Exception):
    """Something the user can understand and act on; `message` says it in one sentence.

    Raised with an English template and its arguments (`studio.wording`). Windows show it,
    the command line prints it to stderr and exits with 2.
    """

    def __init__(self, template: str, /, **args: object) -> None:
        self.message = Message(template, args)
        super().__init__(str(self.message))

    def __str__(self) -> str:
        return self.message.text()
