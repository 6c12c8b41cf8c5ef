"""15 CFR 791.301: who acts, and what the actor knows."""

from pratique.facts import act, party
from pratique.facts.kinds import ACTOR
from pratique.law.us.cfr15_791d.control import CITE
from pratique.law.us.cfr15_791d.definitions import completed_connected_vehicle, imported, linked_person
from pratique.logic.author import all_of, any_of, term, the
from pratique.logic.nodes import Condition

us_person = term(
    "US person",
    "15 CFR 791.2",
    "A citizen or permanent resident of the United States, or an entity organised there, foreign branches included.",
    party.us_person,
)

connected_vehicle_manufacturer = term(
    "connected vehicle manufacturer",
    CITE,
    "A US person that, for sale, makes or assembles completed connected vehicles in the United States, imports them, or "
    "integrates automated-driving software on them.",
    any_of(
        act.actor_roles.meets("connected_vehicle_manufacturer"),
        all_of(
            the(ACTOR, us_person),
            any_of(act.assembles_in_us, act.imports_vehicles, act.integrates_ads),
        ),
    ),
)

vcs_hardware_importer = term(
    "VCS hardware importer",
    CITE,
    "A US person that imports VCS hardware for further manufacturing, integration, resale or distribution; a "
    "manufacturer is one too when it imports vehicles with the hardware installed.",
    any_of(
        act.actor_roles.meets("vcs_hardware_importer"),
        all_of(the(ACTOR, us_person), act.imports_hardware),
        all_of(connected_vehicle_manufacturer, imported, completed_connected_vehicle),
    ),
)

actor_is_linked = term(
    "actor is a linked person",
    CITE,
    "The actor itself is within one of the four limbs.",
    the(ACTOR, linked_person),
)


def knowingly(established: Condition) -> Condition:
    """Knowledge: actual, of a high probability, or wilfully avoided; a nexus shown in the dossier is knowledge."""
    return term(
        "knowingly",
        CITE,
        "With actual knowledge, aware of a high probability, or in wilful avoidance; what the dossier shows is known.",
        any_of(act.knowledge.is_("actual", "high_probability", "wilful_avoidance"), established),
    )
