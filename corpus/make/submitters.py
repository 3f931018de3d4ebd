"""Prefectures and designated cities with their official codes."""

import functools

PREFECTURES = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 "
    "神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 "
    "大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 "
    "福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県").split()

CITIES = {"札幌市": "01100", "仙台市": "04100", "さいたま市": "11100", "千葉市": "12100",
          "横浜市": "14100", "川崎市": "14130", "相模原市": "14150", "新潟市": "15100",
          "静岡市": "22100", "浜松市": "22130", "名古屋市": "23100", "京都市": "26100",
          "大阪市": "27100", "堺市": "27140", "神戸市": "28100", "岡山市": "33100",
          "広島市": "34100", "北九州市": "40100", "福岡市": "40130", "熊本市": "43100"}


def with_check_digit(digits: str) -> str:
    """The sixth digit of a local government's code."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, (6, 5, 4, 3, 2)))
    return digits + str((11 - total % 11) % 10)


@functools.cache
def all_submitters() -> tuple[tuple[str, str], ...]:
    """(name, six-digit code) of all 67."""
    prefectures = [(name, with_check_digit(f"{number:02d}000"))
                   for number, name in enumerate(PREFECTURES, start=1)]
    cities = [(name, with_check_digit(digits)) for name, digits in CITIES.items()]
    return tuple(prefectures + cities)
