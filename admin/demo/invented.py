"""The invented people and classes of the demo school; every surname is a bird's."""

from dataclasses import dataclass
from random import Random
from typing import Final

SCHOOL_NAME: Final = "Riverbend Demo School"
TIME_ZONE: Final = "America/New_York"

ADMINISTRATOR: Final = "Alma Osprey"
TEACHERS: Final = ("Ruth Heron", "Victor Crane", "Nadia Swift")
STUDENT: Final = "Robin Finch"  # whom "Try it as a student" signs in

# For trying the two ways in that need something on paper; printed by `make run`.
CLASS_CODE: Final = "R7VRND24"
CARD_STUDENT: Final = "Wren Sparrow"
CARD_SIGN_IN_NAME: Final = "wren.sparrow"
CARD_PASSPHRASE: Final = "maple-otter-window-tea"  # noqa: S105 - the demo's card is public

_FIRST_NAMES: Final = (
    "Ada Aiden Amara Ana Andre Anika Asha Ben Bianca Caleb Carmen Chloe Dara Diego Elena Eli Emeka "
    "Esther Farah Felix Gia Grace Hana Hugo Imani Ines Isaac Ivy Jada Jamal Jin Jonah Kai Kavya "
    "Keira Kofi Lara Leila Liam Lucia Malik Mara Mateo Mei Mina Nate Nia Noor Omar Paloma Petra "
    "Quinn Rafa Rosa Sana Seth Sofia Tariq Tess Theo Uma Vera Wes Ximena Yara Yusuf Zane Zoe"
).split()
_SURNAMES: Final = (
    "Avocet Bittern Bunting Curlew Dipper Dove Dunlin Egret Falcon Grebe Grouse Hawk Ibis Jay "
    "Kestrel Kingfisher Lapwing Lark Linnet Magpie Martin Merlin Nightjar Oriole Owl Pelican "
    "Petrel Pipit Plover Quail Raven Redstart Rook Sandpiper Siskin Snipe Starling Stork Swallow "
    "Tanager Teal Tern Thrush Towhee Vireo Warbler Waxwing Wigeon Woodcock"
).split()


@dataclass(frozen=True)
class Group:
    """A class: its name, which teacher's it is, how many are in it, and how far it has come."""

    name: str
    teacher: int
    size: int
    has_work: bool


CLASSES: Final = (
    Group("Civics, period 2", 0, 24, True),
    Group("Civics, period 5", 0, 21, True),
    Group("U.S. Government", 1, 26, True),
    Group("Debate club", 2, 9, False),
)


def student_names(random: Random, count: int) -> list[str]:
    """Return that many different invented names."""
    pairs = [f"{first} {last}" for first in _FIRST_NAMES for last in _SURNAMES]
    return random.sample(pairs, count)
