/* modules/filling/bindings - see bindings.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/filling/bindings.h"

#include "kit/commands.h"
#include "kit/json_pointer.h"
#include "kit/table.h"
#include "platform/exchange/exchange.h"
#include "platform/ledger/ledger.h"

enum { TEXT_MAX = 300, PATH_MAX = 1000, COLUMNS_MAX = 50, REASON_MIN = 10, REASON_MAX = 500 };
enum { FILE_BYTES_MAX = 1024 * 1024 };

const ProblemKind binding_member_needed = { INVALID,
                                            "filling/member-needed",
                                            { "Liên kết còn thiếu.", "The binding is not complete." },
                                            { "“{0}” cần cho liên kết này ({1}). Điền vào rồi gửi lại.",
                                              "“{0}” is needed for this binding ({1}). Fill it in." } };
const ProblemKind binding_member_wrong = {
    INVALID,
    "filling/member-wrong",
    { "Liên kết có chỗ chưa đúng.", "Something in the binding is wrong." },
    { "“{0}” không dùng được cho “{1}”. Xem mẫu trong tài liệu về liên kết số liệu.",
      "“{0}” does not do for “{1}”. See the examples in the documentation of bindings." }
};
const ProblemKind binding_unit_differs = {
    INVALID,
    "filling/unit-differs",
    { "Đơn vị tính khác nhau.", "The units differ." },
    { "Hệ thống tính bằng “{0}”, chỉ tiêu bằng “{1}”. Ghi hệ số đổi (factor), khác 1.",
      "The system counts in “{0}”, the indicator in “{1}”. Give the factor between them; it is not 1." }
};
const ProblemKind binding_off = { CONFLICT,
                                  "filling/binding-off",
                                  { "Liên kết đang tắt.", "The binding is switched off." },
                                  { "“{0}” đang tắt hoặc ngoài thời hạn. Bật lại trước khi dùng.",
                                    "“{0}” is switched off or not valid today. Switch it on first." } };
const ProblemKind binding_switch_reason = { INVALID,
                                            "filling/reason-missing",
                                            { "Cần lý do.", "A reason is needed." },
                                            { "Nêu vì sao tắt hoặc bật, ít nhất 10 ký tự.",
                                              "Say why it is switched, in at least 10 letters." } };

static const char *const ways[] = { "service", "file", "event" };
static const char *const schemes[] = { "agency", "place" };
static const char *const schedules[] = { "hourly", "daily", "monthly" };
static const Choices way_choices = CHOICES("BindingWay", ways), scheme_choices = CHOICES("KeyScheme", schemes),
                     schedule_choices = CHOICES("Schedule", schedules);

/* As somebody tells it: in JSON, or as a row of a file. */
#define TOLD_FIELDS                                                                                                    \
    FIELD(Binding, code, REQUIRED, 1, BINDING_CODE_MAX), FIELD(Binding, title, REQUIRED, 3, TEXT_MAX),                 \
        FIELD(Binding, indicator, REQUIRED, 1, CODE_MAX), FIELD_CHOICE(Binding, way, REQUIRED, &way_choices),          \
        FIELD(Binding, system, OPTIONAL, 0, EXCHANGE_ID_BYTES_MAX),                                                    \
        FIELD(Binding, service, OPTIONAL, 0, EXCHANGE_ID_BYTES_MAX), FIELD(Binding, method, OPTIONAL, 0, 10),          \
        FIELD(Binding, path, OPTIONAL, 0, PATH_MAX), FIELD(Binding, agencies, OPTIONAL, 0, ASKED_AGENCIES_MAX),        \
        FIELD(Binding, agency, OPTIONAL, 0, CODE_MAX), FIELD_CHOICE(Binding, schedule, OPTIONAL, &schedule_choices),   \
        FIELD(Binding, day, OPTIONAL, 0, SCHEDULE_DAY_MAX), FIELD(Binding, list, OPTIONAL, 0, TEXT_MAX),               \
        FIELD(Binding, value, OPTIONAL, 0, TEXT_MAX), FIELD(Binding, key, OPTIONAL, 0, TEXT_MAX),                      \
        FIELD(Binding, period, OPTIONAL, 0, TEXT_MAX), FIELD(Binding, others, OPTIONAL, 0, COLUMNS_MAX),               \
        FIELD_CHOICE(Binding, key_scheme, OPTIONAL, &scheme_choices), FIELD(Binding, subject, OPTIONAL, 0, CODE_MAX),  \
        FIELD(Binding, unit, OPTIONAL, 0, 80), FIELD(Binding, factor, OPTIONAL, 0, 0),                                 \
        FIELD(Binding, low, OPTIONAL, 0, 0), FIELD(Binding, high, OPTIONAL, 0, 0),                                     \
        FIELD(Binding, whole, OPTIONAL, 0, 0), FIELD(Binding, jump, OPTIONAL, 0, 100000),                              \
        FIELD(Binding, valid_from, OPTIONAL, 0, 0), FIELD(Binding, valid_to, OPTIONAL, 0, 0),                          \
        FIELD(Binding, event, OPTIONAL, 0, EXCHANGE_EVENT_TYPE_MAX)

static const Field binding_told_fields[] = { TOLD_FIELDS };
const Shape binding_told_shape = { "BindingTold", sizeof(Binding), binding_told_fields, COUNT(binding_told_fields) };
static const Field binding_fields[] = {
    TOLD_FIELDS,
    FIELD(Binding, is_on, REQUIRED, 0, 0),
    FIELD(Binding, changed_by, STORED, 0, 0),
    FIELD(Binding, changed_at, REQUIRED, 0, 0),
    FIELD(Binding, next_at, OPTIONAL, 0, 0),
};
const Shape binding_shape = SHAPE(Binding, binding_fields);

static const Field binding_key_fields[] = { FIELD(BindingKey, code, REQUIRED, 1, BINDING_CODE_MAX) };
const Shape binding_key_shape = SHAPE(BindingKey, binding_key_fields);

typedef struct BindingMoment {
    Time now;
    Day today;
} BindingMoment;

static const Field binding_moment_fields[] = {
    FIELD(BindingMoment, now, REQUIRED, 0, 0),
    FIELD(BindingMoment, today, REQUIRED, 0, 0),
};
static const Shape binding_moment_shape = SHAPE(BindingMoment, binding_moment_fields);

#include "modules/filling/bindings.sql.h"

/* ---- reading ---- */

Code binding_find(Ctx *cx, Str code, Binding *ret_binding) {
    const BindingKey key = { code };
    const Code found = binding_by_code(cx, &key, ret_binding);
    return found == NOT_FOUND ? fail(cx, &not_found, code) : found;
}

Code bindings_load(Ctx *cx, Rows *ret_bindings) {
    return bindings_all(cx, ret_bindings);
}

Code binding_due(Ctx *cx, Binding *ret_binding) {
    const BindingMoment moment = { cx->now, cx->today };
    return binding_next(cx, &moment, ret_binding);
}

Code binding_ask_at(Ctx *cx, const Binding *binding, Time next) {
    Binding changed = *binding;
    changed.next_at = next;
    return binding_next_set(cx, &changed);
}

Code binding_require_on(Ctx *cx, const Binding *binding) {
    const bool is_valid = (binding->valid_from.number == 0 || binding->valid_from.number <= cx->today.number) &&
                          (binding->valid_to.number == 0 || cx->today.number < binding->valid_to.number);
    return binding->is_on && is_valid ? OK : fail(cx, &binding_off, binding->title);
}

/* ---- can it be one? ---- */

typedef struct Checking {
    Ctx *cx;
    const Binding *one;
    Spot spot;
} Checking;

static void need(const Checking *on, const char *member, bool is_there) {
    Spot spot = on->spot;
    spot.column = str_of(member);
    if (!is_there) fault(on->cx, spot, &binding_member_needed, spot.column, choice_name(&way_choices, on->one->way));
}

static void want(const Checking *on, const char *member, Str said, bool is_fine) {
    Spot spot = on->spot;
    spot.column = str_of(member);
    if (!is_fine) fault(on->cx, spot, &binding_member_wrong, said, spot.column);
}

/* What goes out as it is: no blanks, nothing beyond ASCII, no other gaps than ours. */
static bool path_is_fine(Str path) {
    if (path.len == 0) return true;
    if (path.at[0] != '/' && path.at[0] != '?') return false;
    for (size_t i = 0; i < path.len; i++) {
        const Str rest = str_part(path, i, path.len);
        if (path.at[i] <= ' ' || path.at[i] > '~' || path.at[i] == '#' || path.at[i] == '}') return false;
        if (path.at[i] != '{') continue;
        if (str_starts(rest, S("{period}")))
            i += sizeof "{period}" - 2;
        else if (str_starts(rest, S("{agency}")))
            i += sizeof "{agency}" - 2;
        else
            return false;
    }
    return true;
}

static void check_pointers(const Checking *on) {
    const Binding *one = on->one;
    want(on, "value", one->value, json_pointer_is_fine(one->value));
    want(on, "list", one->list, json_pointer_is_fine(one->list));
    want(on, "key", one->key, json_pointer_is_fine(one->key));
    want(on, "period", one->period, json_pointer_is_fine(one->period));
}

static void check_service(const Checking *on) {
    const Binding *one = on->one;
    const bool asks_each = str_find(one->path, S("{agency}")) < one->path.len;
    need(on, "service", one->service.len > 0);
    need(on, "schedule", one->schedule != SCHEDULE_NONE);
    want(on, "service", one->service, one->service.len == 0 || exchange_is_service_id(one->service));
    want(on, "method", one->method, str_is(one->method, "GET") || str_is(one->method, "POST"));
    want(on, "path", one->path, path_is_fine(one->path));
    check_pointers(on);
    if (one->schedule == SCHEDULE_MONTHLY) need(on, "day", one->day > 0);
    if (asks_each)
        need(on, "agencies", one->agencies.count > 0);
    else if (one->list.len > 0)
        need(on, "key", one->key.len > 0);
    else
        need(on, "subject", one->subject.len > 0);
    if (asks_each || one->list.len > 0) need(on, "key_scheme", one->key_scheme != SCHEME_NONE);
    want(on, "list", one->list, !asks_each || one->list.len == 0);
}

static void check_file(const Checking *on) {
    const Binding *one = on->one;
    need(on, "system", one->system.len > 0);
    need(on, "agency", one->agency.len > 0);
    need(on, "value", one->value.len > 0);
    if (one->key.len > 0)
        need(on, "key_scheme", one->key_scheme != SCHEME_NONE);
    else
        need(on, "subject", one->subject.len > 0);
    want(on, "system", one->system, one->system.len == 0 || exchange_is_system_id(one->system));
}

static void check_event(const Checking *on) {
    const Binding *one = on->one;
    need(on, "system", one->system.len > 0);
    need(on, "event", one->event.len > 0);
    want(on, "system", one->system, one->system.len == 0 || exchange_is_system_id(one->system));
    check_pointers(on);
    if (one->list.len > 0) need(on, "key", one->key.len > 0);
    if (one->key.len > 0)
        need(on, "key_scheme", one->key_scheme != SCHEME_NONE);
    else if (one->list.len == 0)
        need(on, "subject", one->subject.len > 0);
}

static void check(Ctx *cx, const Goals *goals, const Binding *one, Spot spot) {
    const Checking on = { cx, one, spot };
    const Indicator *indicator = goals_indicator(goals, one->indicator);
    const bool is_plain = decimal_compare(one->factor, decimal_whole(1)) == 0;
    want(&on, "indicator", one->indicator, indicator != NULL && indicator->kind != KIND_OF_LEVEL);
    want(&on, "factor", decimal_text(cx->arena, one->factor), one->factor.micro > 0);
    want(&on, "high", decimal_text(cx->arena, one->high),
         !one->low.is_known || !one->high.is_known || decimal_compare(one->low, one->high) <= 0);
    want(&on, "valid_to", day_text(cx->arena, one->valid_to),
         one->valid_to.number == 0 || one->valid_from.number < one->valid_to.number);
    if (one->agency.len > 0) want(&on, "agency", one->agency, registry_agency(goals->registry, one->agency) != NULL);
    if (indicator != NULL && is_plain && !str_equal(one->unit, indicator->unit)) {
        spot.column = S("unit");
        fault(cx, spot, &binding_unit_differs, one->unit, indicator->unit);
    }
    if (one->way == WAY_SERVICE) check_service(&on);
    if (one->way == WAY_FILE) check_file(&on);
    if (one->way == WAY_EVENT) check_event(&on);
}

/* ---- taking in ---- */

/* Whose figures a service brings. */
static Str system_of_service(Str service) {
    size_t len = service.len;
    while (len > 0 && service.at[len - 1] != '/') len--;
    return str_part(service, 0, len > 0 ? len - 1 : 0);
}

static void fill_in(Binding *one) {
    if (!one->factor.is_known) one->factor = decimal_whole(1);
    if (one->way != WAY_SERVICE) return;
    if (one->method.len == 0) one->method = S("GET");
    one->system = system_of_service(one->service);
}

static Str told_text(Ctx *cx, const Binding *one) {
    Buf out = buf_new(cx->arena, FILE_BYTES_MAX);
    shape_write_json(&out, &binding_told_shape, one);
    return (Str){ out.at, out.len };
}

static Code set_reader(Ctx *cx, const Binding *one) {
    const ExchangeReader reader = {
        .owner = S(FILLING_READER), .name = one->code, .room = one->system, .type = one->event
    };
    return one->way == WAY_EVENT ? exchange_reader_set(cx, &reader)
                                 : exchange_reader_drop(cx, reader.owner, reader.name);
}

/* The same again changes nothing. What is changed is asked at once. */
static Code store(Ctx *cx, Binding *one, bool *ret_is_changed) {
    Binding held;
    const BindingKey key = { one->code };
    const Code found = binding_by_code(cx, &key, &held);
    if (found != OK && found != NOT_FOUND) return found;
    one->is_on = found != OK || held.is_on;
    one->changed_by = cx->caller.id;
    one->changed_at = cx->now;
    one->next_at = one->way == WAY_SERVICE ? cx->now : (Time){ 0 };
    const Str told = told_text(cx, one);
    *ret_is_changed = found != OK || !str_equal(told, told_text(cx, &held));
    if (!*ret_is_changed) {
        *one = held;
        return OK;
    }
    TRY(binding_put(cx, one));
    TRY(set_reader(cx, one));
    return ledger_append(cx, S("filling.binding_set"), one->code, { "indicator", one->indicator },
                         { "way", choice_name(&way_choices, one->way) }, { "system", one->system },
                         { "service", one->service }, { "event", one->event },
                         { "digest", sha256_text(cx->arena, told) });
}

Code binding_set(Ctx *cx, const void *in, void *out) {
    Binding *one = out;
    Goals *goals;
    bool is_changed;
    *one = *(const Binding *)in;
    TRY(goals_load(cx, &goals));
    fill_in(one);
    check(cx, goals, one, spot_field(S("")));
    TRY(faults_verdict(cx));
    return store(cx, one, &is_changed);
}

/* ---- a whole file ---- */

typedef struct BindingLoadArgs {
    Str file;
} BindingLoadArgs;

static const Field binding_load_args_fields[] = {
    OPTION(BindingLoadArgs, file, REQUIRED, 1, 1000, "JSON ({\"bindings\": [...]}), CSV or .xlsx with a binding a row"),
};
const Shape binding_load_args_shape = SHAPE(BindingLoadArgs, binding_load_args_fields);

typedef struct BindingFile {
    Rows bindings;
} BindingFile;

static const Field binding_file_fields[] = { FIELD_LIST(BindingFile, bindings, BINDINGS_MAX, &binding_told_shape) };
static const Shape binding_file_shape = SHAPE(BindingFile, binding_file_fields);

static Code read_rows(Ctx *cx, Str file, Rows *ret_rows) {
    const TableForm form = { .path = file, .name = file, .bytes_max = FILE_BYTES_MAX };
    Table table;
    TRY(table_read(cx, &form, &binding_told_shape, BINDINGS_MAX, &table));
    *ret_rows = (Rows){ table.items, table.count };
    return faults_verdict(cx);
}

static Code read_json(Ctx *cx, Str file, Rows *ret_rows) {
    Str text;
    BindingFile content = { 0 };
    TRY(file_read(cx, file, FILE_BYTES_MAX, &text));
    TRY(shape_read_json(cx, &binding_file_shape, text, &content));
    *ret_rows = content.bindings;
    return OK;
}

/* What the file does not name stays as it is. */
Code binding_load(Ctx *cx, const void *in, void *out) {
    (void)out;
    const BindingLoadArgs *args = in;
    Rows rows;
    Goals *goals;
    size_t changed = 0;
    TRY(goals_load(cx, &goals));
    TRY(str_ends(args->file, S(".json")) ? read_json(cx, args->file, &rows) : read_rows(cx, args->file, &rows));
    Binding *bindings = rows.items;
    for (size_t i = 0; i < rows.count; i++) {
        fill_in(&bindings[i]);
        check(cx, goals, &bindings[i], spot_in(args->file, (int64_t)i + 1, S("")));
    }
    TRY(faults_verdict(cx));
    for (size_t i = 0; i < rows.count; i++) {
        bool is_changed;
        TRY(store(cx, &bindings[i], &is_changed));
        changed += is_changed ? 1 : 0;
    }
    say("%zu liên kết / bindings, %zu thay đổi / changed\n", rows.count, changed);
    return OK;
}

/* ---- on and off ---- */

typedef struct BindingSwitch {
    Str code;
    bool is_on;
    Str reason;
} BindingSwitch;

static const Field binding_switch_fields[] = {
    FIELD(BindingSwitch, code, REQUIRED, 1, BINDING_CODE_MAX),
    FIELD(BindingSwitch, is_on, REQUIRED, 0, 0),
    FIELD(BindingSwitch, reason, OPTIONAL | LINES, 0, REASON_MAX),
};
const Shape binding_switch_shape = SHAPE(BindingSwitch, binding_switch_fields);

Code binding_switch(Ctx *cx, const void *in, void *out) {
    const BindingSwitch *wanted = in;
    Binding *one = out;
    TRY(binding_find(cx, wanted->code, one));
    if (utf8_count(wanted->reason) < REASON_MIN) return fail_field(cx, S("reason"), &binding_switch_reason);
    if (one->is_on == wanted->is_on) return OK;
    one->is_on = wanted->is_on;
    one->changed_by = cx->caller.id;
    one->changed_at = cx->now;
    if (one->is_on && one->way == WAY_SERVICE) one->next_at = cx->now;
    const Sha256 reason = sha256(wanted->reason);
    TRY(binding_put(cx, one));
    const Str kind = one->is_on ? S("filling.binding_switched_on") : S("filling.binding_switched_off");
    return ledger_append(cx, kind, one->code,
                         { "reason_digest", hex_text(cx->arena, reason.bytes, sizeof reason.bytes) });
}
