"""Spark SQL's text as tokens."""

import re
from typing import NamedTuple

from pyspark.errors import ParseException

_PATTERN = re.compile(
    r"""\s+|--[^\n]*|/\*.*?\*/
    |(?P<number>(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?(?:BD|[LlDdFfSsYy](?!\w))?)
    |(?P<string>'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*")
    |(?P<quoted>`(?:[^`]|``)*`)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<symbol><=>|<>|!=|==|<=|>=|\|\||::|[-+*/%<>=(),.\[\]&|^~!;])""",
    re.X | re.S,
)


class Token(NamedTuple):
    """One token; `upper` is its text in capitals, for keywords."""

    kind: str
    text: str
    upper: str


def tokenize(sql):
    """The tokens of a text, an empty one at its end."""
    found, at = [], 0
    while at < len(sql):
        match = _PATTERN.match(sql, at)
        if match is None:
            raise ParseException("[PARSE_SYNTAX_ERROR] Syntax error at or near '%s'." % sql[at])
        if match.lastgroup:
            found.append(Token(match.lastgroup, match.group(), match.group().upper()))
        at = match.end()
    return found + [Token("end", "end of input", "")]


class TokenReader:
    """Takes tokens one after the other."""

    def __init__(self, sql):
        self.tokens, self.at = tokenize(sql), 0

    @property
    def token(self):
        return self.tokens[self.at]

    def sees(self, *words):
        """Whether these words or symbols come next."""
        return all(
            self.at + i < len(self.tokens)
            and self.tokens[self.at + i].kind in ("word", "symbol")
            and self.tokens[self.at + i].upper == word
            for i, word in enumerate(words)
        )

    def take(self, *words):
        """Takes these words when they come next."""
        if self.sees(*words):
            self.at += len(words)
            return True
        return False

    def expect(self, *words):
        if not self.take(*words):
            raise self.error()

    def next(self):
        token = self.token
        self.at += 1
        return token

    def name(self):
        """An identifier."""
        token = self.next()
        if token.kind == "quoted":
            return token.text[1:-1].replace("``", "`")
        if token.kind != "word":
            self.at -= 1
            raise self.error()
        return token.text

    def error(self):
        return ParseException(
            "[PARSE_SYNTAX_ERROR] Syntax error at or near '%s'." % self.token.text
        )


def string_value(text):
    """The value of a string literal."""
    body = text[1:-1].replace(text[0] * 2, text[0])
    escapes = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "\\": "\\", "'": "'", '"': '"'}
    kept = {"%": "\\%", "_": "\\_"}
    return re.sub(r"\\(.)", lambda m: escapes.get(m[1], kept.get(m[1], m[1])), body, flags=re.S)
