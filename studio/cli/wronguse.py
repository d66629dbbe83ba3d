"""What argparse complains about, as sentences in every language."""

from __future__ import annotations

import re

from studio.wording import Message, message

_SENTENCES = (
    (
        r"the following arguments are required: (?P<names>.+)",
        message("the following arguments are required: {names}"),
    ),
    (r"unrecognized arguments: (?P<names>.+)", message("unrecognized arguments: {names}")),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+) \(choose from (?P<choices>.+)\)",
        message("argument {name}: {value} is none of {choices}"),
    ),
    (
        r"argument (?P<name>.+?): expected one argument",
        message("argument {name}: its value is missing"),
    ),
    (
        r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)",
        message("argument {name}: not allowed together with {other}"),
    ),
    (
        r"argument (?P<name>.+?): ignored explicit argument (?P<value>.+)",
        message("argument {name}: takes no value, but was given {value}"),
    ),
    (
        r"ambiguous option: (?P<name>.+) could match (?P<others>.+)",
        message("{name} may mean any of {others}"),
    ),
)


def worded(complaint: str) -> Message | str:
    """The sentence for what argparse says, which comes in English; unknown words stay as they are.

    Its texts are known since Python 3.2 and differ between versions in quotes only.
    """
    for pattern, sentence in _SENTENCES:
        match = re.fullmatch(pattern, complaint, re.DOTALL)
        if match:
            return Message(sentence.template, match.groupdict())
    return complaint
