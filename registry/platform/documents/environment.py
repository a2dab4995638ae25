"""The language of the templates: fields, ``for`` and ``if``. Nothing else exists in it."""

from collections.abc import Callable
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

MOST_COMPILED = 128
OF_A_LOOP = frozenset({"first", "last", "index", "length"})
MOST_COLUMNS = 63
"""That Word can hold."""


class Printed(str):
    """What a template printed of the letter, escaped: told apart from the template's own words."""

    __slots__ = ()


class Compiler(CodeGenerator):
    """Jinja's, but that what is printed passes ``printed``: escape() spends most of its time on
    making a Markup of what will only be joined."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if finalize.src is None and frame.eval_ctx.autoescape:
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Reads the fields of plain dicts. A template that calls, computes or reaches is stopped.

    The static check of ``templates.py`` refuses such a template before; this holds if that fails.
    """

    code_generator_class = Compiler
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    intercepted_unops = frozenset({"+", "-"})

    def __init__(
        self, *, for_xml: bool = True, finalize: Callable[[object], object] | None = None
    ) -> None:
        super().__init__(autoescape=for_xml, undefined=StrictUndefined, finalize=finalize)
        self._compiled: dict[str, Template] = {}
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        """Compiled once: two thirds of the time of a document would go here."""
        if source not in self._compiled:
            if len(self._compiled) >= MOST_COMPILED:
                self._compiled.clear()
            self._compiled[source] = super().from_string(source, *args, **kwargs)
        return self._compiled[source]

    @staticmethod
    def printed(value: object) -> Printed:
        """``escape(value)``, quick for a text that has nothing to escape."""
        if type(value) is str and not (
            "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
        ):
            return Printed(value)
        return Printed(escape(value))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a dict, and nothing of the object that holds it; of a loop, where it is."""
        try:
            return dict.__getitem__(obj, attribute)
        except (TypeError, KeyError):
            if type(obj) is LoopContext and attribute in OF_A_LOOP:
                return getattr(obj, attribute)
            return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> NoReturn:
        raise SecurityError("A template reads fields by name only.")

    def call(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise SecurityError("A template calls nothing.")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> int:
        # docxtpl writes «2 * loop.length» for {% hm %}: how many columns a cell fills.
        if operator == "*" and type(left) is type(right) is int and left * right <= MOST_COLUMNS:
            return left * right
        raise SecurityError(f"A template computes nothing: {operator}.")

    def call_unop(self, context: Any, operator: str, arg: Any) -> NoReturn:
        raise SecurityError(f"A template computes nothing: {operator}.")


def literal(value: object) -> Markup:
    """``value`` as XML text. Braces and per cents are references, because docxtpl rewrites
    ``{_{`` after rendering, also where a person typed it."""
    text = str(escape(value))
    for sign in "{}%":
        text = text.replace(sign, f"&#{ord(sign)};")
    return Markup(text)  # noqa: S704  escaped on the line above
