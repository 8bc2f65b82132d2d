"""Indexes are sorted as readers of the language expect."""

import pytest
from coursenotes.pages.collation import DIGITS, IDEOGRAPHS, SIGNS, Collation

ENGLISH = Collation("abcdefghijklmnopqrstuvwxyz")
SPANISH = Collation("abcdefghijklmnñopqrstuvwxyz")
RUSSIAN = Collation("абвгдежзийклмнопрстуфхцчшщъыьэюя")
CHINESE = Collation("abcdefghijklmnopqrstuvwxyz", chinese=True)


@pytest.mark.parametrize(
    ("collation", "text", "group"),
    [
        (ENGLISH, "drift", "D"),
        (ENGLISH, "`drift`", "D"),
        (ENGLISH, "Émile", "E"),
        (ENGLISH, "ñandú", "N"),
        (ENGLISH, "ﬁlter", "F"),
        (ENGLISH, "Straße", "S"),
        (ENGLISH, "3D", DIGITS),
        (ENGLISH, "٣", DIGITS),
        (ENGLISH, "→ ?", SIGNS),
        (ENGLISH, "", SIGNS),
        (ENGLISH, "Ωmega", "Ω"),
        (ENGLISH, "過学習", IDEOGRAPHS),
        (ENGLISH, "ガウス", "か"),
        (ENGLISH, "ゃ", "や"),
        (ENGLISH, "강화", "ㄱ"),
        (ENGLISH, "까치", "ㄱ"),
        (ENGLISH, "أداة", "ا"),
        (SPANISH, "ñandú", "Ñ"),
        (SPANISH, "n\u0303andú", "Ñ"),
        (RUSSIAN, "йога", "Й"),
        (RUSSIAN, "ёлка", "Е"),
        (CHINESE, "过拟合", "G"),
        (CHINESE, "座", "Z"),
        (CHINESE, "啊", "A"),
        (CHINESE, "龘", IDEOGRAPHS),
    ],
)
def test_a_word_is_listed_under_its_letter(collation, text, group):
    assert collation.group(text) == group


@pytest.mark.parametrize(
    ("collation", "ordered"),
    [
        (ENGLISH, ["#", "2 towers", "10 towers", "élan", "Elle", "zoo", "Ωmega", "過学習"]),
        (ENGLISH, ["week 2", "Week 10"]),
        (SPANISH, ["nube", "ñandú", "oso"]),
        (RUSSIAN, ["ёлка", "ель", "жук", "зебра", "иволга", "йога", "cat"]),
        (CHINESE, ["Gradient", "过拟合", "欠拟合", "龘"]),
        (ENGLISH, ["アルゴリズム", "ガウス", "さくら"]),
    ],
)
def test_words_stand_in_their_order(collation, ordered):
    assert sorted(reversed(ordered), key=collation.key) == ordered
