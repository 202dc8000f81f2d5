/* kit/tests/shape_test - one field at a time: from the text of a cell, to text, and its limits. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/tests/record.h"
#include "tests/harness/fixture.h"

typedef struct ReadRow {
    const char *field, *text;
    const ProblemKind *kind; /* NULL: it is taken */
    const char *written;     /* as a cell again */
} ReadRow;

static const ReadRow reads[] = {
    { "count", "42", NULL, "42" },
    { "count", " 42\t", NULL, "42" },
    { "count", "-5", NULL, "-5" },
    { "count", "100", NULL, "100" },
    { "count", "-6", &field_range, NULL },
    { "count", "101", &field_range, NULL },
    { "count", "4.2", &field_whole_number, NULL },
    { "count", "x", &field_whole_number, NULL },
    { "count", "9223372036854775808", &field_whole_number, NULL },
    { "is_on", "true", NULL, "true" },
    { "is_on", "1", NULL, "true" },
    { "is_on", "false", NULL, "false" },
    { "is_on", "0", NULL, "false" },
    { "is_on", "yes", &field_choice, NULL },
    { "is_on", "TRUE", &field_choice, NULL },
    { "name", "ab", NULL, "ab" },
    { "name", "Đà Nẵng ấy", NULL, "Đà Nẵng ấy" }, /* ten letters, 17 bytes */
    { "name", "\xC4\x90\x61\xCC\x80", NULL, "Đà" }, /* composed, then counted */
    { "name", "a", &field_length, NULL },
    { "name", "12345678901", &field_length, NULL },
    { "name", "a\nb", &field_controls, NULL },
    { "name", "a\xFF", &field_not_utf8, NULL },
    { "name", "a\xE2\x80\xAE" "b", &field_controls, NULL },
    { "lines", "a\r\nb", NULL, "a\nb" },
    { "at", "2026-11-22T10:00:00+07:00", NULL, "2026-11-22T03:00:00Z" },
    { "at", "2026-11-22", &field_time, NULL },
    { "on", "2025-12-11", NULL, "2025-12-11" },
    { "on", "31/02/2026", &field_day, NULL },
    { "on", "2026-02-31", &field_day, NULL },
    { "amount", "-0.5", NULL, "-0.5" },
    { "amount", "10", NULL, "10" },
    { "amount", "10.000001", &field_range, NULL },
    { "amount", "-10.000001", &field_range, NULL },
    { "amount", "1.234,5", &field_number, NULL },
    { "amount", "0.1234567", &field_number, NULL },
    { "id", "file_01", NULL, "file_01" },
    { "id", "a b", &field_code_form, NULL },
    { "color", "red", NULL, "red" },
    { "color", "green", NULL, "green" },
    { "color", "blue", &field_choice, NULL },
    { "color", "Red", &field_choice, NULL },
    { "tags", "a", NULL, "a" },
    { "tags", " a ; b ;; c ", NULL, "a;b;c" },
    { "tags", ";;", NULL, "" },
    { "tags", "a;b;c;d", &field_count_range, NULL },
    { "part", "x", &field_wrong_type, NULL },
    { "parts", "x", &field_wrong_type, NULL },
};

static void reads_a_cell_after_its_kind(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(reads); i++) {
        const ReadRow *row = &reads[i];
        const Field *field = shape_field(&record_shape, row->field);
        Record record = { 0 };
        assert_row(i, row->text);
        fixture_forget(cx);
        field_read_text(cx, field, spot_in(S("f.csv"), 3, str_of(row->field)), str_of(row->text), &record);
        if (row->kind != NULL) {
            assert_faults(cx, { row->kind, 3, row->field });
            continue;
        }
        assert_no_faults(cx);
        Buf cell = buf_new(cx->arena, 100);
        field_write_text(&cell, field, &record);
        assert_text(written(&cell), row->written);
    }
}

static Record filled(void) {
    static const Str tags[] = { { "x", 1 }, { "y", 1 } };
    static const Part part = { { "part", 4 }, 3 };
    static Part parts[] = { { { "one", 3 }, 1 }, { { "two", 3 }, 2 } };
    return (Record){ .count = 7, .is_on = true, .name = S("tên"), .at = { 1795316400000000 }, .on = { 739942 },
                     .amount = decimal_micro(-500000), .id = { "id_1" }, .color = 2, .tags = { tags, 2 },
                     .lines = S("a\nb"), .secret = S("s"), .hidden = S("h"), .part = &part, .parts = { parts, 2 } };
}

static void leaves_the_member_alone_when_the_text_is_ill_formed(void **state) {
    Ctx *cx = *state;
    static const ReadRow wrong[] = {
        { "count", "x", NULL, "7" },
        { "at", "x", NULL, "2026-11-22T03:00:00Z" },
        { "on", "2026-02-31", NULL, "2026-11-22" },
        { "amount", "1,5", NULL, "-0.5" },
        { "id", "a b", NULL, "id_1" },
        { "name", "\xFF", NULL, "tên" },
        { "is_on", "yes", NULL, "true" },
        { "color", "blue", NULL, "green" },
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        const Field *field = shape_field(&record_shape, wrong[i].field);
        Record record = filled();
        assert_row(i, wrong[i].field);
        field_read_text(cx, field, spot_field(S("x")), str_of(wrong[i].text), &record);
        Buf cell = buf_new(cx->arena, 100);
        field_write_text(&cell, field, &record);
        assert_text(written(&cell), wrong[i].written);
    }
}

static void an_empty_cell_is_none(void **state) {
    Ctx *cx = *state;
    for (size_t i = 0; i < COUNT(record_fields); i++) {
        Field field = record_fields[i];
        Record record = filled();
        assert_row(i, field.name);
        fixture_forget(cx);
        field.flags &= ~(unsigned)REQUIRED;
        field_read_text(cx, &field, spot_in(S("f"), 2, S("c")), S("  "), &record);
        assert_no_faults(cx);
        field.flags |= REQUIRED;
        field_read_text(cx, &field, spot_in(S("f"), 2, S("c")), S(""), &record);
        assert_faults(cx, { &field_missing, 2, "c" });
    }
}

static void tells_what_would_be_right(void **state) {
    Ctx *cx = *state;
    Record record = { 0 };
    field_read_text(cx, shape_field(&record_shape, "color"), spot_field(S("color")), S("blue"), &record);
    assert_holds(cx->problem.faults[0].en, "blue");
    assert_holds(cx->problem.faults[0].en, "red, green");
    field_read_text(cx, shape_field(&record_shape, "name"), spot_field(S("name")), S("a"), &record);
    assert_holds(cx->problem.faults[1].en, "“name” must have 2 to 10 letters; it has 1");
    field_read_text(cx, shape_field(&record_shape, "count"), spot_field(S("count")), S("101"), &record);
    assert_holds(cx->problem.faults[2].en, "“count” must be between -5 and 100");
}

/* ---- records that came from elsewhere ---- */

static void checks_limits_of_what_is_there(void **state) {
    Ctx *cx = *state;
    const Record wrong = { .count = -6, .name = S("a"), .amount = decimal_whole(11), .tags = { (Str[4]){ S("") }, 4 },
                           .parts = { (Part[3]){ { S(""), 0 } }, 3 } };
    const Record empty = { 0 };
    for (size_t i = 0; i < COUNT(record_fields); i++) {
        const Field *field = &record_fields[i];
        field_check(cx, field, spot_field(str_of(field->name)), &wrong);
    }
    assert_faults(cx, { &field_range, 0, "count" }, { &field_length, 0, "name" }, { &field_range, 0, "amount" },
                  { &field_count_range, 0, "tags" }, { &field_count_range, 0, "parts" });
    fixture_forget(cx);
    for (size_t i = 0; i < COUNT(record_fields); i++)
        field_check(cx, &record_fields[i], spot_field(S("")), &empty); /* none is within all limits */
    assert_no_faults(cx);
}

static void misses_what_is_required(void **state) {
    Ctx *cx = *state;
    const Record empty = { 0 }, full = filled();
    for (size_t i = 0; i < COUNT(record_fields); i++) {
        Field field = record_fields[i];
        const bool may_be_none = field.kind != KIND_INT && field.kind != KIND_BOOL; /* they have no "none" */
        assert_row(i, field.name);
        assert_int_equal(field_is_none(&field, &empty), may_be_none);
        assert_false(field_is_none(&field, &full));
        if (field.kind == KIND_LIST) continue; /* an empty list is a list */
        field.flags |= REQUIRED;
        fixture_forget(cx);
        field_check(cx, &field, spot_field(S("c")), &full);
        assert_no_faults(cx);
        field_check(cx, &field, spot_field(S("c")), &empty);
        assert_int_equal(cx->problem.fault_total, may_be_none);
    }
}

/* ---- names and choices ---- */

static void finds_members_by_their_names(void **state) {
    (void)state;
    assert_ptr_equal(shape_field(&record_shape, "name"), &record_fields[2]);
    assert_ptr_equal(shape_field(&record_shape, "hidden"), &record_fields[11]);
    assert_null(shape_field(&record_shape, "nam"));
    assert_null(shape_field(NULL, "name"));
    assert_ptr_equal(shape_field_named(&record_shape, S("name")), &record_fields[2]);
    assert_null(shape_field_named(&record_shape, S("hidden"))); /* strangers do not know it */
    assert_null(shape_field_named(&record_shape, S("names")));
    assert_null(shape_field_named(NULL, S("name")));
}

static void takes_kinds_from_the_members(void **state) {
    (void)state;
    static const FieldKind kinds[] = { KIND_INT, KIND_BOOL,  KIND_TEXT, KIND_TIME, KIND_DAY,  KIND_DECIMAL, KIND_ID,
                                       KIND_CHOICE, KIND_TEXTS, KIND_TEXT, KIND_TEXT, KIND_TEXT, KIND_LINK, KIND_LIST };
    for (size_t i = 0; i < COUNT(kinds); i++) assert_int_equal(record_fields[i].kind, kinds[i]);
}

static void name_no_choice(void) {
    (void)choice_name(&color_choices, 3);
}

static void numbers_choices_from_one(void **state) {
    (void)state;
    assert_int_equal(choice_value(&color_choices, S("red")), 1);
    assert_int_equal(choice_value(&color_choices, S("green")), 2);
    assert_int_equal(choice_value(&color_choices, S("")), 0);
    assert_int_equal(choice_value(&color_choices, S("gree")), 0);
    assert_text(choice_name(&color_choices, 0), "");
    assert_text(choice_name(&color_choices, 2), "green");
    assert_true(stops(name_no_choice));
}

static void copies_texts_into_the_arena(void **state) {
    Ctx *cx = *state;
    char name[] = "tên", tag[] = "x";
    const Str tags[] = { str_of(tag) };
    Record record = filled(), copy;
    record.name = str_of(name);
    record.tags = (Texts){ tags, 1 };
    record_copy(cx->arena, &record_shape, &record, &copy);
    memset(name, 'z', 3);
    tag[0] = 'z';
    assert_text(copy.name, "tên");
    assert_text(copy.tags.items[0], "x");
    assert_int_equal(copy.tags.count, 1);
    assert_int_equal(copy.count, 7);
    assert_true(copy.amount.micro == -500000);
}

static void takes_stored_text_as_it_is(void **state) {
    Ctx *cx = *state;
    Record record = { 0 };
    field_take_text(cx->arena, shape_field(&record_shape, "name"), S("a\nlong text of the store"), &record);
    field_take_text(cx->arena, shape_field(&record_shape, "color"), S("green"), &record);
    field_take_text(cx->arena, shape_field(&record_shape, "tags"), S("a;b;c;d;e"), &record);
    field_take_text(cx->arena, shape_field(&record_shape, "id"), S("id_1"), &record);
    assert_text(record.name, "a\nlong text of the store");
    assert_int_equal(record.color, 2);
    assert_int_equal(record.tags.count, 5);
    assert_text(record.tags.items[4], "e");
    assert_text(id_str(&record.id), "id_1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(reads_a_cell_after_its_kind),
        AT_DESK(leaves_the_member_alone_when_the_text_is_ill_formed),
        AT_DESK(an_empty_cell_is_none),
        AT_DESK(tells_what_would_be_right),
        AT_DESK(checks_limits_of_what_is_there),
        AT_DESK(misses_what_is_required),
        AT_DESK(finds_members_by_their_names),
        AT_DESK(takes_kinds_from_the_members),
        AT_DESK(numbers_choices_from_one),
        AT_DESK(copies_texts_into_the_arena),
        AT_DESK(takes_stored_text_as_it_is),
    };
    return cmocka_run_group_tests_name("shape", tests, NULL, NULL);
}
