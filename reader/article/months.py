"""The names of months in the languages that articles are written in most."""

from __future__ import annotations

from functools import cache

# Twelve words a language, as they stand in a date (the Slavic ones in the genitive); other spellings behind a stroke.
_NAMES = """
january february march april may june july august september|sept october november december
januar|jänner|jaenner februar|feber märz|maerz april mai juni juli august september oktober november dezember
janvier février|fevrier mars avril mai juin juillet août|aout septembre octobre novembre décembre|decembre
enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre
janeiro fevereiro março|marco abril maio junho julho agosto setembro outubro novembro dezembro
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
januari februari maart|mrt april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts|mars april maj|mai juni juli august september oktober november december|desember
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta
heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
ledna února března dubna května června července srpna září října listopadu prosince
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
január február március április május június július augusztus szeptember október november december
januari februari maret april mei juni juli agustus september oktober november desember
"""


@cache
def _months() -> dict[str, int]:
    """Every name, and every beginning of three letters and more that is one month's only; English before the others."""
    names: dict[str, int] = {}
    beginnings: dict[str, set[int]] = {}
    for place, spellings in enumerate(_NAMES.split()):
        number = place % 12 + 1
        for name in spellings.split("|"):
            names[name] = number
            for length in range(3, len(name)):
                beginnings.setdefault(name[:length], set()).add(number)
    english = {name[:3]: number for number, name in enumerate(_NAMES.split()[:12], 1)}
    return {word: min(numbers) for word, numbers in beginnings.items() if len(numbers) == 1} | english | names


def month(word: str) -> int | None:
    """The number of the month that a word names, in full or abbreviated; None where it names none, or several."""
    return _months().get(word.casefold().rstrip("."))
