from __future__ import annotations

import copy
import inspect
import pickle
import typing
from typing import Generic, TypeVar

import pytest

from reader.namedtuples import NamedTuple

T = TypeVar("T")


class Ours(NamedTuple):
    """What it is."""

    first: int
    second: str = "two"
    third: tuple[int, ...] = ()

    @property
    def doubled(self) -> int:
        return 2 * self.first

    @classmethod
    def of(cls, text: str) -> Ours:
        return cls(int(text), text)


class Theirs(typing.NamedTuple):
    """What it is."""

    first: int
    second: str = "two"
    third: tuple[int, ...] = ()


class Held(NamedTuple, Generic[T]):
    value: T


class Nothing(NamedTuple):
    pass


def test_it_is_what_that_of_typing_is() -> None:
    ours, theirs = Ours(1, third=(3,)), Theirs(1, third=(3,))
    assert ours == Ours(1, third=(3,))
    assert tuple(ours) == tuple(theirs)
    assert hash(ours) == hash(theirs)
    assert ours._asdict() == theirs._asdict()
    assert ours._replace(first=4) == Ours(4, third=(3,))
    assert Ours._make((5, "five", ())) == Ours(5, "five")
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    for name in ("_fields", "_field_defaults", "__match_args__", "__doc__", "__slots__"):
        assert getattr(Ours, name) == getattr(Theirs, name)
    assert list(inspect.signature(Ours).parameters) == list(inspect.signature(Theirs).parameters)
    assert repr(Nothing()) == "Nothing()"


def test_it_has_the_other_members_of_its_body() -> None:
    assert Ours.of("21") == Ours(21, "21")
    assert Ours(21).doubled == 42
    assert Held("a").value == "a"
    assert Held[str]("a") == Held("a")


def test_it_is_copied_and_sent() -> None:
    for made in (Ours(1), Held(Ours(2)), Nothing()):
        for again in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
            assert again == made
            assert type(again) is type(made)


@pytest.mark.parametrize(
    "mistake",
    [
        Ours,
        lambda: Ours(1, "two", (), 4),  # type: ignore[call-arg]
        lambda: Ours(1, fourth=4),  # type: ignore[call-arg]
        lambda: Ours(1)._replace(fourth=4),  # type: ignore[call-arg]
        lambda: Ours._make((1, "two", (), 4)),
    ],
)
def test_mistakes_are_told(mistake: typing.Callable[[], object]) -> None:
    with pytest.raises(TypeError):
        mistake()
    with pytest.raises(AttributeError):
        Ours(1).first = 2  # type: ignore[misc]
