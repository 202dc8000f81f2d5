/* platform/documents/tests/legacy_test - letters from before Unicode. The alphabets were written by UniKey (that of
 * Debian's ibus-unikey 0.7.0) and are read here; TCVN3 is compared with glibc's own. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/text.h"
#include "platform/documents/text_legacy.h"
#include "platform/documents/text_reading.h"
#include "platform/documents/text_syllables.h"
#include "tests/harness/fixture.h"

#include <iconv.h>

static const struct {
    Legacy legacy;
    const char *written, *meant;
} alphabets[] = {
    { LEGACY_VNI,
      "aù aø aû aõ aï aé aè aú aü aë aá aà aå aã aä eù eø eû eõ eï eá eà eå eã eä í ì æ ó ò où oø oû "
      "oõ oï oá oà oå oã oä ôù ôø ôû ôõ ôï uù uø uû uõ uï öù öø öû öõ öï yù yø yû yõ î aê aâ ñ eâ oâ "
      "ô ö",
      "á à ả ã ạ ắ ằ ẳ ẵ ặ ấ ầ ẩ ẫ ậ é è ẻ ẽ ẹ ế ề ể ễ ệ í ì ỉ ĩ ị ó ò ỏ õ ọ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ú ù "
      "ủ ũ ụ ứ ừ ử ữ ự ý ỳ ỷ ỹ ỵ ă â đ ê ô ơ ư" },
    { LEGACY_VNI,
      "AÙ AØ AÛ AÕ AÏ AÉ AÈ AÚ AÜ AË AÁ AÀ AÅ AÃ AÄ EÙ EØ EÛ EÕ EÏ EÁ EÀ EÅ EÃ EÄ Í Ì Æ Ó Ò OÙ OØ OÛ "
      "OÕ OÏ OÁ OÀ OÅ OÃ OÄ ÔÙ ÔØ ÔÛ ÔÕ ÔÏ UÙ UØ UÛ UÕ UÏ ÖÙ ÖØ ÖÛ ÖÕ ÖÏ YÙ YØ YÛ YÕ Î AÊ AÂ Ñ EÂ OÂ "
      "Ô Ö",
      "Á À Ả Ã Ạ Ắ Ằ Ẳ Ẵ Ặ Ấ Ầ Ẩ Ẫ Ậ É È Ẻ Ẽ Ẹ Ế Ề Ể Ễ Ệ Í Ì Ỉ Ĩ Ị Ó Ò Ỏ Õ Ọ Ố Ồ Ổ Ỗ Ộ Ớ Ờ Ở Ỡ Ợ Ú Ù "
      "Ủ Ũ Ụ Ứ Ừ Ử Ữ Ự Ý Ỳ Ỷ Ỹ Ỵ Ă Â Đ Ê Ô Ơ Ư" },
    { LEGACY_VIQR_ESCAPED,
      "a' a` a? a~ a. a(' a(` a(? a(~ a(. a^' a^` a^? a^~ a^. e' e` e? e~ e. e^' e^` e^? e^~ e^. i' "
      "i` i? i~ i. o' o` o? o~ o. o^' o^` o^? o^~ o^. o+' o+` o+? o+~ o+. u' u` u? u~ u. u+' u+` u+? "
      "u+~ u+. y' y` y? y~ y. a( a^ dd e^ o^ o+ u+",
      "á à ả ã ạ ắ ằ ẳ ẵ ặ ấ ầ ẩ ẫ ậ é è ẻ ẽ ẹ ế ề ể ễ ệ í ì ỉ ĩ ị ó ò ỏ õ ọ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ú ù "
      "ủ ũ ụ ứ ừ ử ữ ự ý ỳ ỷ ỹ ỵ ă â đ ê ô ơ ư" },
    { LEGACY_VIQR_ESCAPED,
      "A' A` A? A~ A. A(' A(` A(? A(~ A(. A^' A^` A^? A^~ A^. E' E` E? E~ E. E^' E^` E^? E^~ E^. I' "
      "I` I? I~ I. O' O` O? O~ O. O^' O^` O^? O^~ O^. O+' O+` O+? O+~ O+. U' U` U? U~ U. U+' U+` U+? "
      "U+~ U+. Y' Y` Y? Y~ Y. A( A^ DD E^ O^ O+ U+",
      "Á À Ả Ã Ạ Ắ Ằ Ẳ Ẵ Ặ Ấ Ầ Ẩ Ẫ Ậ É È Ẻ Ẽ Ẹ Ế Ề Ể Ễ Ệ Í Ì Ỉ Ĩ Ị Ó Ò Ỏ Õ Ọ Ố Ồ Ổ Ỗ Ộ Ớ Ờ Ở Ỡ Ợ Ú Ù "
      "Ủ Ũ Ụ Ứ Ừ Ử Ữ Ự Ý Ỳ Ỷ Ỹ Ỵ Ă Â Đ Ê Ô Ơ Ư" },
};

static void alphabets_are_those_of_unikey(void **state) {
    for (size_t i = 0; i < COUNT(alphabets); i++) {
        assert_row(i, alphabets[i].written);
        assert_text(legacy_text(*state, str_of(alphabets[i].written), alphabets[i].legacy), alphabets[i].meant);
    }
}

/* What the bytes of TCVN3 stand for, a letter each, as a program shows them that takes them for Western Europe's. */
static void tcvn3_is_that_of_glibc(void **state) {
    const iconv_t converter = iconv_open("UTF-8", "TCVN5712-1");
    size_t letters = 0;
    for (unsigned code = 0xA1; code <= 0xFE; code++) {
        char byte = (char)code, wanted[16] = "", *from = &byte, *to = wanted;
        const char shown[] = { (char)(0xC0 | code >> 6), (char)(0x80 | (code & 0x3F)), '\0' };
        size_t left = 1, room = sizeof wanted - 1;
        const Str meant = legacy_text(*state, str_of(shown), LEGACY_TCVN3);
        if (str_is(meant, shown)) continue;
        assert_int_not_equal(iconv(converter, &from, &left, &to, &room), (size_t)-1);
        assert_int_not_equal(iconv(converter, NULL, NULL, &to, &room), (size_t)-1);
        assert_text(meant, wanted);
        letters++;
    }
    assert_int_equal(letters, 14 + 12 * 5 - 1); /* of a shape, of a tone; the byte of ý is the same elsewhere */
    assert_int_equal(iconv_close(converter), 0);
}

/* ---- is it one? ---- */

#define FINE "Ủy ban nhân dân tỉnh giao Sở Y tế chủ trì, phối hợp với các sở, ban, ngành; hoà, thuỷ, Đắk Lắk"
#define LATE                                                                                                           \
    "Uû ban nh©n d©n tØnh giao Së Y tÕ chñ tr×, phèi hîp víi c¸c së, ban, ngµnh th\xC2\xADêng xuyªn."
#define LATE_MEANT "Uỷ ban nhân dân tỉnh giao Sở Y tế chủ trì, phối hợp với các sở, ban, ngành thường xuyên."

static const struct {
    const char *written, *meant; /* NULL: it stays */
} texts[] = {
    { FINE, NULL },
    { "Uy ban nhan dan tinh giao So Y te. Ha Giang? Khong co dau, add.", NULL },
    { "Le café crème était très bon à Noël; l'été, où êtes-vous? Château, forêt, maître.", NULL },
    { "Don't you? We go to it. Be so; add the' fee. Is it a (b) or c^2 + d*e?", NULL },
    { "Mức 5 ° ± µ § ¬ ©", NULL },
    { "", NULL },
    { "H\xC2\xB5 Giang", "Hà Giang" },
    { LATE, LATE_MEANT },
    { "UÛy ban nhaân daân tænh giao Sôû Y teá chuû trì, phoái hôïp vôùi caùc sôû",
      "Ủy ban nhân dân tỉnh giao Sở Y tế chủ trì, phối hợp với các sở" },
    { "U?y ban nha^n da^n ti?nh giao So+? Y te^' chu? tri`, pho^'i ho+.p. DDo^n ddo^'c Bo^. Y te^' cho. Vi la`",
      "Ủy ban nhân dân tỉnh giao Sở Y tế chủ trì, phối hợp. Đôn đốc Bộ Y tế cho. Vi là" },
    { FINE "\n" LATE "\n" FINE, FINE "\n" LATE_MEANT "\n" FINE },
    { "m\xC2\xADềm", "mềm" },
};

static void what_reads_well_stays(void **state) {
    for (size_t i = 0; i < COUNT(texts); i++) {
        DocumentText text;
        Buf read = buf_new(*state, 4096);
        assert_row(i, texts[i].written);
        assert_int_equal(text_read(*state, str_of(texts[i].written), false, &text), TEXT_READ);
        for (size_t b = 0; b < text.blocks.count; b++) {
            if (b > 0) buf_char(&read, '\n');
            buf_add(&read, ((const TextBlock *)text.blocks.items)[b].text);
        }
        assert_text(written(&read), texts[i].meant != NULL ? texts[i].meant : texts[i].written);
    }
}

static void bytes_are_read_as_what_reads_best(void **state) {
    static const struct {
        const char *bytes, *meant;
    } rows[] = {
        { "\x55\xFB ban nh\xA9n d\xA9n t\xD8nh", "Uỷ ban nhân dân tỉnh" },
        { "U\xDBy ban nha\xE2n da\xE2n t\xE6nh So\xE2ng Lam", "Ủy ban nhân dân tỉnh Sông Lam" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        DocumentText text;
        assert_row(i, rows[i].meant);
        assert_int_equal(text_read(*state, str_of(rows[i].bytes), false, &text), TEXT_READ);
        assert_text(((const TextBlock *)text.blocks.items)[0].text, rows[i].meant);
    }
}

/* ---- syllables ---- */

static void syllables_are_those_that_vietnamese_spells(void **state) {
    static const char *const right[] = { "nghiêng", "QUYẾT", "gì", "giếng", "đường", "khuỷu", "yếu", "oái", "thuở",
                                         "Đắk", "ngoằn", "khuếch", "ướt", "quỳnh", "huỳnh", "ỷ", "rượu" };
    static const char *const wrong[] = { "cacà", "ềa", "tàc", "fàn", "trưởngg", "ãã", "été", "crème",
                                         "hổp", "ban", "" };
    (void)state;
    for (size_t i = 0; i < COUNT(right); i++) {
        assert_row(i, right[i]);
        assert_int_equal(syllables_counted(str_of(right[i])).marked, 1);
    }
    for (size_t i = 0; i < COUNT(wrong); i++) {
        assert_row(i, wrong[i]);
        assert_int_equal(syllables_counted(str_of(wrong[i])).marked, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AN_ARENA(alphabets_are_those_of_unikey),
        AN_ARENA(tcvn3_is_that_of_glibc),
        AN_ARENA(what_reads_well_stays),
        AN_ARENA(bytes_are_read_as_what_reads_best),
        AN_ARENA(syllables_are_those_that_vietnamese_spells),
    };
    return cmocka_run_group_tests_name("platform/documents/legacy", tests, NULL, NULL);
}
