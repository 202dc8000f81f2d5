/* modules/filling/readings - see readings.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/filling/readings.h"

#include "kit/json_pointer.h"

enum { SHOWN_MAX = 100, VALUE_MAX = 120 };

static const Sentence no_json = { "Câu trả lời không phải JSON đọc được.", "The answer is no JSON that can be read." };
static const Sentence nothing_there = { "Không có gì ở “{0}”.", "There is nothing at “{0}”." };
static const Sentence no_list = { "Ở “{0}” không phải một danh sách.", "What stands at “{0}” is no list." };
static const Sentence empty_list = { "Danh sách ở “{0}” không có mục nào.", "The list at “{0}” is empty." };
static const Sentence too_many = { "Có hơn {0} số liệu.", "There are more than {0} figures." };
static const Sentence no_text = { "Ở “{0}” không phải chữ hay số nguyên.",
                                  "What stands at “{0}” is neither text nor a whole number." };
static const Sentence no_number = { "“{0}” không phải một số có nhiều nhất 6 số lẻ.",
                                    "“{0}” is no number of at most 6 decimals." };
static const Sentence too_low = { "{0:,} nhỏ hơn mức thấp nhất {1:,}.", "{0} is below the lowest that can be, {1}." };
static const Sentence too_high = { "{0:,} lớn hơn mức cao nhất {1:,}.", "{0} is above the highest that can be, {1}." };
static const Sentence not_whole = { "{0:,} không phải số nguyên.", "{0} is no whole number." };

void readings_fault(Readings *into, Str about, Str value, const Sentence *sentence, Str a, Str b) {
    const Str values[SENTENCE_VALUES] = { a, b, S(""), S(""), S(""), S("") };
    into->fault_total++;
    if (into->fault_count == RUN_FAULTS_MAX) return;
    into->faults = array_grow(into->arena, into->faults, sizeof(RunFault), into->fault_count, &into->fault_room);
    into->faults[into->fault_count] =
        (RunFault){ .number = (int64_t)into->fault_count + 1,
                    .about = about,
                    .value = value,
                    .sentence = sentence_fill(into->arena, sentence->vi, values, VALUE_MAX),
                    .english = sentence_fill(into->arena, sentence->en, values, VALUE_MAX) };
    into->fault_count++;
}

static void add(Readings *into, Reading reading) {
    into->items = array_grow(into->arena, into->items, sizeof(Reading), into->count, &into->room);
    into->items[into->count++] = reading;
}

/* In the indicator's unit. */
void readings_add(Readings *into, const Binding *binding, Reading reading) {
    const Decimal told = reading.value;
    reading.value = decimal_scale(told, binding->factor.micro, DECIMAL_ONE);
    if (reading.value.is_known)
        add(into, reading);
    else
        readings_fault(into, reading.key, reading.shown, &no_number, reading.shown, S(""));
}

/* A text at a pointer; "" when the binding names none. */
static bool read_text(Readings *into, const JsonValue *from, Str pointer, Str about, Str *ret_text) {
    *ret_text = S("");
    if (pointer.len == 0) return true;
    const JsonValue *at = json_pointer(into->arena, from, pointer);
    if (at != NULL && json_value_text(into->arena, at, ret_text)) return true;
    readings_fault(into, about, S(""), at == NULL ? &nothing_there : &no_text, pointer, S(""));
    return false;
}

static void read_one(Readings *into, const Binding *binding, const JsonValue *from, Reading reading, Str place) {
    const JsonValue *at = json_pointer(into->arena, from, binding->value);
    const Str about = reading.key.len > 0 ? reading.key : place;
    if (reading.key.len == 0 && !read_text(into, from, binding->key, place, &reading.key)) return;
    if (!read_text(into, from, binding->period, reading.key.len > 0 ? reading.key : about, &reading.period)) return;
    if (at == NULL) {
        readings_fault(into, reading.key.len > 0 ? reading.key : about, S(""), &nothing_there, binding->value, S(""));
        return;
    }
    reading.shown = json_value_shown(into->arena, at, SHOWN_MAX);
    if (json_value_decimal(at, &reading.value))
        readings_add(into, binding, reading);
    else
        readings_fault(into, reading.key, reading.shown, &no_number, reading.shown, S(""));
}

void readings_of_json(Readings *into, const Binding *binding, Str body, Str key, size_t message) {
    const JsonValue *root;
    const Reading reading = { .key = key, .message = message };
    if (json_value(into->arena, body, &root) != OK) {
        const Str start = utf8_mended(into->arena, str_part(body, 0, SHOWN_MAX));
        readings_fault(into, key, start, &no_json, S(""), S(""));
        return;
    }
    if (binding->list.len == 0) {
        read_one(into, binding, root, reading, S(""));
        return;
    }
    const JsonValue *list = json_pointer(into->arena, root, binding->list);
    const size_t count = list == NULL ? 0 : json_value_count(list);
    const Sentence *wrong = list == NULL                ? &nothing_there
                            : !json_value_is_list(list) ? &no_list
                            : count == 0                ? &empty_list
                                                        : NULL;
    if (wrong != NULL) readings_fault(into, S(""), S(""), wrong, binding->list, S(""));
    if (count > READINGS_MAX)
        readings_fault(into, S(""), S(""), &too_many, str_format(into->arena, "%d", (int)READINGS_MAX), S(""));
    for (size_t i = 0; i < count && count <= READINGS_MAX; i++)
        read_one(into, binding, json_value_item(list, i), reading,
                 str_format(into->arena, "%.*s/%zu", STR_FMT(binding->list), i));
}

static void check_bounds(Readings *into, const Binding *binding, const Reading *one) {
    const Str shown = decimal_text(into->arena, one->value);
    if (binding->low.is_known && decimal_compare(one->value, binding->low) < 0)
        readings_fault(into, one->key, one->shown, &too_low, shown, decimal_text(into->arena, binding->low));
    if (binding->high.is_known && decimal_compare(one->value, binding->high) > 0)
        readings_fault(into, one->key, one->shown, &too_high, shown, decimal_text(into->arena, binding->high));
    if (binding->whole && one->value.micro % DECIMAL_ONE != 0)
        readings_fault(into, one->key, one->shown, &not_whole, shown, S(""));
}

void readings_check(Readings *into, const Binding *binding) {
    for (size_t i = 0; i < into->count; i++) check_bounds(into, binding, &into->items[i]);
}
