/* modules/scoring/expression - reading formulas: letters to nodes, by descent, within limits. See expression.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "modules/scoring/expression.h"

static const char *const ref_names[] = { "metric", "criterion", "input" };
const Choices ref_kind_choices = CHOICES("RefKind", ref_names);

const ProblemKind formula_form = {
    INVALID,
    "scoring/formula-form",
    { "Công thức viết sai.", "The formula is written wrongly." },
    { "Ở chữ thứ {1} không đọc được “{0}”. Xem cách viết công thức trong README của phần chấm điểm.",
      "At letter {1} “{0}” cannot be read. See how formulas are written in the README of scoring." }
};
const ProblemKind formula_too_long = { INVALID,
                                       "scoring/formula-too-long",
                                       { "Công thức dài quá.", "The formula is too long." },
                                       { "Công thức có quá {0}. Chia thành nhiều tiêu chí.",
                                         "The formula has more than {0}. Make several criteria of it." } };
const ProblemKind formula_too_deep = {
    INVALID,
    "scoring/formula-too-deep",
    { "Công thức lồng nhau quá sâu.", "The formula is nested too deeply." },
    { "Ở chữ thứ {1} công thức lồng quá {0} lớp. Bỏ bớt dấu ngoặc.",
      "At letter {1} the formula is nested more than {0} deep. Use fewer brackets." }
};
const ProblemKind formula_word_unknown = {
    INVALID,
    "scoring/formula-word-unknown",
    { "Công thức dùng một tên không có.", "The formula uses a name that nothing has." },
    { "Ở chữ thứ {1}: không có “{0}”. Xem docs/reference/metrics.md, các tiêu chí và đầu vào của bộ tiêu chí này.",
      "At letter {1}: there is no “{0}”. See docs/reference/metrics.md, and this scheme's criteria and inputs." }
};
const ProblemKind formula_args = { INVALID,
                                   "scoring/formula-args",
                                   { "Hàm nhận số tham số khác.", "The function takes another number of arguments." },
                                   { "Ở chữ thứ {1}: “{0}” không nhận chừng ấy tham số.",
                                     "At letter {1}: “{0}” does not take so many arguments." } };
const ProblemKind formula_type = { INVALID,
                                   "scoring/formula-type",
                                   { "Công thức lẫn số với đúng/sai.", "The formula mixes numbers and truth." },
                                   { "Ở chữ thứ {1}: {0}. Dùng if(điều kiện, số, số).",
                                     "At letter {1}: {0}. Use if(condition, number, number)." } };
const ProblemKind formula_units = { INVALID,
                                    "scoring/formula-units",
                                    { "Đơn vị không hợp nhau.", "The units do not go together." },
                                    { "Ở chữ thứ {1}: {0}. Chỉ cộng, trừ, so sánh những số cùng đơn vị.",
                                      "At letter {1}: {0}. Add, subtract and compare only what has one unit." } };

/* ---- letters ---- */

typedef struct Reader {
    Arena *arena;
    Str text;
    size_t at, depth;
    Formula *formula;
    FormulaFault *fault;
} Reader;

static size_t letters_before(Str text, size_t at) {
    return utf8_count(str_part(text, 0, at)) + 1;
}

static Code wrong(Reader *reader, const ProblemKind *kind, Str what, size_t at) {
    *reader->fault = (FormulaFault){ kind, what, letters_before(reader->text, at) };
    return INVALID;
}

static void skip_blanks(Reader *reader) {
    while (reader->at < reader->text.len && (reader->text.at[reader->at] == ' ' || reader->text.at[reader->at] == '\n'))
        reader->at++;
}

/* What stands here, to be shown: at most a few letters. */
static Str shown(const Reader *reader) {
    if (reader->at >= reader->text.len) return S("hết công thức / the end");
    size_t to = reader->at + 1;
    while (to < reader->text.len && to < reader->at + 12 && reader->text.at[to] != ' ') to++;
    while (to < reader->text.len && ((unsigned char)reader->text.at[to] & 0xC0) == 0x80) to++;
    return str_part(reader->text, reader->at, to - reader->at);
}

static bool take_sign(Reader *reader, const char *sign) {
    skip_blanks(reader);
    if (!str_starts(str_part(reader->text, reader->at, reader->text.len), str_of(sign))) return false;
    reader->at += str_of(sign).len;
    return true;
}

static bool is_word_letter(char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
}

static Str take_word(Reader *reader) {
    skip_blanks(reader);
    const size_t from = reader->at;
    while (reader->at < reader->text.len && is_word_letter(reader->text.at[reader->at])) reader->at++;
    return str_part(reader->text, from, reader->at - from);
}

static bool take_named(Reader *reader, const char *word) {
    const size_t from = reader->at;
    if (str_is(take_word(reader), word)) return true;
    reader->at = from;
    return false;
}

static bool is_code_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-';
}

static Str take_code(Reader *reader) {
    skip_blanks(reader);
    const size_t from = reader->at;
    while (reader->at < reader->text.len && is_code_letter(reader->text.at[reader->at])) reader->at++;
    return str_part(reader->text, from, reader->at - from);
}

static bool is_of_number(char c) {
    return is_digit(c) || c == '.';
}

/* ---- nodes ---- */

static Code add_node(Reader *reader, Node node, size_t *ret_index) {
    if (reader->formula->node_count == FORMULA_NODES_MAX)
        return wrong(reader, &formula_too_long, str_format(reader->arena, "%d phép tính / steps", FORMULA_NODES_MAX),
                     node.at);
    *ret_index = reader->formula->node_count;
    reader->formula->nodes[reader->formula->node_count++] = node;
    return OK;
}

static Code read_whole(Reader *reader, size_t *ret_index);

static Code read_ref(Reader *reader, RefKind kind, size_t at, size_t *ret_index) {
    Formula *formula = reader->formula;
    Ref ref = { .kind = kind, .at = at, .argument = S("") };
    if (!take_sign(reader, "(")) return wrong(reader, &formula_form, shown(reader), reader->at);
    ref.name = take_code(reader);
    if (ref.name.len == 0) return wrong(reader, &formula_form, shown(reader), reader->at);
    if (kind == REF_METRIC && take_sign(reader, ",")) {
        ref.argument = take_code(reader);
        if (ref.argument.len == 0) return wrong(reader, &formula_form, shown(reader), reader->at);
    }
    if (!take_sign(reader, ")")) return wrong(reader, &formula_form, shown(reader), reader->at);
    if (formula->ref_count == FORMULA_NODES_MAX) return wrong(reader, &formula_too_long, S("tên / names"), at);
    formula->refs[formula->ref_count] = ref;
    return add_node(reader, (Node){ .kind = NODE_REF, .at = at, .ref = formula->ref_count++ }, ret_index);
}

typedef struct Function {
    const char *name;
    NodeKind kind;
    size_t min, max;
} Function;

static const Function functions[] = {
    { "if", NODE_IF, 3, 3 },       { "min", NODE_MIN, 2, 20 },
    { "max", NODE_MAX, 2, 20 },    { "clamp", NODE_CLAMP, 3, 3 },
    { "share", NODE_SHARE, 2, 3 }, { "steps", NODE_STEPS, 4, FORMULA_ARGS_MAX },
    { "known", NODE_KNOWN, 1, 1 }, { "otherwise", NODE_OTHERWISE, 2, 2 },
};

static Code read_function(Reader *reader, const Function *function, size_t at, size_t *ret_index) {
    Node node = { .kind = function->kind, .at = at };
    if (!take_sign(reader, "(")) return wrong(reader, &formula_form, shown(reader), reader->at);
    do {
        if (node.arg_count == function->max) return wrong(reader, &formula_args, str_of(function->name), at);
        TRY(read_whole(reader, &node.args[node.arg_count++]));
    } while (take_sign(reader, ","));
    if (!take_sign(reader, ")")) return wrong(reader, &formula_form, shown(reader), reader->at);
    const bool fits = node.arg_count >= function->min && (function->kind != NODE_STEPS || node.arg_count % 2 == 0);
    return fits ? add_node(reader, node, ret_index) : wrong(reader, &formula_args, str_of(function->name), at);
}

static Code read_word(Reader *reader, size_t *ret_index) {
    const size_t at = reader->at;
    const Str word = take_word(reader);
    if (word.len == 0) return wrong(reader, &formula_form, shown(reader), at);
    const int kind = choice_value(&ref_kind_choices, word);
    if (kind != 0) return read_ref(reader, (RefKind)kind, at, ret_index);
    for (size_t i = 0; i < COUNT(functions); i++) {
        if (str_is(word, functions[i].name)) return read_function(reader, &functions[i], at, ret_index);
    }
    return wrong(reader, &formula_word_unknown, word, at);
}

static Code read_number(Reader *reader, size_t *ret_index) {
    const size_t at = reader->at;
    Node node = { .kind = NODE_NUMBER, .at = at };
    while (reader->at < reader->text.len && is_of_number(reader->text.at[reader->at])) reader->at++;
    if (decimal_from_text(str_part(reader->text, at, reader->at - at), &node.number) == OK)
        return add_node(reader, node, ret_index);
    return wrong(reader, &formula_form, str_part(reader->text, at, reader->at - at), at);
}

static Code read_one(Reader *reader, size_t *ret_index) {
    skip_blanks(reader);
    const size_t at = reader->at;
    if (at < reader->text.len && is_of_number(reader->text.at[at])) return read_number(reader, ret_index);
    if (take_sign(reader, "-")) {
        Node node = { .kind = NODE_NEGATE, .at = at, .arg_count = 1 };
        if (++reader->depth > FORMULA_DEPTH_MAX)
            return wrong(reader, &formula_too_deep, str_format(reader->arena, "%d", FORMULA_DEPTH_MAX), at);
        TRY(read_one(reader, &node.args[0]));
        reader->depth--;
        return add_node(reader, node, ret_index);
    }
    if (!take_sign(reader, "(")) return read_word(reader, ret_index);
    TRY(read_whole(reader, ret_index));
    return take_sign(reader, ")") ? OK : wrong(reader, &formula_form, shown(reader), reader->at);
}

/* A row of signs that bind alike, from the left. */
typedef struct Sign {
    const char *text;
    NodeKind kind;
} Sign;

static const Sign *sign_here(Reader *reader, const Sign *signs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (take_sign(reader, signs[i].text)) return &signs[i];
    }
    return NULL;
}

static Code add_pair(Reader *reader, NodeKind kind, size_t at, size_t left, size_t right, size_t *ret_index) {
    return add_node(reader, (Node){ .kind = kind, .at = at, .args = { left, right }, .arg_count = 2 }, ret_index);
}

static Code read_product(Reader *reader, size_t *ret_index) {
    static const Sign signs[] = { { "*", NODE_MULTIPLY }, { "/", NODE_DIVIDE } };
    TRY(read_one(reader, ret_index));
    for (const Sign *sign; (skip_blanks(reader), sign = sign_here(reader, signs, COUNT(signs))) != NULL;) {
        const size_t at = reader->at - 1, left = *ret_index;
        size_t right;
        TRY(read_one(reader, &right));
        TRY(add_pair(reader, sign->kind, at, left, right, ret_index));
    }
    return OK;
}

static Code read_sum(Reader *reader, size_t *ret_index) {
    static const Sign signs[] = { { "+", NODE_ADD }, { "-", NODE_SUBTRACT } };
    TRY(read_product(reader, ret_index));
    for (const Sign *sign; (sign = sign_here(reader, signs, COUNT(signs))) != NULL;) {
        const size_t at = reader->at - 1, left = *ret_index;
        size_t right;
        TRY(read_product(reader, &right));
        TRY(add_pair(reader, sign->kind, at, left, right, ret_index));
    }
    return OK;
}

static Code read_comparison(Reader *reader, size_t *ret_index) {
    static const Sign signs[] = { { "<=", NODE_AT_MOST }, { ">=", NODE_AT_LEAST }, { "<>", NODE_OTHER },
                                  { "<", NODE_LESS },     { ">", NODE_MORE },      { "=", NODE_EQUAL } };
    TRY(read_sum(reader, ret_index));
    const Sign *sign = sign_here(reader, signs, COUNT(signs)); /* one: a < b < c is refused */
    if (sign == NULL) return OK;
    const size_t at = reader->at - 1, left = *ret_index;
    size_t right;
    TRY(read_sum(reader, &right));
    return add_pair(reader, sign->kind, at, left, right, ret_index);
}

static Code read_not(Reader *reader, size_t *ret_index) {
    skip_blanks(reader);
    const size_t at = reader->at;
    if (!take_named(reader, "not")) return read_comparison(reader, ret_index);
    Node node = { .kind = NODE_NOT, .at = at, .arg_count = 1 };
    TRY(read_comparison(reader, &node.args[0]));
    return add_node(reader, node, ret_index);
}

static Code read_and(Reader *reader, size_t *ret_index) {
    TRY(read_not(reader, ret_index));
    while (take_named(reader, "and")) {
        const size_t at = reader->at - 3, left = *ret_index;
        size_t right;
        TRY(read_not(reader, &right));
        TRY(add_pair(reader, NODE_AND, at, left, right, ret_index));
    }
    return OK;
}

static Code read_whole(Reader *reader, size_t *ret_index) {
    if (++reader->depth > FORMULA_DEPTH_MAX)
        return wrong(reader, &formula_too_deep, str_format(reader->arena, "%d", FORMULA_DEPTH_MAX), reader->at);
    TRY(read_and(reader, ret_index));
    while (take_named(reader, "or")) {
        const size_t at = reader->at - 2, left = *ret_index;
        size_t right;
        TRY(read_and(reader, &right));
        TRY(add_pair(reader, NODE_OR, at, left, right, ret_index));
    }
    reader->depth--;
    return OK;
}

Code formula_read(Arena *arena, Str text, Formula *ret_formula, FormulaFault *ret_fault) {
    Reader reader = { .arena = arena, .text = text, .formula = ret_formula, .fault = ret_fault };
    size_t whole;
    *ret_fault = (FormulaFault){ 0 };
    *ret_formula = (Formula){ .text = text };
    if (text.len > FORMULA_BYTES_MAX)
        return wrong(&reader, &formula_too_long, str_format(arena, "%d byte", FORMULA_BYTES_MAX), 0);
    ret_formula->nodes = NEW_ARRAY(arena, Node, FORMULA_NODES_MAX);
    ret_formula->refs = NEW_ARRAY(arena, Ref, FORMULA_NODES_MAX);
    TRY(read_whole(&reader, &whole));
    skip_blanks(&reader);
    return reader.at == text.len ? OK : wrong(&reader, &formula_form, shown(&reader), reader.at);
}
