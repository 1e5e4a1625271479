"""How an action says no. The web layer words each one in the reader's language."""


class DomainError(Exception):
    """Base of everything an action may refuse with."""


class Refusal(DomainError):
    """A "no, because": `code` names the reason, `values` fill its wording.

    `field` names the form field the reason belongs to, if there is one.
    """

    def __init__(self, code: str, *, field: str | None = None, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.values = values


class NotFound(DomainError):
    """The thing does not exist, or belongs to somebody else: the two look the same."""


class NotSignedIn(DomainError):
    """The request needs a person, and nobody is signed in."""


class NotAllowed(DomainError):
    """The person is signed in, but their role has no part in this."""


class Gone(DomainError):
    """The thing existed and was withdrawn."""
