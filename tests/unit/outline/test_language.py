"""The language of notes is detected."""

import pytest
from coursenotes import Settings, plan_site, read_notes
from coursenotes.outline.language import language_of_text
from coursenotes.site import language_for

OWN = Settings(language="")
"""The author sets no language."""
TEXTS = {
    "en": (
        "What is drift? It is what happens to the data when the world that they come from changes."
    ),
    "de": (
        "Was ist ein Prozess? Ein Prozess ist ein "
        "Programm, das ausgeführt wird, mit den Daten dazu."
    ),
    "fr": (
        "Qu'est-ce que la dérive ? Elle est dans les "
        "données, et pas dans le modèle qui les utilise."
    ),
    "es": (
        "¿Qué es la media? Es la suma de los valores que se dividen por el número de los datos."
    ),
    "pt": (
        "A célula é uma unidade que se divide; os tecidos são formados por elas e não ao contrário."
    ),
    "it": (
        "La cellula è una unità che non si divide; "
        "i tessuti sono della stessa natura con gli organi."
    ),
    "nl": (
        "Wat is een proces? Het is een programma "
        "dat wordt uitgevoerd, met de gegevens voor dat doel."
    ),
    "pl": (
        "Komórka jest to jednostka, która się dzieli na "
        "części, oraz tkanki, które są dla niej ważne."
    ),
    "sv": (
        "Cellen är en enhet som kan delas, och det "
        "är inte alltid med vävnader som man har att göra."
    ),
    "tr": (
        "Hücre nedir? Bir canlı için en küçük birim "
        "olarak bilinen yapı, bu doku ile daha büyük olur."
    ),
    "ru": (
        "Клетка — это единица, которая делится на части, и ткани, для которых она не так важна."
    ),
    "uk": "Клітина — це одиниця, що ділиться на частини, та тканини, для яких вона є.",
    "ar": "الخلية هي أصغر وحدة في الكائن الحي، وتنقسم إلى جزأين.",
    "fa": ("یاخته کوچک‌ترین واحد زنده است و گاهی به دو بخش تقسیم می‌شود؛ چگونه؟ پاسخ در ژن‌هاست."),
    "ur": "خلیہ زندگی کی سب سے چھوٹی اکائی ہے اور یہ دو حصوں میں تقسیم ہوتا ہے۔",
    "he": "התא הוא היחידה הקטנה ביותר של החיים.",
    "ja": "細胞とは生物の最小の単位です。分裂して増えます。",
    "ko": "세포는 생명의 가장 작은 단위이다.",
    "zh": "细胞是生命的基本单位，这个时候会分裂。",
    "zh-TW": "細胞是生命的基本單位，這個時候會分裂，與學說無關。",
    "th": "เซลล์เป็นหน่วยพื้นฐานของสิ่งมีชีวิต",
    "el": "Το κύτταρο είναι η βασική μονάδα της ζωής.",
    "hi": "कोशिका जीवन की मूल इकाई है।",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_says_which_language_it_is_in(code):
    assert language_of_text(TEXTS[code]) == code


@pytest.mark.parametrize("code", [code for code in TEXTS if code != "en"])
def test_english_notes_with_some_words_of_another_language_stay_english(code):
    assert language_of_text(TEXTS["en"] * 5 + TEXTS[code]) == "en"


@pytest.mark.parametrize("code", ["de", "zh", "ja", "ar", "ru", "ko"])
def test_notes_with_english_terms_stay_in_their_language(code):
    terms = "Machine Learning, Gradient Descent, Transformer. "
    assert language_of_text(terms + TEXTS[code] * 2 + terms) == code


@pytest.mark.parametrize(
    "text", ["", "$x$ 12 + 3", "```\ncode\n```", "https://example.org/der/die/das"]
)
def test_what_says_nothing_is_english(text):
    assert language_for(read_notes(text, "n.md"), OWN) == "en"


def test_code_formulas_and_addresses_do_not_count():
    code = "```python\n" + "the = which(that for it in what and how if not is of to)\n" * 50 + "```"
    notes = read_notes(f"# Zellen\n\n{TEXTS['de']}\n\n{code}\n\n`the of and to is`\n", "n.md")
    assert language_for(notes, OWN) == "de"


def test_what_the_author_sets_is_kept():
    notes = read_notes(TEXTS["de"], "n.md")
    assert language_for(notes, Settings(language="en-US")) == "en-US"
    assert plan_site(notes, settings=Settings(language="fr")).words["answer"] == "Réponse"


def test_the_sites_own_words_are_the_notes_language():
    notes = read_notes(f"# T\n\n**Was ist das?**\n\n{TEXTS['de']}\n", "n.md")
    site = plan_site(notes, settings=OWN)
    assert (site.words.language, site.words["answer"]) == ("de", "Antwort")


@pytest.mark.parametrize("code", ["fa", "he", "ur", "ar"])
def test_a_language_from_right_to_left_is_one_also_without_words_of_its_own(code):
    assert plan_site(read_notes(TEXTS[code], "n.md"), settings=OWN).words["direction"] == "rtl"
