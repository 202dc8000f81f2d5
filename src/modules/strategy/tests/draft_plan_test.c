/* modules/strategy/tests/draft_plan_test - a reading made by hand becomes the items of a plan; nothing is invented. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/strategy/agency_names.h"
#include "modules/strategy/draft_check.h"
#include "modules/strategy/measure.h"
#include "tests/unit/strategy.h"

#include "platform/reader/reader.h"

/* Issued on 6 May 2024, for 2024 to 2026: the departments of then have ended since. */
static const char head[] =
    "{\"format\":\"docx\",\"reasons\":[],\"document\":{\"number\":\"205/KH-UBND\",\"kind\":\"plan\","
    "\"issuer\":\"ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG\",\"title\":\"Kế hoạch mẫu\",\"issued_on\":\"2024-05-06\","
    "\"year_first\":2024,\"year_last\":2026,\"replaces\":[],\"bases\":["
    "{\"passage\":1,\"from\":0,\"to\":9,\"number\":\"52-NQ/TW\",\"title\":\"Nghị quyết của Bộ Chính trị\"},"
    "{\"passage\":1,\"from\":0,\"to\":9,\"title\":\"Luật Viễn thông\"}]},";

static const char passages[] =
    "\"passages\":["
    "{\"number\":1,\"parent\":0,\"depth\":0,\"kind\":\"head\",\"text\":\"Căn cứ\",\"citation\":\"phần mở đầu\","
    "\"block\":0,\"block_last\":0},"
    "{\"number\":2,\"parent\":0,\"depth\":0,\"kind\":\"heading\",\"section\":\"objectives\",\"mark\":\"II.\","
    "\"text\":\"Mục tiêu\",\"citation\":\"II\",\"block\":1,\"block_last\":1},"
    "{\"number\":3,\"parent\":2,\"depth\":1,\"kind\":\"leaf\",\"section\":\"objectives\","
    "\"text\":\"Phấn đấu 80 % hồ sơ trực tuyến; tỷ lệ trễ hạn giảm còn 5 %.\",\"citation\":\"II, đoạn 1\","
    "\"block\":2,\"block_last\":2},"
    "{\"number\":4,\"parent\":0,\"depth\":0,\"kind\":\"heading\",\"section\":\"tasks\",\"mark\":\"III.\","
    "\"text\":\"Nhiệm vụ\",\"citation\":\"III\",\"block\":3,\"block_last\":3},"
    "{\"number\":5,\"parent\":4,\"depth\":1,\"kind\":\"leaf\",\"section\":\"tasks\",\"mark\":\"đ)\","
    "\"text\":\"Xây dựng kho dữ liệu.\",\"citation\":\"III.đ\",\"block\":4,\"block_last\":4},"
    "{\"number\":6,\"parent\":0,\"depth\":0,\"kind\":\"heading\",\"section\":\"objectives\","
    "\"text\":\"Phụ lục I\",\"citation\":\"Phụ lục I\",\"block\":5,\"block_last\":5},"
    "{\"number\":7,\"parent\":6,\"depth\":1,\"kind\":\"columns\",\"section\":\"objectives\","
    "\"text\":\"I | Hạ tầng\",\"cells\":[\"I\",\"Hạ tầng\",\"Hạ tầng\"],\"citation\":\"Phụ lục I, nhóm I\","
    "\"block\":6,\"block_last\":6},"
    "{\"number\":8,\"parent\":7,\"depth\":2,\"kind\":\"row\",\"section\":\"objectives\","
    "\"text\":\"6 | Trung tâm | Có | Đáp ứng\",\"citation\":\"Phụ lục I, mục 6\",\"block\":7,\"block_last\":7},"
    "{\"number\":9,\"parent\":0,\"depth\":0,\"kind\":\"leaf\",\"section\":\"organisation\","
    "\"text\":\"Các sở báo cáo.\",\"citation\":\"V.2\",\"block\":8,\"block_last\":8}],";

static const char findings[] =
    "\"objectives\":[{\"passage\":3,\"from\":0,\"to\":50,\"title\":\"Hồ sơ trực tuyến\",\"year\":2026,"
    "\"confidence\":90}],"
    "\"indicators\":["
    "{\"passage\":3,\"from\":0,\"to\":30,\"title\":\"hồ sơ trực tuyến\",\"unit\":\"%\",\"confidence\":85,"
    "\"targets\":[{\"passage\":3,\"from\":0,\"to\":9,\"year\":0,\"is_yearly\":true,\"relation\":\"at_least\","
    "\"value\":80}],\"agencies\":[]},"
    "{\"passage\":3,\"from\":31,\"to\":60,\"title\":\"tỷ lệ trễ hạn giảm còn\",\"unit\":\"%\",\"confidence\":60,"
    "\"targets\":[{\"passage\":3,\"from\":0,\"to\":9,\"year\":0,\"relation\":\"equal\",\"value\":5}],"
    "\"agencies\":[]},"
    "{\"passage\":8,\"from\":0,\"to\":9,\"title\":\"Trung tâm giám sát\",\"unit\":\"\",\"confidence\":95,"
    "\"targets\":[{\"passage\":8,\"from\":0,\"to\":9,\"year\":2025,\"relation\":\"text\",\"text\":\"Có\"},"
    "{\"passage\":8,\"from\":0,\"to\":9,\"year\":2026,\"relation\":\"text\",\"text\":\"Đáp ứng\"}],"
    "\"agencies\":[{\"passage\":8,\"from\":0,\"to\":9,\"named\":\"Sở TTTT\",\"code\":\"OLD-TTTT\","
    "\"role\":\"lead\"}]}],"
    "\"tasks\":[{\"passage\":5,\"from\":0,\"to\":21,\"title\":\"Xây dựng kho dữ liệu.\",\"product\":\"Kho dữ liệu\","
    "\"confidence\":80,\"term\":{\"passage\":5,\"from\":0,\"to\":5,\"kind\":\"quarter\",\"first\":\"2026-04-01\","
    "\"last\":\"2026-06-30\"},\"agencies\":["
    "{\"passage\":5,\"from\":0,\"to\":5,\"named\":\"Sở Thông tin và Truyền thông\",\"code\":\"OLD-TTTT\","
    "\"role\":\"lead\"},"
    "{\"passage\":5,\"from\":0,\"to\":5,\"named\":\"các huyện\",\"code\":\"HUYEN-YS\",\"role\":\"support\"},"
    "{\"passage\":5,\"from\":0,\"to\":5,\"named\":\"VNPT\",\"code\":\"\",\"role\":\"support\"},"
    "{\"passage\":5,\"from\":0,\"to\":5,\"named\":\"VNPT\",\"code\":\"\",\"role\":\"support\"},"
    "{\"passage\":5,\"from\":0,\"to\":5,\"named\":\"UBND các huyện\",\"code\":\"HUYEN\",\"role\":\"support\"},"
    "{\"passage\":5,\"from\":0,\"to\":5,\"named\":\"UBND tỉnh\",\"code\":\"UBND-T\",\"role\":\"receiver\"}]}],"
    "\"duties\":[{\"passage\":9,\"from\":0,\"to\":10,\"title\":\"Kế hoạch của năm sau\",\"words\":\"trước 30/9\","
    "\"days\":[\"09-30\"],\"confidence\":75,\"agencies\":["
    "{\"passage\":9,\"from\":0,\"to\":5,\"named\":\"Các sở\",\"code\":\"SO\",\"role\":\"lead\"},"
    "{\"passage\":9,\"from\":0,\"to\":5,\"named\":\"UBND tỉnh\",\"code\":\"UBND-T\",\"role\":\"receiver\"}]}]}";

/* Of a reading in which one text stands for another. */
static DraftPlan drafted_with(Ctx *cx, const char *was, const char *is) {
    NamesKnown names;
    Reading *reading = NEW(cx->arena, Reading);
    const Str json = str_format(cx->arena, "%s%s%s", head, passages, findings);
    const size_t at = str_find(json, str_of(was));
    assert_true(at < json.len);
    const Str behind = str_part(json, at + str_of(was).len, json.len);
    assert_ok(names_known(cx, &names));
    assert_ok(shape_read_json(cx, &reading_shape,
                              str_format(cx->arena, "%.*s%s%.*s", (int)at, json.at, is, STR_FMT(behind)), reading));
    return draft_plan(cx, reading, &names.known);
}

static DraftPlan drafted(Ctx *cx) {
    return drafted_with(cx, "{", "{");
}

static const DraftItem *item_of(const DraftPlan *plan, const char *code) {
    const DraftItem *items = plan->items.items;
    for (size_t i = 0; i < plan->items.count; i++) {
        if (str_is(items[i].fields->code, code)) return &items[i];
    }
    fail_with("no such item");
    return NULL;
}

static const DraftTarget *targets_of(const DraftItem *item, size_t count) {
    assert_int_equal(item->fields->targets.count, count);
    return item->fields->targets.items;
}

static void the_document_and_its_bases(void **state) {
    const DraftPlan plan = drafted(*state);
    const DraftItem *items = plan.items.items;
    assert_text(plan.document.code, "KH205");
    assert_text(plan.document.issuer, "UBND-T"); /* by its name, in capitals */
    assert_int_equal(plan.document.horizon, 2026);
    assert_int_equal(items[0].kind, DRAFT_BASIS);
    assert_text(choice_name(&document_kind_choices, items[0].fields->source_kind), "resolution");
    assert_text(items[0].fields->citation, "205/KH-UBND, phần mở đầu");
    assert_text(items[1].fields->number, "Luật Viễn thông"); /* a law without a number is cited by its name */
    assert_text(choice_name(&document_kind_choices, items[1].fields->source_kind), "law");
}

static void items_stand_where_the_outline_has_them(void **state) {
    const DraftPlan plan = drafted(*state);
    const DraftItem *section = item_of(&plan, "KH205.II"), *objective = item_of(&plan, "KH205.II.1");
    assert_int_equal(section->kind, DRAFT_SECTION);
    assert_int_equal(section->fields->about, 1);
    assert_int_equal(objective->kind, DRAFT_OBJECTIVE);
    assert_int_equal(objective->parent, section->number);
    assert_int_equal(item_of(&plan, "KH205.II.1.CT")->parent, objective->number);
    assert_int_equal(item_of(&plan, "KH205.II.1.CT.2")->parent, objective->number);
    assert_int_equal(item_of(&plan, "KH205.III.DD")->parent, item_of(&plan, "KH205.III")->number);
    /* a table's group is the objective of its rows, and stands as a section, too */
    const DraftItem *group = item_of(&plan, "KH205.PL1.I.MT");
    assert_int_equal(group->kind, DRAFT_OBJECTIVE);
    assert_text(group->fields->title, "Hạ tầng");
    assert_int_equal(item_of(&plan, "KH205.PL1.06")->parent, group->number);
    assert_int_equal(item_of(&plan, "KH205.PL1.I")->parent, item_of(&plan, "KH205.PL1")->number);
}

static void targets_measure_and_direction(void **state) {
    const DraftPlan plan = drafted(*state);
    const DraftItem *yearly = item_of(&plan, "KH205.II.1.CT"), *falls = item_of(&plan, "KH205.II.1.CT.2");
    const DraftItem *level = item_of(&plan, "KH205.PL1.06");
    const DraftTarget *targets = targets_of(yearly, 3); /* what holds in each year, from the first to the last */
    assert_int_equal(targets[0].year, 2024);
    assert_int_equal(targets[2].year, 2026);
    assert_int_equal(targets[2].operator, OPERATOR_AT_LEAST);
    assert_int_equal(yearly->fields->measure, KIND_OF_SHARE);
    assert_int_equal(yearly->fields->direction, DIRECTION_UP);
    assert_int_equal(yearly->state, ITEM_OPEN);
    assert_int_equal(targets_of(falls, 1)->year, 2026); /* no year told: the document's last */
    assert_int_equal(falls->fields->direction, DIRECTION_DOWN);
    assert_int_equal(falls->state, ITEM_UNSURE); /* 60 of 100 */
    assert_int_equal(level->fields->measure, KIND_OF_LEVEL);
    assert_int_equal(level->fields->levels.count, 3);
    assert_text(level->fields->levels.items[0], "Chưa có");
    assert_text(level->fields->levels.items[2], "Đáp ứng");
    assert_text(level->fields->unit, "mức");
}

static void who_answers_today(void **state) {
    const DraftPlan plan = drafted(*state);
    const DraftFields *task = item_of(&plan, "KH205.III.DD")->fields;
    const DraftAssignment *all = task->assignments.items;
    assert_int_equal(task->assignments.count, 4); /* named twice is once; who only receives has no part in it */
    assert_text(all[0].named, "Sở Thông tin và Truyền thông");
    assert_text(all[0].then, "OLD-TTTT");
    assert_text(all[0].agency, "SKHCN"); /* two took over; one of them all but a part */
    assert_text(all[1].then, "HUYEN-YS");
    assert_text(all[1].agency, ""); /* districts have ended, and nobody took over by name */
    assert_text(all[2].named, "VNPT");
    assert_text(all[2].agency, "");
    assert_text(all[3].then, "HUYEN"); /* all districts have ended, too */
    assert_text(all[3].agency, "");
    assert_int_equal(task->timing, TIMING_DATED);
    assert_true(task->due.number == day_make(2026, 6, 30).number);
    assert_text(task->title, "Xây dựng kho dữ liệu");
    const DraftFields *duty = item_of(&plan, "KH205.V.2.BC")->fields;
    assert_text(duty->due_rule, "year before 09-30 of year-1");
    assert_text(duty->who, "SO");
    assert_text(duty->to, "UBND-T");
}

static void what_is_owed_more_often_has_its_rule(void **state) {
    const char *const days = "\"days\":[\"09-30\"]";
    DraftPlan plan = drafted_with(*state, days, "\"months\":3,\"day\":15");
    assert_text(item_of(&plan, "KH205.V.2.BC")->fields->due_rule, "quarter before day 15 of last month");
    plan = drafted_with(*state, days, "\"months\":1,\"day\":5,\"is_after\":true");
    assert_text(item_of(&plan, "KH205.V.2.BC")->fields->due_rule, "month before day 5 of next month");
    plan = drafted_with(*state, days, "\"months\":1,\"day\":30"); /* February has none */
    assert_text(item_of(&plan, "KH205.V.2.BC")->fields->due_rule, "");
}

static void a_dispatch_is_a_document(void **state) {
    const DraftPlan plan = drafted_with(*state, "\"kind\":\"plan\"", "\"kind\":\"dispatch\"");
    assert_text(choice_name(&document_kind_choices, plan.document.kind), "dispatch");
}

/* A share of a mean may be more than 100 %. */
static void what_is_measured_against_a_mean_is_a_number(void **state) {
    static const struct {
        const char *unit;
        int measure;
    } rows[] = { { "\"unit\":\"%\",\"confidence\":85", KIND_OF_SHARE },
                 { "\"unit\":\"% bình quân chung của khu vực\",\"confidence\":85", KIND_OF_NUMBER },
                 { "\"unit\":\"% trung bình cả nước\",\"confidence\":85", KIND_OF_NUMBER } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_row(i, rows[i].unit);
        const DraftPlan plan = drafted_with(*state, rows[0].unit, rows[i].unit);
        assert_int_equal(item_of(&plan, "KH205.II.1.CT")->fields->measure, rows[i].measure);
    }
}

/* Two indicators have no lead; the rest could be loaded as it is. */
static void what_is_missing_is_named(void **state) {
    Ctx *cx = *state;
    const DraftPlan plan = drafted(cx);
    Plan reference;
    assert_ok(draft_reference(cx, &reference));
    const Rows rows = draft_gaps(cx, &plan, &reference);
    const DraftGap *gaps = rows.items;
    assert_int_equal(rows.count, 2);
    assert_int_equal(gaps[0].item, item_of(&plan, "KH205.II.1.CT")->number);
    assert_text(gaps[0].field, "assignments");
    assert_text(gaps[0].problem, "strategy/assignment-missing");
    assert_int_equal(cx->problem.fault_total, 0);
}

static void a_number_that_is_stored_keeps_its_code(void **state) {
    Ctx *cx = *state;
    NamesKnown names;
    ReadDocument document = { .number = S("1539/QĐ-UBND"), .kind = 1 };
    const Reading again = { .document = &document };
    assert_ok(names_known(cx, &names));
    assert_text(draft_plan(cx, &again, &names.known).document.code, "D1"); /* stored under this code */
    document = (ReadDocument){ .number = S("1/D"), .issued_on = day_make(2026, 1, 2) };
    const Reading other = { .document = &document };
    assert_text(draft_plan(cx, &other, &names.known).document.code, "D1-2026"); /* D1 is another document */
    document = (ReadDocument){ .issuer = S("ỦY BAN NHÂN DÂN TỈNH") };
    assert_text(draft_plan(cx, &other, &names.known).document.issuer, "UBND-T");
    document = (ReadDocument){ .issuer = S("Ủy ban nhân dân tỉnh Hà Giang") };
    assert_text(draft_plan(cx, &other, &names.known).document.issuer, ""); /* another province's */
    names.known.registry = NULL; /* of a list of names alone: nobody knows which province */
    assert_text(draft_plan(cx, &other, &names.known).document.issuer, "UBND-T");
    const Reading nothing = { 0 };
    assert_int_equal(draft_plan(cx, &nothing, &names.known).items.count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_PLAN(the_document_and_its_bases),    IN_PLAN(items_stand_where_the_outline_has_them),
        IN_PLAN(targets_measure_and_direction), IN_PLAN(who_answers_today),
        IN_PLAN(what_is_missing_is_named),      IN_PLAN(a_number_that_is_stored_keeps_its_code),
        IN_PLAN(a_dispatch_is_a_document),      IN_PLAN(what_is_owed_more_often_has_its_rule),
        IN_PLAN(what_is_measured_against_a_mean_is_a_number),
    };
    return cmocka_run_group_tests_name("draft plan", tests, NULL, NULL);
}
