"""What the front door tells the platform of the rooms, for the pages and for the worker alike.

The command line tells only what it uses: it need not wait for all of it.
"""

from intese.batches import declare_batches
from intese.letters import declare_templates
from intese.rooms import open_rooms
from registry.platform.contained import Task
from registry.platform.templates.fenced import Asked, Fence, Told, put_up


def declare_everything() -> None:
    """Who may read each room, which letters there are, where a stranger's template is filled,
    and what is made in series."""
    open_rooms()
    declare_templates()
    put_up(
        Fence(
            look=Task("intese.fenced:look_at_template", asks=Asked, answers=Told),
            write=Task("intese.fenced:write_with_template", asks=Asked, answers=Told),
        )
    )
    declare_batches()
