#!/usr/bin/env python3
"""Records what scikit-learn, numpy and scipy say of texts, into Tests/Fixtures/statistics/texts.json.

    python3 -m venv .venv/oracle && .venv/oracle/bin/pip install "scipy==1.17.1" "scikit-learn==1.9.1"
    .venv/oracle/bin/python scripts/make-text-fixtures.py

Words and vectors are those of TfidfVectorizer with its defaults, fitted on both sides; characters beyond Unicode 14,
which is what Python 3.11 knows, are left out.
"""
import json
import pathlib
import random

import numpy as np
from scipy import stats
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "statistics" / "texts.json"

PECULIAR = [
    "", " ", "a", "a b c", "The cat sat on the mat.", "THE CAT\tSAT\non the mat", "don't e-mail me @ 9:30", "_x __ _ 1",
    "x² y₃ ½cup ①② Ⅷ ⅷ", "naïve na\u0308ive nai\u0308ve", "Straße STRASSE ſtraße", "İstanbul ISTANBUL ıstanbul İİ aİb",
    "ΣΊΣΥΦΟΣ σίσυφος ΟΔΥΣΣΕΎΣ", "Σ ΑΣ ΣΑ Α'Σ Σ'Α ΑΣ' ΑΣ'Α ΑΣ\u0301 ΑΣ\u0301Α 1Σ 1Σ1 ΑΣ. ΑΣ.Α ΑΣ:Α Α\u00adΣ ΣΣ ΑΣΣΑ ΑΣ1Α ΑΣΑ",
    "日本語のテキスト 日本 語", "中文分词，没有空格。", "한국어 문장 입니다", "नमस्ते दुनिया", "สวัสดีชาวโลก", "שלום עולם", "مرحبا بالعالم ١٢٣",
    "👩‍👩‍👧 family 👍🏽ok 🇩🇪de", "ＦＵＬＬ width ｆｕｌｌ", "ᎠᎡᎢ ꭰꭱꭲ", "ǅǈ ǆ ǉ", "𐐀𐐁𐐂 𐐨𐐩𐐪", "𝒜𝓑𝔠 𝟙𝟚", "𠀀𠀁 𠀂", "K Å Ω kΩ",
    "zero\u0000byte", "nbsp\u00a0here\u2003and\u3000there", "soft\u00adhyphen zero\u200bwidth\u200djoiner", "\ufeffmark",
    "Ⓐⓑ ⓐⓑ", "ﬁne ﬂow", "ŉ ǰ ΐ", "word " * 300, "ab" * 2000, "the the the The THE", "10 000 1.5e-3 0xFF",
]

SCRIPTS = [
    "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "àéîöüñçßÀÉÎÖÜÑÇ", "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩ", "αβγδεζηθικλμνξοπρσςτυφχψω", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", "日本語中文字漢", "かなカナ", "한국어",
    "अआइक", "ابتث", "\u0301\u0308\u0327", "0123456789", "_'-.:", "😀👍🏽\u200d", "𐐀𐐁𐐨𠀀",
]


def some_words(generator, count):
    words = []
    for _ in range(count):
        letters = generator.choice(SCRIPTS[:3] * 5 + SCRIPTS)
        if generator.random() < 0.2:
            letters += generator.choice(SCRIPTS)
        words.append("".join(generator.choice(letters) for _ in range(generator.randint(1, 9))))
    return words


def some_texts(generator, words, count, length, skew):
    """Words drawn with a preference for the first ones."""
    return [
        generator.choice([" ", " ", ", ", "\n"]).join(
            words[int(len(words) * generator.random() ** skew)] for _ in range(generator.randint(0, length)))
        for _ in range(count)
    ]


def cases():
    yield "peculiar against itself", PECULIAR, PECULIAR
    yield "peculiar halves", PECULIAR[::2], PECULIAR[1::2]
    yield "peculiar against English", PECULIAR, ["the cat and the dog", "a word", "full family here"]
    yield "no common word", ["red green", "blue"], ["one two", "three four five"]
    yield "one text each", ["to be or not to be"], ["to have and to hold"]
    yield "words in one side only", ["some words"], ["", "a"]
    yield "repeats", ["ok"] * 90 + ["not ok"] * 10, ["ok"] * 50 + ["broken again"] * 5
    yield "Chinese", ["今天 天气 很好", "今天 下雨", "天气 不好"], ["明天 天气", "今天 今天 很好"]
    generator = random.Random(20)
    for number, (n, m, length, size) in enumerate([
        (3, 2, 5, 10), (20, 30, 10, 50), (60, 50, 8, 900), (150, 20, 6, 60), (2, 100, 8, 100), (40, 40, 30, 20),
    ]):
        words = some_words(generator, size)
        left = some_texts(generator, words, n, length, 2)
        yield f"random {number}, one source", left, some_texts(generator, words, m, length, 2)
        yield f"random {number}, other words", left, some_texts(generator, words[::-1], m, length + 5, 3)
        mixed = words[: size // 2] + some_words(generator, size // 2)
        yield f"random {number}, new words", left, some_texts(generator, mixed, m, length, 2)


def side(texts):
    words = CountVectorizer().build_analyzer()
    lengths = [len(text) for text in texts]
    counts = [words(text) for text in texts]
    return {
        "texts": texts,
        "lengths": [min(lengths), max(lengths), float(np.mean(lengths)), *np.quantile(lengths, [0.25, 0.5, 0.75])],
        "wordCounts": [len(found) for found in counts],
        "distinctWordCount": len({word for found in counts for word in found}),
    }


def cosine_distance(left, right):
    vectorizer = TfidfVectorizer().fit(left + right)
    means = [np.asarray(vectorizer.transform(texts).mean(axis=0))[0] for texts in (left, right)]
    norms = [np.linalg.norm(mean) for mean in means]
    return 1 - (float(means[0] @ means[1] / (norms[0] * norms[1])) if all(norms) else 0.0)


def new_words(left, right):
    """The share of words in no other text of the left side, of the left and of the right side."""
    words = CountVectorizer().build_analyzer()
    texts = [words(text) for text in left]
    holders = {}
    for text in texts:
        for word in set(text):
            holders[word] = holders.get(word, 0) + 1
    known = [word for text in texts for word in text]
    current = [word for text in right for word in words(text)]
    share = lambda found, is_new: sum(map(is_new, found)) / len(found) if found else None
    return share(known, lambda word: holders[word] == 1), share(current, lambda word: word not in holders)


recorded = []
for name, left, right in cases():
    expected, found = new_words(left, right)
    test = stats.ks_2samp([len(text) for text in left], [len(text) for text in right])
    recorded.append({
        "name": name, "reference": side(left), "current": side(right), "cosineDistance": cosine_distance(left, right),
        "expectedNewWordShare": expected, "newWordShare": found,
        "lengthStatistic": float(test.statistic), "lengthPValue": float(test.pvalue),
    })
OUTPUT.write_text(json.dumps(recorded, ensure_ascii=False, indent=0) + "\n")
print(f"{len(recorded)} cases, {OUTPUT.stat().st_size} bytes")
