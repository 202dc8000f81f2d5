/* kit/settings - what the installation decides: declared as rows, set in a file,
    the environment or on the command line. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_SETTINGS_H
#define KIT_SETTINGS_H

#include "kit/ctx.h"

typedef enum SettingKind { SETTING_INT, SETTING_BOOL, SETTING_TEXT } SettingKind;

/* Declared where it is used, listed in module.c. The pointer is the key, so a wrong name cannot be asked for. */
typedef struct Setting {
    const char *name; /* room.name; in the environment BANYAN_ROOM_NAME */
    SettingKind kind;
    const char *standard;
    int64_t min, max; /* INT: value; TEXT: letters */
    const char *help; /* with its unit */
    const char *source; /* the rule that it comes from, or NULL */
    bool is_secret;     /* not shown by describe or logs */
} Setting;

typedef struct Settings Settings;

/* One `name = value`, and where it was said. */
typedef struct SettingWord {
    Str name, value;
    Spot spot;
} SettingWord;

/* Later words win over earlier ones; the environment wins over the file and loses to `words`. Unknown names and values
 * out of limits are faults. Settings live in the arena. */
Code settings_make(Ctx *cx, Str file_path, const SettingWord *words, size_t word_count, const Settings **ret_settings);

int64_t setting_int(const Settings *settings, const Setting *setting);
bool setting_is(const Settings *settings, const Setting *setting);
Str setting_text(const Settings *settings, const Setting *setting); /* as said, for every kind */

extern const ProblemKind setting_unknown, setting_line;

#endif
