/* kit/ctx - see ctx.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/ctx.h"

enum { SENTENCE_BYTES_MAX = 4096, VALUE_BYTES_SHOWN = 200 };

const ProblemKind input_faulty = {
    INVALID, "kit/input-faulty",
    { "Dữ liệu gửi lên có chỗ cần sửa.", "The input needs correction." },
    { "Số chỗ cần sửa: {0}; chưa có gì được ghi. Sửa các chỗ đã nêu rồi gửi lại.",
      "Faults: {0}; nothing was written. Correct the places named and send again." }
};
const ProblemKind not_found = {
    NOT_FOUND, "kit/not-found",
    { "Không tìm thấy.", "Not found." },
    { "Không có mục “{0}”. Kiểm tra lại mã hoặc đường dẫn.", "There is no “{0}”. Check the code or the address." }
};
const ProblemKind not_allowed = {
    FORBIDDEN, "kit/not-allowed",
    { "Không có quyền.", "Not allowed." },
    { "Việc này cần quyền “{0}”. Đề nghị quản trị hệ thống cấp quyền nếu đây là việc của bạn.",
      "This needs the permission “{0}”. Ask an administrator for it if this is your work." }
};
const ProblemKind not_signed_in = {
    UNAUTHENTICATED, "kit/not-signed-in",
    { "Chưa đăng nhập.", "Not signed in." },
    { "Đăng nhập rồi thử lại.", "Sign in and try again." }
};
const ProblemKind too_large = {
    TOO_LARGE, "kit/too-large",
    { "Vượt giới hạn.", "Larger than the limit." },
    { "{0} vượt giới hạn {1}. Chia nhỏ rồi gửi lại.", "{0} is over the limit of {1}. Send it in smaller parts." }
};
const ProblemKind memory_spent = {
    TOO_LARGE, "kit/memory-spent",
    { "Quá nhiều dữ liệu cho một lần.", "Too much data at once." },
    { "Việc này cần nhiều bộ nhớ hơn mức dành cho một yêu cầu. Chọn ít hơn: một văn bản, một cơ quan, một khoảng thời "
      "gian ngắn hơn; nếu không có gì để chọn, báo quản trị hệ thống.",
      "This needs more memory than one request may take. Choose less: one document, one agency, a shorter time; if "
      "there is nothing to choose, tell the administrator." }
};
const ProblemKind broken_inside = {
    BROKEN, "kit/broken",
    { "Lỗi của hệ thống.", "Our fault." },
    { "Hệ thống gặp lỗi và đã ghi lại. Thử lại sau ít phút; nếu vẫn lỗi, báo quản trị kèm mã yêu cầu.",
      "The system met a fault and has recorded it. Try again in some minutes; if it stays, tell the administrator "
      "the request's number." }
};
const ProblemKind try_again = {
    UNAVAILABLE, "kit/busy",
    { "Hệ thống đang bận.", "The system is busy." },
    { "Chưa ghi được vì có nhiều việc cùng lúc. Chưa có gì bị mất: thử lại sau vài giây.",
      "Too much is going on at once; nothing was written and nothing is lost. Try again in some seconds." }
};

/* 34.6 % as 34,6 %: a point between figures alone. */
static void add_number(Buf *out, Str value) {
    for (size_t i = 0; i < value.len; i++) {
        const bool is_inside = i > 0 && i + 1 < value.len && value.at[i - 1] >= '0' && value.at[i - 1] <= '9' &&
                               value.at[i + 1] >= '0' && value.at[i + 1] <= '9';
        buf_char(out, value.at[i] == '.' && is_inside ? ',' : value.at[i]);
    }
}

/* 2026-11-22 as 22/11/2026; what is no day stays as it is. */
static void add_day(Buf *out, Str value) {
    Day day;
    buf_add(out, day_from_text(value, &day) == OK ? day_spoken(out->arena, day) : value);
}

Str sentence_fill(Arena *arena, const char *sentence, const Str values[SENTENCE_VALUES], size_t value_bytes_max) {
    Buf out = buf_new(arena, SENTENCE_BYTES_MAX);
    for (const char *at = sentence; *at != '\0'; at++) {
        const size_t index = at[0] == '{' && at[1] >= '0' && at[1] <= '9' ? (size_t)(at[1] - '0') : SENTENCE_VALUES;
        const bool is_dressed =
            index < SENTENCE_VALUES && at[2] == ':' && (at[3] == ',' || at[3] == '/') && at[4] == '}';
        if (index >= SENTENCE_VALUES || (at[2] != '}' && !is_dressed)) {
            buf_char(&out, *at);
            continue;
        }
        /* it comes from strangers: cut between letters; what is no text is marked */
        const Str value = utf8_mended(arena, utf8_cut(values[index], value_bytes_max));
        if (!is_dressed) buf_add(&out, value);
        else if (at[3] == ',') add_number(&out, value);
        else add_day(&out, value);
        at += is_dressed ? 4 : 2;
    }
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

static Str fill(Arena *arena, const char *sentence, const Failure *failure) {
    const Str values[SENTENCE_VALUES] = { failure->v0, failure->v1, failure->v2,
                                          failure->v3, failure->v4, failure->v5 };
    return sentence_fill(arena, sentence, values, VALUE_BYTES_SHOWN);
}

Code fail_at(Ctx *cx, Failure failure, const char *file, int line) {
    cx->problem.kind = failure.kind;
    cx->problem.vi = fill(cx->arena, failure.kind->detail.vi, &failure);
    cx->problem.en = fill(cx->arena, failure.kind->detail.en, &failure);
    cx->problem.source_file = file;
    cx->problem.source_line = line;
    return failure.kind->code;
}

static void add_fault(Ctx *cx, const Fault *fault) {
    Problem *problem = &cx->problem;
    problem->faults =
        array_grow(cx->arena, problem->faults, sizeof(Fault), problem->fault_count, &problem->fault_room);
    Fault *copy = &problem->faults[problem->fault_count++];
    *copy = *fault;
    copy->spot.file = str_copy(cx->arena, fault->spot.file);
    copy->spot.column = str_copy(cx->arena, utf8_mended(cx->arena, fault->spot.column));
}

/* One cell of a table is named once: what follows from a value that could not be read is no news. */
static bool is_named(const Problem *problem, const Spot *spot) {
    if (spot->row == 0 || spot->column.len == 0) return false;
    for (size_t i = 0; i < problem->fault_count; i++) {
        const Spot *other = &problem->faults[i].spot;
        if (other->row == spot->row && str_equal(other->column, spot->column) && str_equal(other->file, spot->file))
            return true;
    }
    return false;
}

void fault_at(Ctx *cx, Spot spot, Failure failure) {
    if (is_named(&cx->problem, &spot)) return;
    cx->problem.fault_total++;
    if (cx->problem.fault_count == FAULTS_NAMED_MAX) return;
    const Fault fault = { .kind = failure.kind,
                          .spot = spot,
                          .vi = fill(cx->arena, failure.kind->detail.vi, &failure),
                          .en = fill(cx->arena, failure.kind->detail.en, &failure) };
    add_fault(cx, &fault);
}

void problem_take_faults(Ctx *cx, const Problem *from) {
    cx->problem.fault_total += from->fault_total;
    for (size_t i = 0; i < from->fault_count && cx->problem.fault_count < FAULTS_NAMED_MAX; i++) {
        Fault fault = from->faults[i];
        fault.vi = str_copy(cx->arena, fault.vi);
        fault.en = str_copy(cx->arena, fault.en);
        add_fault(cx, &fault);
    }
}

void problem_take_verdict(Ctx *cx, const Problem *from) {
    cx->problem.kind = from->kind;
    cx->problem.vi = str_copy(cx->arena, from->vi);
    cx->problem.en = str_copy(cx->arena, from->en);
    cx->problem.source_file = from->source_file;
    cx->problem.source_line = from->source_line;
}

Code faults_verdict(Ctx *cx) {
    if (cx->problem.fault_total == 0) return OK;
    return fail(cx, &input_faulty, int_text(cx, (int64_t)cx->problem.fault_total));
}

Code memory_left(Ctx *cx) {
    return arena_spent(cx->arena) ? fail_spent(cx) : OK;
}

Code memory_verdict(Ctx *cx, Code code) {
    return code == OK && !arena_fits(cx->arena, 0) ? fail_spent(cx) : code;
}

Str int_text(const Ctx *cx, int64_t number) {
    Buf out = buf_new(cx->arena, 24);
    buf_int(&out, number);
    return (Str){ out.at, out.len };
}
