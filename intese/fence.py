"""Where uploaded templates are read and filled: the front door names the tasks, which know the
letters of every room. Imported for that by whatever writes letters with templates of an office:
the pages and the worker, but not the command line, which uses the program's own.
"""

from registry.platform.contained import Task
from registry.platform.templates.fenced import Asked, Fence, Told, put_up

put_up(
    Fence(
        look=Task("intese.fenced:look_at_template", asks=Asked, answers=Told),
        write=Task("intese.fenced:write_with_template", asks=Asked, answers=Told),
    )
)
