"""The first letters that choose what the locator looks for."""

FILE_PREFIX, COMMAND_PREFIX, KEY_PREFIX, LINE_PREFIX, PROBLEM_PREFIX = "", ">", "@", ":", "#"
