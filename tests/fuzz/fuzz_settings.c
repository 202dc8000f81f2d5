/* tests/fuzz/fuzz_settings - the lines of a settings file: what they set, written out, sets the same. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "app/modules.h"
#include "tests/fuzz/fuzz.h"

enum { FILE_BYTES_MAX = 128 * 1024 };

typedef void EachSetting(const Setting *setting, void *context);

static void each_setting(const House *house, EachSetting *each, void *context) {
    for (size_t i = 0; i < house->module_count; i++) {
        for (size_t j = 0; j < house->modules[i]->setting_count; j++) each(house->modules[i]->settings[j], context);
    }
}

typedef struct Comparing {
    const Settings *a, *b;
    Buf *out;
} Comparing;

static void check_limits(const Setting *setting, void *context) {
    const Comparing *on = context;
    const Str text = setting_text(on->a, setting);
    MUST(utf8_is_valid(text));
    switch (setting->kind) {
    case SETTING_INT: {
        const int64_t number = setting_int(on->a, setting);
        int64_t again;
        MUST(number >= setting->min && number <= setting->max);
        MUST(str_to_int(text, setting->min, setting->max, &again) == OK && again == number);
        return;
    }
    case SETTING_BOOL: MUST(setting_is(on->a, setting) == (str_is(text, "on") || str_is(text, "true"))); return;
    case SETTING_TEXT: {
        const int64_t letters = (int64_t)utf8_count(text);
        const bool is_standard = str_is(text, setting->standard);
        MUST(is_standard || (letters >= setting->min && (setting->max == 0 || letters <= setting->max)));
        return;
    }
    }
}

static void write_setting(const Setting *setting, void *context) {
    const Comparing *on = context;
    buf_addf(on->out, "%s=", setting->name);
    buf_add(on->out, setting_text(on->a, setting));
    buf_char(on->out, '\n');
}

static void compare_setting(const Setting *setting, void *context) {
    const Comparing *on = context;
    MUST(str_equal(setting_text(on->a, setting), setting_text(on->b, setting)));
}

static void check_again(Ctx *cx, const Settings *settings) {
    Buf out = buf_new(cx->arena, FILE_BYTES_MAX);
    Comparing on = { .a = settings, .out = &out };
    Str file;
    each_setting(cx->house, check_limits, &on);
    each_setting(cx->house, write_setting, &on);
    MUST(buf_done(&out, &file) == OK);
    MUST(settings_make(cx, fuzz_file(cx, file), NULL, 0, &on.b) == OK);
    each_setting(cx->house, compare_setting, &on);
}

/* The same lines as words of the command line. */
static void check_words(Ctx *cx, Str file, const Settings *settings) {
    SettingWord words[64];
    size_t count = 0;
    for (Str rest = file; rest.at != NULL;) {
        Str value = str_trim(str_cut(&rest, '\n'));
        if (value.len == 0 || value.at[0] == '#') continue;
        if (count == COUNT(words)) return;
        const Str name = str_trim(str_cut(&value, '='));
        words[count++] = (SettingWord){ name, str_trim(value), { .column = name } };
    }
    Comparing on = { .a = settings };
    MUST(settings_make(cx, S(""), words, count, &on.b) == OK);
    each_setting(cx->house, compare_setting, &on);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const House house = house_built();
    Ctx cx = fuzz_begin(&house);
    const Str file = fuzz_input(data, size);
    const Settings *settings;
    const Code code = settings_make(&cx, fuzz_file(&cx, file), NULL, 0, &settings);
    if (code == OK) {
        check_again(&cx, settings);
        check_words(&cx, file, settings);
    } else {
        fuzz_check_problem(&cx, code);
    }
    fuzz_end(&cx);
    return 0;
}
