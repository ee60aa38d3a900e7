"""Legal inputs made to be slow: nothing a user would type, everything a column of data may hold."""

from __future__ import annotations

import random
from itertools import cycle, islice

from bench.speed.samples import SEED

LONGEST = 512
"""Characters: the longest text that is resolved at all."""

COMMON_NAMES = (
    "Petrivka",
    "Ivanivka",
    "Oleksandrivka",
    "Mykolaivka",
    "Николаевка",
    "Михайлівка",
    "San José",
    "Santa Maria",
)
"""Names that very many places bear."""


def hard_inputs() -> dict[str, str]:
    """What it is -> the text, at most 512 characters each.

    >>> from bench.speed.hard import hard_inputs
    >>> max(len(text) for text in hard_inputs().values())
    512
    """
    chance = random.Random(SEED + 3)

    def random_text(letters: str, length: int = LONGEST) -> str:
        return "".join(chance.choice(letters) for _ in range(length))

    def repeated(text: str) -> str:
        return "".join(islice(cycle(text), LONGEST))

    latin, cyrillic = "abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщьюяіїєґ"
    names = " ".join(COMMON_NAMES)
    inputs = {
        "one letter 512 times": "a" * LONGEST,
        "random Latin letters": random_text(latin),
        "random Cyrillic letters": random_text(cyrillic),
        "random Latin words": random_text(latin + "   "),
        "random Cyrillic words": random_text(cyrillic + "   "),
        "two-letter words": repeated("ab "),
        "one-letter words": repeated("a "),
        "slashes between names": repeated("/".join(COMMON_NAMES) + "/"),
        "slashes between typos": repeated("Petrvika/Ivanvka/Olksandrivka/Mykolavka/"),
        "slashes alone": "/" * LONGEST,
        "names side by side": "Petrivska Ivanivska Donetska Kharkivska Khersonska Lvivska Sumska oblast",
        "commas between names": repeated(", ".join(COMMON_NAMES) + ", "),
        "commas between typos": repeated("Petrvika, Ivanvka, Olksandrivka, Mykolavka, "),
        "parentheses nested": "(" * 256 + ")" * 256,
        "parentheses with names": repeated("Petrivka (Ivanivka) "),
        "hyphens between names": repeated("-".join(COMMON_NAMES) + "-"),
        "names one after another": repeated(names + " "),
        "type words": repeated("oblast raion region district city village "),
        "type words in Cyrillic": repeated("область район місто село смт м. с. "),
        "relation words": repeated("near the village of between and 5 km north of "),
        "phrases of typos": repeated("near the vilage of Petrvika in the Ivanvka district of Olksandrivka region "),
        "typos in a list": repeated("2 in Petrvika, 1 in Ivanvka and 1 in Olksandrivka, "),
        "typos between typos": repeated("between Petrvika and Ivanvka near "),
        "possessives of typos": repeated("Petrvika's suburb Ivanvka's "),
        "distances": repeated("5 km north of Petrvika (six miles) "),
        "things at things": repeated("checkpoint near market in school at bridge on Petrvika "),
        "phrases in capitals": repeated("NEAR PETRVIKA VILLAGE IVANVKA RAION "),
        "coordinates": repeated("48.1234, 37.1234 "),
        "hashtags": repeated("#PetrvikaIvanvka "),
        "lost letters": repeated("Pet\ufffdrvika?? Iv\ufffd "),
        "brackets": repeated("[near] "),
        "one long gap": "a" + " " * (LONGEST - 2) + "b",
        "combining marks in order": "a" + "\u0301" * (LONGEST - 1),
        "combining marks out of order": "a" + "".join(islice(cycle("\u0301\u0323\u0345\u0334"), LONGEST - 1)),
        "letters that grow under NFKC": "\ufdfa" * LONGEST,
        "ligatures": "\ufb03" * LONGEST,
        "mixed scripts letter by letter": repeated("Bаkhmut Тоrеtsk Dоnеtsk "),
        "many romanization choices": repeated("chkhjzhghioeyetsshch"),
        "many romanization choices in words": repeated("chkhzh ghioe yetsshch kyiv "),
        "apostrophes": repeated("Kup'yans’k` "),
        "digits": repeated("0123456789"),
        "emoji": "\U0001f600" * LONGEST,
        "ideographs": random_text("北京上海広島東京都市区村町中国日本語漢字"),
        "Arabic": random_text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي "),
        "Georgian": random_text("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ "),
        "lone surrogates": "\ud800" * LONGEST,
        "controls and bidi marks": repeated("a\u202e\u200f\x00\u200b"),
        "sharp s and dotted I": repeated("ßİıŉǰΐ"),
    }
    for name in COMMON_NAMES:
        inputs[f"{name}, borne by very many"] = name
        inputs[f"{name}, with two typos"] = name[:2] + name[3] + name[2] + name[4:-2] + "x" + name[-1]
    for length in (3, 4, 5, 6, 8, 12, 24, 48, 96):
        inputs[f"{length} random Latin letters"] = random_text("aeiouknrst", length)
        inputs[f"{length} random Cyrillic letters"] = random_text("аеиовканрст", length)
    return {what: text[:LONGEST] for what, text in inputs.items()}
