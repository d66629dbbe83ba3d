"""Syntax errors in words that a packager understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.wording import message

if TYPE_CHECKING:
    from studio.package.problems import Problem
    from studio.package.rules.views import File
    from studio.wording import Message
    from studio.yamltext.nodes import Tree

_EXPLANATIONS = (
    (
        "did not find expected key",
        message("This line does not fit the lines above it; compare its indentation with theirs."),
    ),
    (
        "did not find expected '-' indicator",
        message("This line stands among the items of a list but begins with no `-`."),
    ),
    (
        "mapping values are not allowed",
        message(
            "A `:` cannot stand here; put the text in quotes, or compare the indentation with the "
            "line above."
        ),
    ),
    (
        "block sequence entries are not allowed",
        message("A list cannot begin here; compare the indentation with the line above."),
    ),
    (
        "could not find expected ':'",
        message(
            "A key without `:`; the `:` is missing, or a text goes on at the wrong indentation."
        ),
    ),
    ("found unexpected end of stream", message("A quotation mark is never closed.")),
    (
        "found character that cannot start any token",
        message("A value cannot begin with this character; put the text in quotes."),
    ),
    (
        "did not find expected ',' or",
        message("A `,` or the closing bracket is missing."),
    ),
    ("found unknown escape character", message("`\\` and this letter mean nothing in quotes.")),
    ("did not find expected alphabetic", message("A name must follow `*` or `&`.")),
    (
        "found duplicate anchor",
        message("This anchor is defined twice."),
    ),
    (
        "did not find expected <document start>",
        message("The document ended above; this line belongs to nothing."),
    ),
    (
        "did not find expected node content",
        message("A value is missing here."),
    ),
    ("found undefined tag handle", message("This tag is not defined.")),
)


def syntax_problem(file: File, tree: Tree) -> Problem:
    """What is wrong with a text that does not parse; it must have an error."""
    error = tree.error
    assert error is not None  # noqa: S101 - asked of broken files only
    line, column = tree.position(error.offset)
    return file.problem(
        message(
            "The file cannot be read. Line {line}, column {column}: {reason}",
            line=line,
            column=column,
            reason=_reason(error.message),
        ),
        span=(error.offset, min(error.offset + 1, len(tree.text))),
    )


def _reason(sentence: Message) -> Message:
    """The parser's words replaced by better ones where there are some."""
    problem = str(sentence.args.get("problem", ""))
    for words, explanation in _EXPLANATIONS:
        if words in problem:
            return explanation
    return sentence
