/* platform/people/machine_keys - see machine_keys.h. A token is shown once, when it is made; only its digest is stored.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/people/machine_keys.h"

#include "kit/certificates.h"
#include "kit/commands.h"
#include "platform/access/access.h"
#include "platform/ledger/ledger.h"
#include "platform/people/people.h"

#define HOUR_US INT64_C(3600000000)
#define PREFIX  S("banyan_")

enum { CHANCE_LETTERS = 43, CHECK_LETTERS = 6, PERMISSIONS_MAX = 100, NAME_MAX = 80, PEM_LETTERS_MAX = 16 * 1024 };

const Setting machine_key_days = { "people.machine_key_days",
                                   SETTING_INT,
                                   "365",
                                   1,
                                   1100,
                                   .help = "Days for which a token or a pinned certificate of a machine may be made at "
                                           "most",
                                   .source =
                                       "RFC 6750, section 5.3 (tokens are to be short-lived); the year is our choice" };

const ProblemKind machine_stopped = { CONFLICT,
                                      "people/machine-stopped",
                                      { "Hệ thống đã ngừng dùng.", "The machine is stopped." },
                                      { "“{0}” đã ngừng dùng và không mở lại được. Tạo hệ thống mới với mã khác.",
                                        "“{0}” was stopped for good. Make a new one with another code." } };
const ProblemKind key_missing = { NOT_FOUND,
                                  "people/machine-key-missing",
                                  { "Không có token hoặc chứng thư này.", "There is no such token or certificate." },
                                  { "Hệ thống “{0}” không có “{1}” còn dùng được.",
                                    "The machine “{0}” has no “{1}” that is in use." } };
const ProblemKind key_name_taken = {
    CONFLICT,
    "people/machine-key-taken",
    { "Tên đã có.", "The name is taken." },
    { "Hệ thống này đã có “{0}” còn dùng. Chọn tên khác, hoặc thu hồi cái cũ trước.",
      "This machine has a “{0}” in use. Choose another name, or revoke the old one first." }
};
const ProblemKind key_span = {
    INVALID,
    "people/machine-key-span",
    { "Thời hạn không hợp lệ.", "These days cannot be." },
    { "Ngày hết hạn phải sau ngày bắt đầu và sau hôm nay, và không quá {0} ngày kể từ ngày bắt đầu.",
      "It must end after it begins and after today, and at most {0} days after it begins." }
};
const ProblemKind certificate_unreadable = {
    INVALID,
    "people/certificate-unreadable",
    { "Không đọc được chứng thư.", "The certificate cannot be read." },
    { "Dán một chứng thư dạng PEM, bắt đầu bằng -----BEGIN CERTIFICATE-----. Không gửi khoá bí mật.",
      "Give one certificate as PEM, from -----BEGIN CERTIFICATE----- on. Never send the private key." }
};
const ProblemKind certificate_taken = {
    CONFLICT,
    "people/certificate-taken",
    { "Chứng thư đã được ghi.", "The certificate is known already." },
    { "Mỗi chứng thư chỉ ghi một lần cho một hệ thống; chứng thư đã thu hồi không dùng lại. Tạo chứng thư mới.",
      "Each is pinned once, to one machine; one that was revoked never comes back. Make a new one." }
};
const ProblemKind token_refused = {
    UNAUTHENTICATED,
    "people/token-refused",
    { "Token không dùng được.", "The token is refused." },
    { "Token sai, hết hạn, đã thu hồi, hoặc hệ thống đã ngừng dùng. Xin cơ quan quản trị cấp token mới.",
      "It is wrong, over, revoked, or its machine is stopped. Ask the administrators for a new one." }
};

static const char *const kind_names[] = { "token", "certificate" };
static const Choices kind_choices = CHOICES("MachineKeyKind", kind_names);

static const Field machine_key_fields[] = {
    FIELD(MachineKey, id, REQUIRED, 0, 0),
    FIELD(MachineKey, machine, STORED, 0, 0),
    FIELD_CHOICE(MachineKey, kind, REQUIRED, &kind_choices),
    FIELD(MachineKey, name, REQUIRED, 0, 0),
    FIELD(MachineKey, digest, STORED, 0, 0),
    FIELD(MachineKey, permissions, REQUIRED, 0, 0),
    FIELD(MachineKey, valid_from, REQUIRED, 0, 0),
    FIELD(MachineKey, valid_to, REQUIRED, 0, 0),
    FIELD(MachineKey, made_by, REQUIRED, 0, 0),
    FIELD(MachineKey, made_at, REQUIRED, 0, 0),
    FIELD(MachineKey, last_used_at, OPTIONAL, 0, 0),
    FIELD(MachineKey, revoked_at, OPTIONAL, 0, 0),
};
const Shape machine_key_shape = SHAPE(MachineKey, machine_key_fields);

typedef struct KeyRef {
    Id id;
} KeyRef;

static const Field key_ref_fields[] = { FIELD(KeyRef, id, REQUIRED, 0, 0) };
static const Shape key_ref_shape = SHAPE(KeyRef, key_ref_fields);

typedef struct KeysOf {
    Id machine;
} KeysOf;

static const Field keys_of_fields[] = { FIELD(KeysOf, machine, REQUIRED, 0, 0) };
static const Shape keys_of_shape = SHAPE(KeysOf, keys_of_fields);

typedef struct KeyShown {
    int kind;
    Str digest;
    Day today;
} KeyShown;

static const Field key_shown_fields[] = {
    FIELD_CHOICE(KeyShown, kind, REQUIRED, &kind_choices),
    FIELD(KeyShown, digest, REQUIRED, 0, 0),
    FIELD(KeyShown, today, REQUIRED, 0, 0),
};
static const Shape key_shown_shape = SHAPE(KeyShown, key_shown_fields);

/* The machine behind a key that is good today. */
typedef struct MachineCaller {
    Id id, machine; /* id: of the key */
    Str name;
    Texts permissions;
    Time last_used_at;
} MachineCaller;

static const Field machine_caller_fields[] = {
    FIELD(MachineCaller, id, REQUIRED, 0, 0),           FIELD(MachineCaller, machine, REQUIRED, 0, 0),
    FIELD(MachineCaller, name, REQUIRED, 0, 0),         FIELD(MachineCaller, permissions, REQUIRED, 0, 0),
    FIELD(MachineCaller, last_used_at, OPTIONAL, 0, 0),
};
static const Shape machine_caller_shape = SHAPE(MachineCaller, machine_caller_fields);

/* What both kinds are made from. No permissions: all of the machine's. */
typedef struct MachineKeyAdd {
    Str code, name, certificate;
    Texts permissions;
    Day valid_from, valid_to; /* none: from today; as long as it may be */
} MachineKeyAdd;

static const Field machine_token_add_fields[] = {
    FIELD(MachineKeyAdd, code, REQUIRED, 1, 40),
    FIELD(MachineKeyAdd, name, REQUIRED, 1, NAME_MAX),
    FIELD(MachineKeyAdd, permissions, OPTIONAL, 0, PERMISSIONS_MAX),
    FIELD(MachineKeyAdd, valid_from, OPTIONAL, 0, 0),
    FIELD(MachineKeyAdd, valid_to, OPTIONAL, 0, 0),
};
const Shape machine_token_add_shape = { "MachineTokenAdd", sizeof(MachineKeyAdd), machine_token_add_fields,
                                        COUNT(machine_token_add_fields) };

static const Field machine_certificate_add_fields[] = {
    FIELD(MachineKeyAdd, code, REQUIRED, 1, 40),
    FIELD(MachineKeyAdd, name, REQUIRED, 1, NAME_MAX),
    FIELD(MachineKeyAdd, certificate, REQUIRED | LINES, 1, PEM_LETTERS_MAX),
    FIELD(MachineKeyAdd, permissions, OPTIONAL, 0, PERMISSIONS_MAX),
    FIELD(MachineKeyAdd, valid_from, OPTIONAL, 0, 0),
    FIELD(MachineKeyAdd, valid_to, OPTIONAL, 0, 0),
};
const Shape machine_certificate_add_shape = { "MachineCertificateAdd", sizeof(MachineKeyAdd),
                                              machine_certificate_add_fields, COUNT(machine_certificate_add_fields) };

typedef struct MachineTokenMade {
    Id id;
    Str token; /* never to be seen again */
    Day valid_to;
} MachineTokenMade;

static const Field machine_token_made_fields[] = {
    FIELD(MachineTokenMade, id, REQUIRED, 0, 0),
    FIELD(MachineTokenMade, token, REQUIRED, 0, 0),
    FIELD(MachineTokenMade, valid_to, REQUIRED, 0, 0),
};
const Shape machine_token_made_shape = SHAPE(MachineTokenMade, machine_token_made_fields);

typedef struct MachineRevoke {
    Str code, name; /* name: of one token or certificate; none: the machine itself, with all of them */
} MachineRevoke;

static const Field machine_revoke_fields[] = {
    FIELD(MachineRevoke, code, REQUIRED, 1, 40),
    FIELD(MachineRevoke, name, OPTIONAL, 0, NAME_MAX),
};
const Shape machine_revoke_shape = SHAPE(MachineRevoke, machine_revoke_fields);

#include "platform/people/machine_keys.sql.h"

/* ---- the form of a token ---- */

static Str check_letters(Arena *arena, Str letters) {
    const Sha256 digest = sha256(letters);
    return str_part(base64url_text(arena, digest.bytes, sizeof digest.bytes), 0, CHECK_LETTERS);
}

Str machine_token_new(Arena *arena) {
    const Str letters = str_format(arena, "%.*s%.*s", STR_FMT(PREFIX), STR_FMT(secret_new(arena)));
    return str_format(arena, "%.*s%.*s", STR_FMT(letters), STR_FMT(check_letters(arena, letters)));
}

bool machine_token_is_formed(Arena *arena, Str token) {
    const size_t before = PREFIX.len + CHANCE_LETTERS;
    if (token.len != before + CHECK_LETTERS || !str_starts(token, PREFIX)) return false;
    return str_equal(str_part(token, before, CHECK_LETTERS), check_letters(arena, str_part(token, 0, before)));
}

/* ---- at the door ---- */

static Code find_shown(Ctx *cx, MachineKeyKind kind, Str digest, MachineCaller *ret_caller) {
    const KeyShown shown = { .kind = (int)kind, .digest = digest, .today = cx->today };
    return machine_key_shown(cx, &shown, ret_caller);
}

static Code become(Ctx *cx, const MachineCaller *machine) {
    TRY(access_load(cx, &machine->machine));
    access_restrict(cx, machine->permissions);
    cx->caller.id = id_str(&machine->machine);
    cx->caller.name = machine->name;
    cx->caller.is_machine = true;
    if (cx->now.us - machine->last_used_at.us >= HOUR_US) cx->caller.unnoted = id_str(&machine->id);
    return OK;
}

/* Who has both must own both: a token that was stolen is of no use with another machine's certificate. */
static Code refuse_others(Ctx *cx, const MachineCaller *machine, Str certificate) {
    MachineCaller other;
    if (certificate.len == 0) return OK;
    const Code found = find_shown(cx, MACHINE_CERTIFICATE, certificate, &other);
    if (found == NOT_FOUND) return OK;
    TRY(found);
    return id_equal(&other.machine, &machine->machine) ? OK : fail(cx, &token_refused);
}

Code machine_recognise(Ctx *cx, const Credentials *shown) {
    MachineCaller *machine = NEW(cx->arena, MachineCaller);
    const bool is_token = shown->bearer.len > 0;
    if (is_token && !machine_token_is_formed(cx->arena, shown->bearer)) return fail(cx, &token_refused);
    const Code found = is_token ? find_shown(cx, MACHINE_TOKEN, sha256_text(cx->arena, shown->bearer), machine)
                                : find_shown(cx, MACHINE_CERTIFICATE, shown->certificate, machine);
    if (found == NOT_FOUND) return is_token ? fail(cx, &token_refused) : OK;
    TRY(found);
    if (is_token) TRY(refuse_others(cx, machine, shown->certificate));
    return become(cx, machine);
}

Code people_note_use(Ctx *cx, const void *in, void *out) {
    (void)in;
    (void)out;
    MachineKey used = { .last_used_at = cx->now };
    TRY(id_from_text(cx->caller.unnoted, &used.id));
    return machine_key_note_use(cx, &used);
}

/* ---- making ---- */

Code machine_keys_read(Ctx *cx, Rows *ret_keys) {
    return machine_keys_all(cx, ret_keys);
}

static void check_scopes(Ctx *cx, const Machine *machine, Texts wanted) {
    for (size_t i = 0; i < wanted.count; i++) {
        if (!texts_hold(machine->permissions, wanted.items[i]))
            fault(cx, spot_field(S("permissions")), &machine_scope, wanted.items[i]);
    }
}

static Code find_in_use(Ctx *cx, const Machine *machine, Str name, const MachineKey **ret_key) {
    Rows keys;
    const KeysOf of = { machine->id };
    TRY(machine_keys_of(cx, &of, &keys));
    for (size_t i = 0; i < keys.count; i++) {
        const MachineKey *key = &((const MachineKey *)keys.items)[i];
        if (!str_equal(key->name, name) || key->revoked_at.us > 0) continue;
        *ret_key = key;
        return OK;
    }
    return NOT_FOUND;
}

static int64_t earlier(int64_t a, int64_t b) {
    return a < b ? a : b;
}

/* `last` is the first day on which it cannot be valid, whatever is wished. */
static void choose_days(Ctx *cx, const MachineKeyAdd *add, Day last, MachineKey *key) {
    const int64_t most = setting_int(cx->house->settings, &machine_key_days);
    key->valid_from = add->valid_from.number > 0 ? add->valid_from : cx->today;
    const int64_t end = earlier(key->valid_from.number + most, last.number);
    key->valid_to = add->valid_to.number > 0 ? add->valid_to : (Day){ end };
    const int64_t from = key->valid_from.number, to = key->valid_to.number;
    if (to <= from || to <= cx->today.number || to > end)
        fault(cx, spot_field(S("valid_to")), &key_span, int_text(cx, most));
}

/* Of the machine that `add` names; `*key` has kind and digest already. */
static Code store(Ctx *cx, const MachineKeyAdd *add, Day last, MachineKey *key) {
    Machine machine;
    KeyRef made;
    const MachineKey *other;
    TRY(machine_find(cx, add->code, &machine));
    if (!machine.is_active) return fail(cx, &machine_stopped, machine.code);
    check_scopes(cx, &machine, add->permissions);
    choose_days(cx, add, last, key);
    TRY(faults_verdict(cx));
    const Code found = find_in_use(cx, &machine, add->name, &other);
    if (found == OK) return fail(cx, &key_name_taken, add->name);
    if (found != NOT_FOUND) return found;
    key->id = id_make("key", cx->now);
    key->machine = machine.id;
    key->name = add->name;
    key->permissions = add->permissions.count > 0 ? add->permissions : machine.permissions;
    key->made_by = cx->caller.id;
    key->made_at = cx->now;
    const Code inserted = machine_key_insert(cx, key, &made);
    if (inserted == NOT_FOUND) return fail(cx, &certificate_taken);
    TRY(inserted);
    const Str entry = key->kind == MACHINE_TOKEN ? S("people.token_made") : S("people.certificate_pinned");
    return ledger_append(cx, entry, id_str(&machine.id), { "code", machine.code }, { "key", id_str(&key->id) },
                         { "valid_from", day_text(cx->arena, key->valid_from) },
                         { "valid_to", day_text(cx->arena, key->valid_to) });
}

Code machine_token_add(Ctx *cx, const void *in, void *out) {
    MachineTokenMade *made = out;
    const Str token = machine_token_new(cx->arena);
    MachineKey key = { .kind = MACHINE_TOKEN, .digest = sha256_text(cx->arena, token) };
    TRY(machine_require_confirmed(cx));
    TRY(store(cx, in, (Day){ INT64_MAX }, &key));
    *made = (MachineTokenMade){ .id = key.id, .token = token, .valid_to = key.valid_to };
    return OK;
}

Code machine_certificate_add(Ctx *cx, const void *in, void *out) {
    const MachineKeyAdd *add = in;
    Certificate certificate;
    MachineKey *key = out;
    TRY(machine_require_confirmed(cx));
    if (!certificate_read(cx->arena, add->certificate, &certificate))
        return fail_field(cx, S("certificate"), &certificate_unreadable);
    *key = (MachineKey){ .kind = MACHINE_CERTIFICATE,
                         .digest = hex_text(cx->arena, certificate.fingerprint.bytes, SHA256_BYTES) };
    return store(cx, add, ctx_day_of(cx, certificate.valid_to), key);
}

/* ---- ending ---- */

Code machine_revoke(Ctx *cx, const void *in, void *out) {
    (void)out;
    const MachineRevoke *asked = in;
    Machine machine;
    const MachineKey *key;
    TRY(machine_find(cx, asked->code, &machine));
    if (!machine.is_active) return fail(cx, &machine_stopped, machine.code);
    if (asked->name.len == 0) return machine_deactivate(cx, &machine);
    const Code found = find_in_use(cx, &machine, asked->name, &key);
    if (found == NOT_FOUND) return fail(cx, &key_missing, machine.code, asked->name);
    TRY(found);
    const MachineKey revoked = { .id = key->id, .revoked_at = cx->now };
    TRY(machine_key_revoke(cx, &revoked));
    const Str entry = key->kind == MACHINE_TOKEN ? S("people.token_revoked") : S("people.certificate_revoked");
    return ledger_append(cx, entry, id_str(&machine.id), { "code", machine.code }, { "key", id_str(&key->id) });
}

/* ---- commands ---- */

typedef struct MachineKeyArgs {
    Str code, name, file;
    Texts permissions;
    int64_t days;
} MachineKeyArgs;

static const Field machine_token_args_fields[] = {
    OPTION(MachineKeyArgs, code, REQUIRED, 1, 40, "which machine's"),
    OPTION(MachineKeyArgs, name, REQUIRED, 1, NAME_MAX, "what people call the token"),
    OPTION(MachineKeyArgs, permissions, OPTIONAL, 0, PERMISSIONS_MAX, "some of the machine's: a;b;c; without it all"),
    OPTION(MachineKeyArgs, days, OPTIONAL, 0, 1100, "for how many days; without it as long as may be"),
};
const Shape machine_token_args_shape = { "MachineTokenArgs", sizeof(MachineKeyArgs), machine_token_args_fields,
                                         COUNT(machine_token_args_fields) };

static const Field machine_certificate_args_fields[] = {
    OPTION(MachineKeyArgs, code, REQUIRED, 1, 40, "which machine's"),
    OPTION(MachineKeyArgs, name, REQUIRED, 1, NAME_MAX, "what people call the certificate"),
    OPTION(MachineKeyArgs, file, REQUIRED, 1, 1000, "PEM file of the certificate, without its key"),
    OPTION(MachineKeyArgs, permissions, OPTIONAL, 0, PERMISSIONS_MAX, "some of the machine's: a;b;c; without it all"),
    OPTION(MachineKeyArgs, days, OPTIONAL, 0, 1100, "for how many days; without it as long as may be"),
};
const Shape machine_certificate_args_shape = { "MachineCertificateArgs", sizeof(MachineKeyArgs),
                                               machine_certificate_args_fields,
                                               COUNT(machine_certificate_args_fields) };

static const Field machine_revoke_args_fields[] = {
    OPTION(MachineRevoke, code, REQUIRED, 1, 40, "which machine"),
    OPTION(MachineRevoke, name, OPTIONAL, 0, NAME_MAX,
           "of one token or certificate; without it the machine is stopped"),
};
const Shape machine_revoke_args_shape = { "MachineRevokeArgs", sizeof(MachineRevoke), machine_revoke_args_fields,
                                          COUNT(machine_revoke_args_fields) };

static MachineKeyAdd add_of(const Ctx *cx, const MachineKeyArgs *args) {
    return (MachineKeyAdd){ .code = args->code,
                            .name = args->name,
                            .permissions = args->permissions,
                            .valid_to = { args->days > 0 ? cx->today.number + args->days : 0 } };
}

Code machine_token_command(Ctx *cx, const void *in, void *out) {
    (void)out;
    const MachineKeyAdd add = add_of(cx, in);
    MachineTokenMade made;
    TRY(machine_token_add(cx, &add, &made));
    say("%.*s\n", STR_FMT(made.token));
    return OK;
}

Code machine_certificate_command(Ctx *cx, const void *in, void *out) {
    (void)out;
    const MachineKeyArgs *args = in;
    MachineKeyAdd add = add_of(cx, args);
    MachineKey key;
    TRY(file_read(cx, args->file, PEM_LETTERS_MAX, &add.certificate));
    TRY(machine_certificate_add(cx, &add, &key));
    say("%.*s (%.*s)\n", STR_FMT(key.name), STR_FMT(key.digest));
    return OK;
}

Code machine_revoke_command(Ctx *cx, const void *in, void *out) {
    return machine_revoke(cx, in, out);
}
