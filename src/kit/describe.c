/* kit/describe - rights, settings, problems, commands, metrics, and the check of the tables. See describe.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/describe.h"

#include "kit/router.h"

#include "base/map.h"

enum { TEXT_BYTES_MAX = 8 * 1024 * 1024, ROLES_MAX = 16 };

const ProblemKind house_faulty = {
    BROKEN, "kit/house-faulty",
    { "Bảng khai báo của chương trình có lỗi.", "The program's own tables are at fault." },
    { "{0}", "{0}" }
};

static Str finish(const Buf *out) {
    MUST(!out->overflowed);
    return (Str){ out->len == 0 ? "" : out->at, out->len };
}

/* ---- rights ---- */

static bool word_in(const char *words, Str word) {
    for (Str rest = str_of(words); rest.at != NULL;) {
        if (str_equal(str_cut(&rest, ' '), word)) return true;
    }
    return false;
}

static size_t gather_roles(const House *house, Str *roles) {
    size_t count = 0;
    for (size_t i = 0; i < house->module_count; i++) {
        for (size_t j = 0; j < house->modules[i]->permission_count; j++) {
            for (Str rest = str_of(house->modules[i]->permissions[j].roles); rest.at != NULL;) {
                const Str role = str_cut(&rest, ' ');
                bool known = role.len == 0;
                for (size_t k = 0; k < count; k++) known = known || str_equal(roles[k], role);
                if (known) continue;
                MUST(count < ROLES_MAX);
                roles[count++] = role;
            }
        }
    }
    return count;
}

static void write_routes_of(Buf *out, const House *house, const char *permission) {
    const char *between = "";
    for (size_t i = 0; i < house->module_count; i++) {
        for (size_t j = 0; j < house->modules[i]->route_count; j++) {
            const Route *route = &house->modules[i]->routes[j];
            if (strcmp(route->may, permission) != 0) continue;
            buf_addf(out, "%s`%s %s`", between, route->verb, route->path);
            between = ", ";
        }
    }
}

Str describe_permissions(Ctx *cx) {
    Buf out = buf_new(cx->arena, TEXT_BYTES_MAX);
    Str roles[ROLES_MAX];
    const size_t role_count = gather_roles(cx->house, roles);
    buf_add(&out, S("| permission |"));
    for (size_t i = 0; i < role_count; i++) buf_addf(&out, " %.*s |", STR_FMT(roles[i]));
    buf_add(&out, S(" what it allows | routes |\n| --- |"));
    for (size_t i = 0; i < role_count + 2; i++) buf_add(&out, S(" --- |"));
    buf_char(&out, '\n');
    for (size_t i = 0; i < cx->house->module_count; i++) {
        const Module *module = cx->house->modules[i];
        for (size_t j = 0; j < module->permission_count; j++) {
            const Permission *permission = &module->permissions[j];
            buf_addf(&out, "| %s |", permission->name);
            for (size_t k = 0; k < role_count; k++)
                buf_addf(&out, " %s |", word_in(permission->roles, roles[k]) ? "yes" : "");
            buf_addf(&out, " %s | ", permission->help);
            write_routes_of(&out, cx->house, permission->name);
            buf_add(&out, S(" |\n"));
        }
    }
    return finish(&out);
}

/* ---- settings ---- */

static void write_limits(Buf *out, const Setting *setting) {
    if (setting->kind == SETTING_INT) buf_addf(out, "%lld to %lld", (long long)setting->min, (long long)setting->max);
    if (setting->kind == SETTING_BOOL) buf_add(out, S("on, off"));
    if (setting->kind == SETTING_TEXT) buf_addf(out, "text, at most %lld letters", (long long)setting->max);
}

Str describe_settings(Ctx *cx) {
    Buf out = buf_new(cx->arena, TEXT_BYTES_MAX);
    buf_add(&out,
            S("| setting | standard | limits | meaning | source of the rule |\n| --- | --- | --- | --- | --- |\n"));
    for (size_t i = 0; i < cx->house->module_count; i++) {
        for (size_t j = 0; j < cx->house->modules[i]->setting_count; j++) {
            const Setting *setting = cx->house->modules[i]->settings[j];
            buf_addf(&out, "| %s | %s | ", setting->name, setting->standard);
            write_limits(&out, setting);
            buf_addf(&out, " | %s | %s |\n", setting->help, setting->source == NULL ? "" : setting->source);
        }
    }
    return finish(&out);
}

Str describe_conf(Ctx *cx) {
    Buf out = buf_new(cx->arena, TEXT_BYTES_MAX);
    buf_add(&out, S("# Thiết lập của Banyan. Bỏ dấu # ở đầu dòng để đổi; khởi động lại để có hiệu lực.\n"
                    "# Settings of Banyan. Remove the # to change one; restart to apply.\n"));
    for (size_t i = 0; i < cx->house->module_count; i++) {
        for (size_t j = 0; j < cx->house->modules[i]->setting_count; j++) {
            const Setting *setting = cx->house->modules[i]->settings[j];
            buf_addf(&out, "\n# %s\n# %s = %s\n", setting->help, setting->name, setting->standard);
        }
    }
    return finish(&out);
}

/* ---- problems and commands ---- */

Str describe_problems(Ctx *cx) {
    Buf out = buf_new(cx->arena, TEXT_BYTES_MAX);
    for (size_t i = 0; i < cx->house->module_count; i++) {
        for (size_t j = 0; j < cx->house->modules[i]->problem_count; j++) {
            const ProblemKind *kind = cx->house->modules[i]->problems[j];
            buf_addf(&out, "## %s\n\n- **%s** %s\n- **%s** %s\n\n", kind->slug, kind->title.vi, kind->detail.vi,
                     kind->title.en, kind->detail.en);
        }
    }
    return finish(&out);
}

void describe_option(const Field *field, const char *operand, Buf *name, Buf *meaning) {
    const bool is_operand = operand != NULL && strcmp(field->name, operand) == 0;
    buf_addf(name, is_operand ? "<" : "--");
    for (const char *at = field->name; *at != '\0'; at++) buf_char(name, *at == '_' ? '-' : *at);
    buf_addf(name, is_operand ? ">" : field->kind == KIND_BOOL ? "" : " VALUE");
    buf_add(meaning, str_of(field->help));
    for (size_t i = 0; field->choices != NULL && i < field->choices->count; i++)
        buf_addf(meaning, "%s%s", i == 0 ? ": " : ", ", field->choices->names[i]);
    if (!is_operand && (field->flags & REQUIRED) != 0) buf_add(meaning, S(" (needed)"));
}

static void write_option(Buf *out, const Command *command, const Field *field) {
    Buf name = buf_new(out->arena, TEXT_BYTES_MAX), meaning = buf_new(out->arena, TEXT_BYTES_MAX);
    describe_option(field, command->operand, &name, &meaning);
    buf_addf(out, "- `%.*s`: %.*s\n", (int)name.len, name.at, (int)meaning.len, meaning.at);
}

Str describe_commands(Ctx *cx) {
    Buf out = buf_new(cx->arena, TEXT_BYTES_MAX);
    for (size_t i = 0; i < cx->house->module_count; i++) {
        for (size_t j = 0; j < cx->house->modules[i]->command_count; j++) {
            const Command *command = &cx->house->modules[i]->commands[j];
            buf_addf(&out, "## banyan %s\n\n%s.\n\n", command->name, command->help);
            const size_t options = command->args == NULL ? 0 : command->args->field_count;
            for (size_t k = 0; k < options; k++) write_option(&out, command, &command->args->fields[k]);
            buf_addf(&out, options > 0 ? "\n" : "");
        }
    }
    return finish(&out);
}

/* ---- metrics ---- */

Str describe_metrics(Ctx *cx) {
    Buf out = buf_new(cx->arena, TEXT_BYTES_MAX);
    buf_add(&out, S("| metric | argument | unit | tên | title | what it is |\n"
                    "| --- | --- | --- | --- | --- | --- |\n"));
    for (size_t i = 0; i < cx->house->module_count; i++) {
        for (size_t j = 0; j < cx->house->modules[i]->metric_count; j++) {
            const Metric *metric = &cx->house->modules[i]->metrics[j];
            buf_addf(&out, "| %s | %s | %.*s | %s | %s | %s |\n", metric->name,
                     metric->argument == NULL ? "" : metric->argument,
                     STR_FMT(choice_name(&metric_unit_choices, (int)metric->unit)), metric->title.vi, metric->title.en,
                     metric->help);
        }
    }
    return finish(&out);
}

/* ---- the tables check themselves ---- */

static Code complain(Ctx *cx, const char *what, const char *which) {
    return fail(cx, &house_faulty, str_format(cx->arena, "%s: %s", what, which));
}

static bool permission_known(const House *house, const char *name, bool for_public) {
    for (size_t i = 0; i < house->module_count; i++) {
        for (size_t j = 0; j < house->modules[i]->permission_count; j++) {
            const Permission *permission = &house->modules[i]->permissions[j];
            if (strcmp(permission->name, name) == 0) return !for_public || word_in(permission->roles, S("public"));
        }
    }
    return false;
}

static Code check_route(Ctx *cx, const Route *route, Map *seen) {
    const House *house = cx->house;
    if (route->may == NULL || !permission_known(house, route->may, false))
        return complain(cx, "a route without a declared permission", route->path);
    if (route->is_shared && !permission_known(house, route->may, true))
        return complain(cx, "a shared answer that is not public", route->path);
    if (route->help == NULL) return complain(cx, "a route without help", route->path);
    if (route->writes == (strcmp(route->verb, "GET") == 0))
        return complain(cx, "GET must not write, other verbs must", route->path);
    if (route->leaves_record && (route->writes || route->is_shared || route->is_slow))
        return complain(cx, "only a GET of its own for each caller leaves a record", route->path);
    if (route->text_max > 0 && (route->gives == NULL || route->upload_max > 0))
        return complain(cx, "a body of text is answered by text, and is no file", route->path);
    if (route->asks != NULL && (route->prepare == NULL || !route->writes))
        return complain(cx, "who asks other servers finds out before what, and writes down what he heard", route->path);
    if (route->takes_form && (route->in == NULL || route->upload_max > 0 || route->text_max > 0))
        return complain(cx, "a form has members, and is neither text nor a file", route->path);
    if (route->takes_rest && (!route->is_outside || route->path[strlen(route->path) - 1] != '}'))
        return complain(cx, "only an address outside the API may end in what takes its rest", route->path);
    const Str key = str_format(cx->arena, "%s %s", route->verb, route->path);
    return map_add(seen, key, 0) ? OK : complain(cx, "two routes with one address", route->path);
}

/* `room.noun` in small letters, digits and `_`: what a formula can write. */
static bool is_metric_name(const char *name, const char *room) {
    Str noun = str_of(name);
    if (!str_equal(str_cut(&noun, '.'), str_of(room)) || noun.len == 0) return false;
    for (size_t i = 0; i < noun.len; i++) {
        const char c = noun.at[i];
        if (!(c >= 'a' && c <= 'z') && !(i > 0 && ((c >= '0' && c <= '9') || c == '_'))) return false;
    }
    return true;
}

static Code check_metric(Ctx *cx, const Module *module, const Metric *metric, Map *seen) {
    if (metric->name == NULL) return complain(cx, "a metric without a name", module->name);
    if (!is_metric_name(metric->name, module->name))
        return complain(cx, "a metric is called by its room, a point and a word", metric->name);
    if (metric->title.vi == NULL || metric->title.en == NULL || metric->help == NULL)
        return complain(cx, "a metric without its titles or help", metric->name);
    if (metric->unit == METRIC_UNIT_NONE) return complain(cx, "a metric without a unit", metric->name);
    if (metric->read == NULL) return complain(cx, "a metric that nobody reads", metric->name);
    if ((metric->argument == NULL) != (metric->knows == NULL))
        return complain(cx, "who takes an argument knows which, and nobody else", metric->name);
    return map_add(seen, str_of(metric->name), 0) ? OK : complain(cx, "two metrics with one name", metric->name);
}

static Code check_need(Ctx *cx, const Module *module, const Need *need) {
    if (need->may == NULL || !permission_known(cx->house, need->may, false))
        return complain(cx, "what waits is for nobody whom a permission names", module->name);
    if (need->what.vi == NULL || need->what.en == NULL)
        return complain(cx, "it is not said what is to be done", need->may);
    return need->list != NULL ? OK : complain(cx, "nobody lists what waits", need->may);
}

static Code check_module(Ctx *cx, const Module *module, Map *seen) {
    for (size_t i = 0; i < module->route_count; i++) TRY(check_route(cx, &module->routes[i], seen));
    for (size_t i = 0; i < module->page_count; i++) {
        const Page *page = &module->pages[i];
        if (page->data != NULL && route_by_path(cx->house, "GET", page->data) == NULL)
            return complain(cx, "a page without its route", page->path);
        if (!map_add(seen, str_of(page->path), 0)) return complain(cx, "two pages with one address", page->path);
    }
    for (size_t i = 0; i < module->command_count; i++) {
        const Shape *args = module->commands[i].args;
        for (size_t j = 0; args != NULL && j < args->field_count; j++) {
            if (args->fields[j].help == NULL) return complain(cx, "an option without help", args->fields[j].name);
        }
        if (!map_add(seen, str_of(module->commands[i].name), 0))
            return complain(cx, "two commands with one name", module->commands[i].name);
    }
    for (size_t i = 0; i < module->problem_count; i++) {
        if (!map_add(seen, str_of(module->problems[i]->slug), 0))
            return complain(cx, "two problems with one slug", module->problems[i]->slug);
    }
    for (size_t i = 0; i < module->metric_count; i++) TRY(check_metric(cx, module, &module->metrics[i], seen));
    for (size_t i = 0; i < module->need_count; i++) TRY(check_need(cx, module, &module->needs[i]));
    return OK;
}

Code house_check(Ctx *cx) {
    Map seen = map_new(cx->arena);
    for (size_t i = 0; i < cx->house->module_count; i++) TRY(check_module(cx, cx->house->modules[i], &seen));
    return OK;
}
