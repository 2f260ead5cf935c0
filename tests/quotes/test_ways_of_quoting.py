"""The ways in which people quote and texts are written, each held against what a careful reader would say of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.quotes.edits import EditKind
from reader.quotes.entities import resolved, resolved_in_place
from reader.quotes.forms import same_but_for_form
from reader.quotes.judging import Severity, Verdict, judge
from reader.quotes.licence import runs
from reader.quotes.tokens import Prepared, in_a_row, tokens

REST = (
    "Officials met for two hours on Tuesday evening. The chair opened the session with a short word on the weather and "
    "thanked the volunteers."
)
BOARD = (
    "The harbour board voted on Tuesday to close the north quay for two years, its chair said. “We can’t go on paying "
    "3.5% a year for 1,200 metres of rotten timber,” Ms. Okoro-Lind told reporters. The clerk, who wasn’t asked, did "
    "not deny that twelve men had left without pay. In 2019 the co-operative re-opened the sheds; since then nobody "
    "has ever complained.\n\nBut he added: “It’s not over… not by a long way.” The minister recieved the letter on "
    "3 March.\n\nNaïve visitors pay €5.50 at the café and get no change. They no longer sell the cranes; the guild is "
    "unable to keep them, and rents rose by 40 km of red tape at 10:30 a.m. on the day."
)
NOTED = (
    "The board voted[12] on Tuesday to close the north quay,[note 3] its chair said.¹ The clerk² did not deny that "
    "twelve men had left.[citation needed] The sheds cover 40 km² and cost $1.2 million, half of it borrowed."
)
PRINTED = (
    "The har-\nbour board voted on Tues-\nday to close the north\nquay for two years, its chair\nsaid. The co-\n"
    "operative re-opened the\nsheds at noon.\n\n12\n\nThe clerk, who wasn’t asked, did not deny it."
)
ITS_OWN = "He paused … and went on … without a word, the clerk recalled; then he sat down … slowly, as old men do."
AGAIN = "It rains in the old town and nobody minds the rain. " * 3 + "It rains in the new town and all complain of it."
BLOCKS = (
    "The board voted to close the quay.\n\nIts chair, asked by reporters, would not say why.\n\n"
    "The pilots left the room in silence at noon."
)
CHINESE = (
    "港务局周二投票决定关闭北码头两年，主席说。他们拒绝签署任何免除法院管辖的租约。"
    "书记员没有被问到。潮汐表将由引航员保存到春天。"
)
JAPANESE = (
    "港湾委員会は火曜日に北埠頭を二年間閉鎖することを決めたと議長は語った。書記は尋ねられなかったが、否定しなかった。"
)
THAI = "คณะกรรมการท่าเรือลงมติเมื่อวันอังคารให้ปิดท่าเรือเหนือเป็นเวลาสองปี ประธานกล่าว"
ARABIC = (
    "صوّت مجلس الميناء يوم الثلاثاء على إغلاق الرصيف الشمالي لمدة عامين، كما قال رئيسه. "
    "ولم ينكر الكاتب أن الرجال غادروا."
)
HEBREW = "מועצת הנמל הצביעה ביום שלישי לסגור את הרציף הצפוני למשך שנתיים, אמר היושב ראש."
RUSSIAN = "Совет порта во вторник проголосовал за закрытие причала. Секретарь не отрицал, что люди ушли без оплаты."
HINDI = "बंदरगाह बोर्ड ने मंगलवार को उत्तरी घाट को दो साल के लिए बंद करने का फैसला किया, अध्यक्ष ने कहा।"
GULLS = "We 😀 love the quay 🚢 and the gulls 👩‍👩‍👧 that live there, said the clerk to the man."


@pytest.mark.parametrize(
    "mark",
    [
        *("…", "...", "....", ". . .", ". . . .", ".\u00a0.\u00a0.", "‥", "⋯", "……", "．．．", "…,", "….", ",…,"),
        *("[…]", "[...]", "[. . .]", "[ … ]", "[....]", "[…].", "(…)", "(...)", "{...}", "⟨…⟩"),
        *("[。。。]", "[---]", "[—]"),
        *("* * *", "***", "<snip>", "[snip]", "[omitted]", "[cut]", "&hellip;", "&amp;hellip;", "[…] […]"),
        *("…\n\n…", "\n\n[…]\n\n", "\n\n* * *\n\n"),
    ],
)  # fmt: skip
def test_every_spelling_of_an_omission_is_one(mark: str) -> None:
    found = judge(f"The harbour board voted on Tuesday {mark} its chair said", BOARD)
    assert (found.verdict, found.omitted) == (Verdict.ELIDED, ("to close the north quay for two years,",))


@pytest.mark.parametrize(
    "note",
    [
        *("(emphasis mine)", "[emphasis added]", "(emphases ours)", "(my emphasis)", "(our italics)"),
        "[italics added]",
        *("(emphasis added by me)", "[Emphasis in original.]", "(emphasis in the original)", "[original emphasis]"),
        *("(boldface added)", "(underlining mine)", "(translation mine)", "(internal quotation marks omitted)"),
        *("[citations omitted]", "(footnotes and citations omitted)", "[links removed]", "— emphasis mine", "[sic]"),
    ],
)  # fmt: skip
def test_a_note_on_the_quotation_is_no_part_of_it(note: str) -> None:
    assert judge(f"the sheds; since then nobody has ever complained {note}", BOARD).verdict is Verdict.VERBATIM


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("[T]he harbour board voted on Tuesday to close the north quay", BOARD),
        ("(T)he harbour board voted on Tuesday to close the north quay", BOARD),
        ("[The board] voted on Tuesday to close the north quay for two years", BOARD),
        ("The minister recieved <sic> the letter on 3 March", BOARD),
        ("“We can't go on paying 3.5% a year for 1,200 metres of rotten timber,”", BOARD),
        ("We can’t go on paying 3.5 percent a year for 1200 metres of rotten timber?", BOARD),
        ("We can’t go on paying 3.5 % a year for 1\u202f200 metres of rotten timber", BOARD),
        ("In 2019 the cooperative reopened the sheds; since then nobody has ever complained", BOARD),
        ("In 2019 the co‑operative re-\u00adopened the sheds; since then nobody has ever", BOARD),
        ("In 2019 the co-oper-\native re-opened the sheds; since then nobody has", BOARD),
        ("Ms Okoro-Lind told reporters. The clerk, who wasn’t asked", BOARD),
        ("But he added: 'It's not over. . . not by a long way.'", BOARD),
        ("Nai\u0308ve visitors pay €5.50 at the cafe\u0301 and get no change", BOARD),
        ("Ｎaïve visitors pay €５.５０ at the café and get no change", BOARD),
        ("The clerk, who wasn&#8217;t asked, did not deny that twelve men", BOARD),
        ("The clerk, who wasn&amp;#8217;t asked, did not deny&nbsp;that twelve men", BOARD),
        ("*The harbour board* voted on **Tuesday** to close the _north_ quay", BOARD),
        ("rents rose by 40km of red tape at 10:30 am on the day", BOARD),
        ("The board voted on Tuesday to close the north quay, its chair said", NOTED),
        ("its chair said. The clerk did not deny that twelve men had left", NOTED),
        ("The board voted[9] on Tuesday to close the north quay*, its chair said", NOTED),
        ("The harbour board voted on Tuesday to close the north quay for two years", PRINTED),
        ("The cooperative re-opened the sheds at noon", PRINTED),
        ("The co-operative re-opened the sheds at noon", PRINTED),
        ("He paused... and went on... without a word, the clerk recalled", ITS_OWN),
        ("nobody minds the rain. It rains in the old town", AGAIN),
        ("The board voted to close the quay. Its chair, asked by reporters", BLOCKS),
        ("The board voted to close the quay.\n\nIts chair, asked by reporters", BLOCKS),
        ("他们拒绝签署任何免除法院管辖的租约。", CHINESE),
        ("拒绝签署任何免除法院管辖", CHINESE),
        ("港湾委員会は火曜日に北埠頭を二年間閉鎖することを決めた", JAPANESE),
        ("คณะกรรมการท่าเรือลงมติเมื่อวันอังคารให้ปิดท่าเรือเหนือ", THAI),
        ("صوت مجلس الميناء يوم الثلاثاء على إغلاق الرصيف الشمالي", ARABIC),
        ("\u200fמועצת \u202bהנמל\u202c הצביעה ביום שלישי לסגור את הרציף\u200f", HEBREW),
        ("Совет порта во вторник проголосовал за закрытие причала", RUSSIAN),
        ("बंदरगाह बोर्ड ने मंगलवार को उत्तरी घाट को दो साल के लिए बंद", HINDI),
        ("We love the quay and the gulls that live there", GULLS),
    ],
)  # fmt: skip
def test_what_a_quoter_or_a_printer_may_do_is_verbatim(quote: str, source: str) -> None:
    found = judge(quote, source)
    assert (found.verdict, found.edits) == (Verdict.VERBATIM, ())


@pytest.mark.parametrize(
    ("quote", "source", "kind"),
    [
        ("We can go on paying 3.5% a year for 1,200 metres of rotten timber", BOARD, "negation"),
        ("We can’t go on paying 35% a year for 1,200 metres of rotten timber", BOARD, "number"),
        ("We can’t go on paying 3.5% a year for 1.200 metres of rotten timber", BOARD, "number"),
        ("Naïve visitors pay $5.50 at the café and get no change", BOARD, "number"),
        ("Naïve visitors pay €5.05 at the café and get no change", BOARD, "number"),
        ("The clerk, who was asked, did not deny that twelve men had left", BOARD, "negation"),
        ("did not deny that twelve men had left with pay. In 2019", BOARD, "negation"),
        ("did not deny that twenty men had left without pay. In 2019", BOARD, "number"),
        ("The harbour board voted on Tuesday to close the north quay [not] for two years", BOARD, "negation"),
        ("They sell the cranes; the guild is unable to keep them", BOARD, "negation"),
        ("They no longer sell the cranes; the guild is able to keep them", BOARD, "negation"),
        ("timber,” Ms. Okoro-Lund told reporters. The clerk", BOARD, "name"),
        ("timber,” Ms. Petrov-Lind told reporters. The clerk", BOARD, "name"),
        ("rents fell by 40 km of red tape at 10:30 a.m. on the day", BOARD, "word"),
        ("rents rose by 40 km of red tape at 10:30 p.m. on the day", BOARD, "word"),
        ("The sheds cover 40 km and cost $1.2 billion, half of it borrowed", NOTED, "number"),
        ("书记员有被问到。潮汐表将由引航员保存到春天", CHINESE, "negation"),
        ("Секретарь отрицал, что люди ушли без оплаты", RUSSIAN, "negation"),
        ("He paused … and went on … with a word, the clerk recalled", ITS_OWN, "negation"),
    ],
)
def test_what_changes_the_sense_is_a_great_change(quote: str, source: str, kind: str) -> None:
    found = judge(quote, source)
    assert found.verdict is Verdict.ALTERED
    assert kind in [edit.kind for edit in found.edits]
    assert found.severity == "major"


@pytest.mark.parametrize(
    "quote",
    [
        "We cannot go on paying 3.5% a year for 1,200 metres of rotten timber",
        "The clerk, who was not asked, did not deny that 12 men had left",
        "The clerk, who wasn’t asked, didn’t deny that twelve men had left",
        "We can’t go on paying 3.5 per cent a year for 1 200 metres of rotten timber",
        "Naive visitors pay €5.50 at the cafe and get no change",
    ],
)
def test_another_way_to_write_the_same_words_is_a_small_change(quote: str) -> None:
    found = judge(quote, BOARD)
    assert (found.verdict, found.severity) == (Verdict.ALTERED, "minor")
    assert {edit.kind for edit in found.edits} == {EditKind.STEM}


@pytest.mark.parametrize(
    ("quote", "source", "verdict"),
    [
        ("The clerk … did not deny that twelve men had left … pay", BOARD, "elided with caution"),
        ("They … sell the cranes; the guild is unable to keep them", BOARD, "elided with caution"),
        ("The board voted to close the quay.\n\nThe pilots left the room in silence", BLOCKS, "altered"),
        ("The board voted to close the quay.\n\n…\n\nThe pilots left the room in silence", BLOCKS, "elided"),
        ("He paused … and went on … then he sat down", ITS_OWN, "elided with caution"),
        ("港务局周二投票决定……潮汐表将由引航员保存到春天", CHINESE, "elided with caution"),
        ("港湾委員会は火曜日に北埠頭を三年間閉鎖することを決めた", JAPANESE, "altered"),
        ("國王邀請四十位詩人參加大廳舉行的牡蠣宴會", CHINESE, "not_found"),
        ("It rains in the old town and nobody minds the rain. " * 5, AGAIN, "altered"),
        ("The king of the isles has asked forty poets to a feast of oysters in the great hall", BOARD, "not_found"),
        ("We voted and voted again until the board was tired of it all and the sun rose", "We voted.", "unverifiable"),
        ("north quay", BOARD, "unverifiable"),
        ("…", BOARD, "unverifiable"),
        ("[…] [sic] (emphasis mine)", BOARD, "unverifiable"),
        ("🚢 🚢 🚢", GULLS, "unverifiable"),
        ("\u200b\u200b\u00ad", BOARD, "unverifiable"),
    ],
)  # fmt: skip
def test_nothing_passes_for_more_than_it_is(quote: str, source: str, verdict: str) -> None:
    found = judge(quote, source)
    assert f"{found.verdict}{' with caution' if found.caution else ''}" == verdict


@given(st.text(st.sampled_from("ab &;#x8217amphlenbsp’[]1²…。港็\u200f\u0651\n-"), max_size=80))
def test_the_words_of_any_text_are_where_they_are_said_to_be(text: str) -> None:
    found = tokens(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert len(resolved_in_place(text)) == len(text)
    assert all(run.words for run in runs(text))


@pytest.mark.parametrize(
    ("text", "character"), [("&amp;amp;rsquo;", "’"), ("&#x2019;", "’"), ("&amp;", "&"), ("&x;", "&x;")]
)
def test_a_reference_is_resolved_however_often_it_was_escaped(text: str, character: str) -> None:
    assert resolved(text) == character


def test_the_passage_around_a_reference_is_lit_as_it_is_printed() -> None:
    source = "So it goes. The clerk wasn&#8217;t asked, and he did not say a word. So it goes."
    found = judge("The clerk wasn’t asked, and he did not say a word", source)
    assert found.at is not None
    assert source[slice(*found.at)] == "The clerk wasn&#8217;t asked, and he did not say a word"


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        (
            "The harbor master organized the evacuation on his own",
            "The harbour master organised the evacuation on his own",
        ),
        (
            "They traveled to the theater in gray coats that evening",
            "They travelled to the theatre in grey coats that evening",
        ),
        ("The alarm rang at 9:15 p.m. and the crew left at once", "The alarm rang at 9.15pm and the crew left at once"),
        (
            "The town spent $1.2 million on the bridge last year",
            "The town spent 1.2 million dollars on the bridge last year",
        ),
        ("The fund holds 1,200,000 crowns in bonds today", "The fund holds 1 200 000 crowns in bonds today"),
    ],
)
def test_another_spelling_of_the_same_word_or_figure_is_a_small_change(quote: str, source: str) -> None:
    found = judge(quote, f"{source}. {REST}")
    assert (found.verdict, found.severity) == (Verdict.ALTERED, Severity.MINOR)


def test_a_spelling_that_makes_another_word_is_no_spelling() -> None:
    found = judge(
        "The clerk filled four of the forms on her tour of the sheds",
        f"The clerk filed four of the forms on her tour of the sheds. {REST}",
    )
    assert [(str(edit.kind), edit.quoted) for edit in found.edits] in ([("word", "filled")], [("stem", "filled")])
    assert not same_but_for_form(["filled"], ["filed"])


def test_a_word_after_the_first_that_a_line_break_hyphenated_is_the_same_word() -> None:
    found = judge(
        "a long-\nterm plan for the ferries was due in spring",
        f"a long-term plan for the ferries was due in spring. {REST}",
    )
    assert found.verdict is Verdict.VERBATIM


@pytest.mark.parametrize(
    ("quote", "source", "kind"),
    [
        (
            "He told the panel that [nine] people were hurt in the fall",
            "He told the panel that four people were hurt in the fall",
            "number",
        ),
        (
            "The board called it a binding vote on the ferry fares",
            "The board called it a non-binding vote on the ferry fares",
            "negation",
        ),
        (
            "The mayor met war protesters at the gate of the old yard",
            "The mayor met anti-war protesters at the gate of the old yard",
            "negation",
        ),
    ],
)
def test_a_number_put_in_for_another_and_a_prefix_that_denies_are_great_changes(
    quote: str, source: str, kind: str
) -> None:
    found = judge(quote, f"{source}. {REST}")
    assert (found.verdict, found.severity) == (Verdict.ALTERED, Severity.MAJOR)
    assert kind in {str(edit.kind) for edit in found.edits}


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        (
            "He told the panel that [in 2009] nine people were hurt there",
            "He told the panel that then nine people were hurt there",
        ),
        (
            "She said the board would take [the second offer] in the spring",
            "She said the board would take that one in the spring",
        ),
        (
            "It happened [on March 5, 2019,] in the harbour by the mill",
            "It happened on the 5 that month in the harbour by the mill",
        ),
    ],
)
def test_a_bracket_may_name_a_number_that_the_source_does_not(quote: str, source: str) -> None:
    assert judge(quote, f"{source}. {REST}").verdict is Verdict.VERBATIM


@pytest.mark.parametrize("word", ["allegedly", "only", "reportedly"])
def test_a_word_that_limits_left_out_is_a_great_change_by_itself(word: str) -> None:
    said = (
        "He {}took the money from the harbour fund in the spring of the year in which the mill burnt down to the ground"
    )
    found = judge(said.format(""), f"{said.format(word + ' ')}. {REST}")
    assert (found.verdict, found.severity) == (Verdict.ALTERED, Severity.MAJOR)


def test_a_condition_that_an_omission_swallowed_calls_for_caution() -> None:
    found = judge(
        "The board will pay for the repair … in the spring",
        f"The board will pay for the repair if a court orders it in the spring. {REST}",
    )
    assert (found.verdict, found.caution, found.swallowed) == (Verdict.ELIDED, True, ("if",))


@pytest.mark.slow
def test_texts_that_repeat_themselves_are_judged_as_others() -> None:
    song = "la " * 2_100 + "da li"
    assert judge("la " * 1_500, song).at == (0, 1_500 * 3 - 1)
    assert judge("la … " * 900 + "li", song).verdict is Verdict.ELIDED
    assert judge("li … " + "la … " * 900 + "la la", song).verdict is not Verdict.ELIDED


@given(
    st.lists(st.sampled_from("ab"), max_size=30),
    st.lists(st.sampled_from("ab"), min_size=1, max_size=5),
)
def test_rows_of_words_are_found_alike_however_often_their_words_stand_there(words: list[str], row: list[str]) -> None:
    expected = [i for i in range(len(words) - len(row) + 1) if words[i : i + len(row)] == row]
    assert in_a_row(row, words) == expected == Prepared(" ".join(words)).occurrences(row)
