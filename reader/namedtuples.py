"""`NamedTuple` as in `typing`, made in a tenth of the time: the sixty that the first frame needs are ready the sooner.

That of `typing` compiles the annotation of each field and the source of a `__new__`, and makes five more functions for
each class. Here annotations are left alone, what is alike is there once, and a `__new__` is compiled once for each
number of fields. Checkers see the one of `typing`.
"""

from __future__ import annotations

from collections import namedtuple
from functools import cache
from types import FunctionType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import CodeType
    from typing import Any, NamedTuple, Self
else:
    _Field = type(namedtuple("_Any", "field").field)  # noqa: PYI024 - only the descriptor that it has for a field

    @cache
    def _making(count: int) -> CodeType:
        """The code of a `__new__` of so many fields, whatever their names."""
        fields = "".join(f"_{number}, " for number in range(count))
        made: FunctionType = eval(f"lambda _cls, {fields}: _new(_cls, ({fields}))")  # noqa: S307 - all of it is above
        return made.__code__

    class _Fielded(type):
        """Makes a named tuple of what the body of a class has: fields, their defaults, other members."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            code = _making(len(fields)).replace(co_varnames=("_cls", *fields), co_qualname=f"{name}.__new__")
            new = FunctionType(code, {"_new": tuple.__new__}, "__new__", tuple(defaults.values()))
            own = {"__new__": new, "__slots__": (), "__match_args__": fields, "_fields": fields}
            getters = {field: _Field(number, None) for number, field in enumerate(fields)}
            return type(name, (_Fields,), {**body, **own, "_field_defaults": defaults, **getters})

    class _Fields(tuple):
        """What all named tuples can do."""

        __slots__ = ()

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Self:
            return cls(*values)

        def _replace(self, /, **changed: Any) -> Self:
            made = tuple.__new__(type(self), map(changed.pop, self._fields, self))
            if changed:
                raise TypeError(f"{type(self).__name__} has no field {', '.join(changed)}")
            return made

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            fields = ", ".join(f"{field}={value!r}" for field, value in self._asdict().items())
            return f"{type(self).__name__}({fields})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    class NamedTuple(metaclass=_Fielded):
        """The base of a named tuple; with `Generic` beside it, too, as every tuple takes types in brackets."""


__all__ = ["NamedTuple"]
