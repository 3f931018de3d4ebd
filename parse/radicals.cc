#include "parse/radicals.h"

#include <array>

namespace parse {
namespace {

constexpr char32_t kFirstKangxi = 0x2F00;
constexpr char32_t kFirstSupplement = 0x2E80;

// U+2F00..2FD5, as their compatibility decomposition in Unicode, but for two signs: U+2F3E and
// U+2FCA, which Unicode takes to U+6236 and U+9ED1, share a glyph with U+6238 and U+9ED2 in
// Japanese fonts (Adobe-Japan1), and only these are in use in Japanese.
constexpr std::array<char32_t, 214> kKangxi = {
    U'一', U'丨', U'丶', U'丿', U'乙', U'亅', U'二', U'亠', U'人', U'儿', U'入', U'八', U'冂',
    U'冖', U'冫', U'几', U'凵', U'刀', U'力', U'勹', U'匕', U'匚', U'匸', U'十', U'卜', U'卩',
    U'厂', U'厶', U'又', U'口', U'囗', U'土', U'士', U'夂', U'夊', U'夕', U'大', U'女', U'子',
    U'宀', U'寸', U'小', U'尢', U'尸', U'屮', U'山', U'巛', U'工', U'己', U'巾', U'干', U'幺',
    U'广', U'廴', U'廾', U'弋', U'弓', U'彐', U'彡', U'彳', U'心', U'戈', U'戸', U'手', U'支',
    U'攴', U'文', U'斗', U'斤', U'方', U'无', U'日', U'曰', U'月', U'木', U'欠', U'止', U'歹',
    U'殳', U'毋', U'比', U'毛', U'氏', U'气', U'水', U'火', U'爪', U'父', U'爻', U'爿', U'片',
    U'牙', U'牛', U'犬', U'玄', U'玉', U'瓜', U'瓦', U'甘', U'生', U'用', U'田', U'疋', U'疒',
    U'癶', U'白', U'皮', U'皿', U'目', U'矛', U'矢', U'石', U'示', U'禸', U'禾', U'穴', U'立',
    U'竹', U'米', U'糸', U'缶', U'网', U'羊', U'羽', U'老', U'而', U'耒', U'耳', U'聿', U'肉',
    U'臣', U'自', U'至', U'臼', U'舌', U'舛', U'舟', U'艮', U'色', U'艸', U'虍', U'虫', U'血',
    U'行', U'衣', U'襾', U'見', U'角', U'言', U'谷', U'豆', U'豕', U'豸', U'貝', U'赤', U'走',
    U'足', U'身', U'車', U'辛', U'辰', U'辵', U'邑', U'酉', U'釆', U'里', U'金', U'長', U'門',
    U'阜', U'隶', U'隹', U'雨', U'靑', U'非', U'面', U'革', U'韋', U'韭', U'音', U'頁', U'風',
    U'飛', U'食', U'首', U'香', U'馬', U'骨', U'高', U'髟', U'鬥', U'鬯', U'鬲', U'鬼', U'魚',
    U'鳥', U'鹵', U'鹿', U'麥', U'麻', U'黃', U'黍', U'黒', U'黹', U'黽', U'鼎', U'鼓', U'鼠',
    U'鼻', U'齊', U'齒', U'龍', U'龜', U'龠',
};

// U+2E80..2EF3, by Unicode's Equivalent_Unified_Ideograph: the ideograph that looks the same.
// Only two of them have a decomposition, so NFKC does not help. 0: none.
constexpr std::array<char32_t, 116> kSupplement = {
    0,     U'厂', U'乛', U'乚', U'乙', U'亻', U'冂', U'𠘨', U'刀', U'刂', U'卜', U'㔾', U'小',
    U'小', U'兀', U'尣', U'尢', U'𡯂', U'巳', U'幺', U'彑', U'彐', U'忄', U'心', U'扌', U'攵',
    0,     U'旡', U'日', U'月', U'歺', U'母', U'民', U'氵', U'氺', U'灬', U'爫', U'爫', U'丬',
    U'牛', U'犭', U'王', U'𤴔', U'目', U'示', U'礻', U'𥫗', U'糹', U'纟', U'罓', U'罒', U'㓁',
    U'冗', U'𦉫', U'羊', U'𦍌', U'𦍋', U'耂', U'肀', U'聿', U'肉', U'𦥑', U'艹', U'艹', U'艹',
    U'虎', U'衤', U'覀', U'西', U'见', U'角', U'𧢲', U'讠', U'贝', U'𧾷', U'车', U'辶', U'辶',
    U'辶', U'邑', U'钅', U'長', U'镸', U'长', U'门', U'𨸏', U'阝', U'雨', U'青', U'韦', U'页',
    U'风', U'飞', U'食', U'𩙿', U'飠', U'饣', U'𩠐', U'马', U'骨', U'鬼', U'鱼', U'鸟', U'卤',
    U'麦', U'黄', U'黾', U'斉', U'齐', U'歯', U'齿', U'竜', U'龙', U'龜', U'亀', U'龟',
};

}  // namespace

char32_t IdeographOfRadical(char32_t c) {
  if (c < kFirstSupplement || c >= kFirstKangxi + kKangxi.size()) return c;
  if (c >= kFirstKangxi) return kKangxi[c - kFirstKangxi];
  if (c >= kFirstSupplement + kSupplement.size()) return c;
  const char32_t ideograph = kSupplement[c - kFirstSupplement];
  return ideograph == 0 ? c : ideograph;
}

}  // namespace parse
