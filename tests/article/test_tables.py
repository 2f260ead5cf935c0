"""Tables of data: rows, columns, headers and spans."""

from __future__ import annotations

import pytest

from reader.article.model import Kind
from tests.article.pages import inner


@pytest.mark.parametrize(
    ("rows", "text", "headers"),
    [
        (
            "<tr><th colspan=2>Piers<th rowspan=2>Year<tr><th>North<th>South<tr><td>1<td>2<td>1984",
            "Piers\t\tYear\nNorth\tSouth\n1\t2\t1984",
            2,
        ),
        (
            "<tr><td rowspan=3>North<td>a<td>b<tr><td>c<td>d<tr><td colspan=2>e<tr><td>South<td>f<td>g",
            "North\ta\tb\n\tc\td\n\te\nSouth\tf\tg",
            0,
        ),
        ("<tr><td rowspan=2>1<td>2<tr><td>3<tr><td>4<td>5", "1\t2\n\t3\n4\t5", 0),
        ("<tfoot><tr><td>all<td>3</tfoot><tbody><tr><td>a<td>1<tr><td>b<td>2</tbody>", "a\t1\nb\t2\nall\t3", 0),
        ("<tr><td colspan=0>1<td rowspan=x>2<tr><td colspan=-3>3<td>4", "1\t2\n3\t4", 0),
        ("<tr><td>1<td colspan=99999>2<tr><td>3<td>4", "1\t2\n3\t4", 0),
    ],
)
def test_cells_stay_in_their_columns(rows: str, text: str, headers: int) -> None:
    (block,) = inner(f"<table>{rows}</table>")
    assert (block.kind, block.text, block.level) == (Kind.TABLE, text, headers)


def test_a_link_in_a_cell_keeps_its_place() -> None:
    (block,) = inner("<table><tr><td colspan=2>x<td>y<tr><td>1<td>2<td><a href='/z'>three of them</a></table>")
    assert block.text[block.links[0].start : block.links[0].end] == "three of them"


def test_a_table_of_pictures_only_lays_them_out() -> None:
    cells = "".join(f"<tr><td><img src='/{row}a.jpg'><td><img src='/{row}b.jpg'>" for row in range(2))
    assert [block.kind for block in inner(f"<table>{cells}</table>")] == [Kind.FIGURE] * 4


def test_signs_in_cells_leave_a_table_a_table() -> None:
    (block,) = inner("<table><tr><td>Pier<td>Open<tr><td>North<td><img src=/yes.png><tr><td>South<td></table>")
    assert block.text.split("\n")[1].split("\t")[0] == "North"
