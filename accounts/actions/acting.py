"""Who acts is still who they were when the request began."""

from domain.errors import NotSignedIn
from domain.people import Actor
from models.locks import hold_people


def hold_actor(actor: Actor) -> None:
    """Hold the actor's account until the unit of work ends; what others did to it is over then.

    Raises NotSignedIn if it was closed meanwhile, perhaps merged into another: what is written now
    would be nobody's.
    """
    if not hold_people([actor.person_id]):
        raise NotSignedIn
