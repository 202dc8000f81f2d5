/* kit/settings - see settings.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/module.h"

#include <stdlib.h>

enum { FILE_BYTES_MAX = 256 * 1024, NAME_BYTES_MAX = 80 };

const ProblemKind setting_unknown = {
    INVALID, "kit/setting-unknown",
    { "Không có thiết lập này.", "There is no such setting." },
    { "Không có thiết lập “{0}”. Xem danh sách bằng lệnh: banyan describe --settings.",
      "There is no setting “{0}”. See the list with: banyan describe --settings." }
};
const ProblemKind setting_line = {
    INVALID, "kit/setting-line",
    { "Dòng thiết lập không đúng dạng.", "The line is not a setting." },
    { "Viết mỗi dòng như “tên = giá trị”; dòng bắt đầu bằng # là ghi chú. Dòng này là “{0}”.",
      "Write each line as “name = value”; a line that begins with # is a remark. This one is “{0}”." }
};

typedef struct SettingValue {
    const Setting *setting;
    int64_t number; /* INT and BOOL */
    Str text;
} SettingValue;

struct Settings {
    SettingValue *values;
    size_t count;
};

static SettingValue *value_of(const Settings *settings, const Setting *setting) {
    for (size_t i = 0; i < settings->count; i++) {
        if (settings->values[i].setting == setting) return &settings->values[i];
    }
    CANNOT("the setting is listed in its module");
    return NULL;
}

int64_t setting_int(const Settings *settings, const Setting *setting) {
    MUST(setting->kind == SETTING_INT);
    return value_of(settings, setting)->number;
}

bool setting_is(const Settings *settings, const Setting *setting) {
    MUST(setting->kind == SETTING_BOOL);
    return value_of(settings, setting)->number != 0;
}

Str setting_text(const Settings *settings, const Setting *setting) {
    return value_of(settings, setting)->text;
}

static void set_value(Ctx *cx, SettingValue *value, Str text, Spot spot) {
    if (!utf8_is_valid(text)) {
        fault(cx, spot, &field_not_utf8);
        return;
    }
    const Setting *setting = value->setting;
    const Str name = str_of(setting->name);
    if (setting->kind == SETTING_BOOL) {
        const bool is_on = str_is(text, "on") || str_is(text, "true");
        const bool is_off = str_is(text, "off") || str_is(text, "false");
        if (!is_on && !is_off) {
            fault(cx, spot, &field_choice, text, S("on, off"));
            return;
        }
        value->number = is_on;
    }
    int64_t number = 0;
    if (setting->kind == SETTING_INT && str_to_int(text, INT64_MIN, INT64_MAX, &number) != OK) {
        fault(cx, spot, &field_whole_number, text);
        return;
    }
    if (setting->kind == SETTING_INT && (number < setting->min || number > setting->max)) {
        fault(cx, spot, &field_range, name, int_text(cx, setting->min), int_text(cx, setting->max));
        return;
    }
    if (setting->kind == SETTING_INT) value->number = number;
    const int64_t letters = (int64_t)utf8_count(text);
    if (setting->kind == SETTING_TEXT && (letters < setting->min || letters > setting->max)) {
        fault(cx, spot, &field_length, name, int_text(cx, setting->min), int_text(cx, setting->max),
              int_text(cx, letters));
        return;
    }
    value->text = str_copy(cx->arena, text);
}

static void say_word(Ctx *cx, Settings *settings, Str name, Str text, Spot spot) {
    for (size_t i = 0; i < settings->count; i++) {
        if (str_is(name, settings->values[i].setting->name)) {
            set_value(cx, &settings->values[i], text, spot);
            return;
        }
    }
    fault(cx, spot, &setting_unknown, name);
}

static Code read_settings_file(Ctx *cx, Settings *settings, Str path) {
    if (path.len == 0 || !file_exists(cx->arena, path)) return OK;
    Str rest;
    TRY(file_read(cx, path, FILE_BYTES_MAX, &rest));
    for (int64_t row = 1; rest.at != NULL; row++) {
        const Str line = str_trim(str_cut(&rest, '\n'));
        if (line.len == 0 || line.at[0] == '#') continue;
        Str value = line;
        const Str name = str_trim(str_cut(&value, '='));
        const Spot spot = { path, row, name };
        if (value.at == NULL) {
            fault(cx, spot, &setting_line, line);
        } else {
            say_word(cx, settings, name, str_trim(value), spot);
        }
    }
    return OK;
}

static void read_environment(Ctx *cx, Settings *settings) {
    for (size_t i = 0; i < settings->count; i++) {
        char name[NAME_BYTES_MAX];
        Buf out = buf_over(name, sizeof name - 1);
        buf_addf(&out, "BANYAN_%s", settings->values[i].setting->name);
        MUST(!out.overflowed);
        name[out.len] = '\0';
        for (char *at = name; *at != '\0'; at++)
            *at = *at == '.' ? '_' : (char)(*at >= 'a' && *at <= 'z' ? *at - 32 : *at);
        const char *said = getenv(name); // NOLINT(concurrency-mt-unsafe): read once, before there are threads
        if (said != NULL) set_value(cx, &settings->values[i], str_of(said), spot_field(str_of(name)));
    }
}

Code settings_make(Ctx *cx, Str file_path, const SettingWord *words, size_t word_count, const Settings **ret_settings) {
    const House *house = cx->house;
    Settings *settings = NEW(cx->arena, Settings);
    size_t total = 0;
    for (size_t i = 0; i < house->module_count; i++) total += house->modules[i]->setting_count;
    settings->values = NEW_ARRAY(cx->arena, SettingValue, total);
    for (size_t i = 0; i < house->module_count; i++) {
        for (size_t j = 0; j < house->modules[i]->setting_count; j++) {
            SettingValue *value = &settings->values[settings->count++];
            value->setting = house->modules[i]->settings[j];
            set_value(cx, value, str_of(value->setting->standard), spot_field(str_of(value->setting->name)));
        }
    }
    MUST(cx->problem.fault_total == 0); /* every standard value is within its own limits */
    TRY(read_settings_file(cx, settings, file_path));
    read_environment(cx, settings);
    for (size_t i = 0; i < word_count; i++) say_word(cx, settings, words[i].name, words[i].value, words[i].spot);
    *ret_settings = settings;
    return faults_verdict(cx);
}
