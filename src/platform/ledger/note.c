/* platform/ledger/note - see note.h */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/ledger/note.h"

enum { KEY_ID_HEX = KEY_ID_BYTES * 2, TIME_BYTES = 8, RAW_MAX = 1024 };

#define DASH        "\xE2\x80\x94 " /* U+2014 and a blank */
#define SECRET_MARK "PRIVATE+KEY+"

bool key_name_is_fit(Str name) {
    for (size_t i = 0; i < name.len; i++) {
        if ((unsigned char)name.at[i] <= ' ' || name.at[i] == '+' || name.at[i] == 0x7F) return false;
    }
    return name.len > 0 && name.len <= KEY_NAME_MAX && utf8_is_valid(name);
}

/* The first bytes of SHA-256(name || "\n" || kind || key). */
static void key_id_of(const NoteKey *key, unsigned char *ret_id) {
    Digest *digest = digest_new();
    const unsigned char kind = (unsigned char)key->kind;
    digest_add(digest, key->name.at, key->name.len);
    digest_add(digest, "\n", 1);
    digest_add(digest, &kind, 1);
    digest_add(digest, key->key.bytes, SIGN_KEY_BYTES);
    const Sha256 hash = digest_end(digest);
    memcpy(ret_id, hash.bytes, KEY_ID_BYTES);
}

/* ---- keys ---- */

/* name+hash+base64(kind || bytes) */
static Str key_text(Arena *arena, const NoteKey *key, const unsigned char *bytes) {
    unsigned char id[KEY_ID_BYTES], raw[1 + SIGN_KEY_BYTES];
    key_id_of(key, id);
    raw[0] = (unsigned char)key->kind;
    memcpy(raw + 1, bytes, SIGN_KEY_BYTES);
    return str_format(arena, "%.*s+%.*s+%.*s", STR_FMT(key->name), STR_FMT(hex_text(arena, id, sizeof id)),
                      STR_FMT(base64_text(arena, raw, sizeof raw)));
}

Str note_key_text(Arena *arena, const NoteKey *key) {
    return key_text(arena, key, key->key.bytes);
}

Str note_secret_text(Arena *arena, const NoteKey *key, const SignSeed *seed) {
    return str_format(arena, SECRET_MARK "%.*s", STR_FMT(key_text(arena, key, seed->bytes)));
}

/* Takes the three parts; the hash is not checked yet. */
static Code key_parts(Arena *arena, Str text, Str *ret_name, Str *ret_id, KeyKind *ret_kind, unsigned char *ret_bytes) {
    unsigned char raw[1 + SIGN_KEY_BYTES];
    size_t size;
    Str rest = text;
    *ret_name = str_cut(&rest, '+');
    *ret_id = str_cut(&rest, '+');
    if (!key_name_is_fit(*ret_name) || ret_id->len != KEY_ID_HEX || rest.at == NULL) return INVALID;
    if (!base64_read(arena, rest, raw, sizeof raw, &size) || size != sizeof raw) return INVALID;
    if (raw[0] != KEY_OF_LOG && raw[0] != KEY_OF_WITNESS) return INVALID;
    *ret_kind = (KeyKind)raw[0];
    memcpy(ret_bytes, raw + 1, SIGN_KEY_BYTES);
    return OK;
}

static Code check_id(const NoteKey *key, Str hex) {
    unsigned char id[KEY_ID_BYTES], said[KEY_ID_BYTES];
    key_id_of(key, id);
    return hex_read(hex, said, sizeof said) && memcmp(id, said, sizeof id) == 0 ? OK : INVALID;
}

Code note_key_read(Arena *arena, Str text, NoteKey *ret_key) {
    NoteKey key;
    Str id;
    TRY(key_parts(arena, text, &key.name, &id, &key.kind, key.key.bytes));
    TRY(check_id(&key, id));
    *ret_key = key;
    return OK;
}

Code note_secret_read(Arena *arena, Str text, NoteKey *ret_key, SignSeed *ret_seed) {
    const Str mark = S(SECRET_MARK);
    NoteKey key;
    SignSeed seed;
    Str id;
    if (!str_starts(text, mark)) return INVALID;
    TRY(key_parts(arena, str_part(text, mark.len, text.len), &key.name, &id, &key.kind, seed.bytes));
    key.key = sign_key_of(&seed);
    TRY(check_id(&key, id));
    *ret_key = key;
    *ret_seed = seed;
    return OK;
}

/* ---- notes ---- */

/* Where the last empty line stands: the text ends before it. */
static bool find_end(Str note, size_t *ret_end) {
    for (size_t i = note.len; i >= 2; i--) {
        if (note.at[i - 1] != '\n' || note.at[i - 2] != '\n') continue;
        *ret_end = i - 1;
        return true;
    }
    return false;
}

static Code signature_read(Arena *arena, Str line, NoteSignature *ret_signature) {
    const Str dash = S(DASH);
    if (!str_starts(line, dash)) return INVALID;
    Str rest = str_part(line, dash.len, line.len);
    const Str name = str_cut(&rest, ' ');
    unsigned char raw[RAW_MAX];
    size_t size;
    if (!key_name_is_fit(name) || rest.at == NULL || !base64_read(arena, rest, raw, sizeof raw, &size)) return INVALID;
    if (size <= KEY_ID_BYTES) return INVALID;
    ret_signature->name = name;
    memcpy(ret_signature->key_id, raw, KEY_ID_BYTES);
    ret_signature->bytes = str_copy(arena, (Str){ (const char *)raw + KEY_ID_BYTES, size - KEY_ID_BYTES });
    return OK;
}

Code note_read(Arena *arena, Str signed_note, Note *ret_note) {
    size_t end;
    Note note = { 0 };
    if (signed_note.len > NOTE_BYTES_MAX || !utf8_is_valid(signed_note) || !find_end(signed_note, &end)) return INVALID;
    for (size_t i = 0; i < signed_note.len; i++) {
        if ((unsigned char)signed_note.at[i] < ' ' && signed_note.at[i] != '\n') return INVALID;
    }
    note.text = str_part(signed_note, 0, end);
    Str rest = str_part(signed_note, end + 1, signed_note.len);
    if (rest.len == 0 || rest.at[rest.len - 1] != '\n') return INVALID;
    rest = str_part(rest, 0, rest.len - 1);
    while (rest.at != NULL) {
        if (note.count == NOTE_SIGNATURES_MAX) return INVALID;
        TRY(signature_read(arena, str_cut(&rest, '\n'), &note.signatures[note.count]));
        note.count++;
    }
    *ret_note = note;
    return OK;
}

static Str signature_line(Arena *arena, const NoteKey *key, Str stamp, const Signature *signature) {
    unsigned char raw[KEY_ID_BYTES + TIME_BYTES + SIGNATURE_BYTES];
    key_id_of(key, raw);
    memcpy(raw + KEY_ID_BYTES, stamp.at, stamp.len);
    memcpy(raw + KEY_ID_BYTES + stamp.len, signature->bytes, SIGNATURE_BYTES);
    const Str text = base64_text(arena, raw, KEY_ID_BYTES + stamp.len + SIGNATURE_BYTES);
    return str_format(arena, DASH "%.*s %.*s\n", STR_FMT(key->name), STR_FMT(text));
}

Str note_sign(Arena *arena, const NoteKey *key, const SignSeed *seed, Str text) {
    const Signature signature = sign_text(seed, text);
    return note_signed_line(arena, key, &signature);
}

Str note_signed_line(Arena *arena, const NoteKey *key, const Signature *signature) {
    MUST(key->kind == KEY_OF_LOG);
    return signature_line(arena, key, S(""), signature);
}

static Str cosigned_text(Arena *arena, Str text, int64_t unix_s) {
    return str_format(arena, "cosignature/v1\ntime %lld\n%.*s", (long long)unix_s, STR_FMT(text));
}

Str note_cosign(Arena *arena, const NoteKey *key, const SignSeed *seed, Str text, int64_t unix_s) {
    MUST(key->kind == KEY_OF_WITNESS && unix_s >= 0);
    char stamp[TIME_BYTES];
    for (size_t i = 0; i < TIME_BYTES; i++) stamp[i] = (char)((uint64_t)unix_s >> (8 * (TIME_BYTES - 1 - i)));
    const Signature signature = sign_text(seed, cosigned_text(arena, text, unix_s));
    return signature_line(arena, key, (Str){ stamp, sizeof stamp }, &signature);
}

/* Takes the time of a witness off the front; false when it cannot be one. */
static bool take_time(Str *bytes, int64_t *ret_unix_s) {
    uint64_t unix_s = 0;
    if (bytes->len < TIME_BYTES) return false;
    for (size_t i = 0; i < TIME_BYTES; i++) unix_s = unix_s << 8 | (unsigned char)bytes->at[i];
    *bytes = str_part(*bytes, TIME_BYTES, bytes->len);
    *ret_unix_s = (int64_t)unix_s;
    return unix_s <= INT64_MAX;
}

static bool signature_is_by(Arena *arena, Str text, const NoteSignature *line, const NoteKey *key,
                            int64_t *ret_unix_s) {
    Str bytes = line->bytes, signed_text = text;
    Signature signature;
    *ret_unix_s = 0;
    if (key->kind == KEY_OF_WITNESS) {
        if (!take_time(&bytes, ret_unix_s)) return false;
        signed_text = cosigned_text(arena, text, *ret_unix_s);
    }
    if (bytes.len != SIGNATURE_BYTES) return false;
    memcpy(signature.bytes, bytes.at, SIGNATURE_BYTES);
    return signature_holds(&key->key, signed_text, &signature);
}

bool note_is_signed(Arena *arena, const Note *note, const NoteKey *key, int64_t *ret_unix_s) {
    unsigned char id[KEY_ID_BYTES];
    key_id_of(key, id);
    for (size_t i = 0; i < note->count; i++) {
        const NoteSignature *line = &note->signatures[i];
        int64_t unix_s;
        if (!str_equal(line->name, key->name) || memcmp(line->key_id, id, sizeof id) != 0) continue;
        if (!signature_is_by(arena, note->text, line, key, &unix_s)) continue;
        if (ret_unix_s != NULL) *ret_unix_s = unix_s;
        return true;
    }
    return false;
}

/* ---- checkpoints ---- */

bool plain_number_read(Str text, int64_t *ret_number) {
    const bool is_plain = text.len > 0 && text.at[0] != '-' && (text.at[0] != '0' || text.len == 1);
    return is_plain && str_to_int(text, 0, INT64_MAX, ret_number) == OK;
}

Str hash_line(Arena *arena, const Sha256 *hash) {
    return base64_text(arena, hash->bytes, SHA256_BYTES);
}

bool hash_line_read(Arena *arena, Str line, Sha256 *ret_hash) {
    Sha256 hash;
    size_t size;
    if (!base64_read(arena, line, hash.bytes, sizeof hash.bytes, &size) || size != SHA256_BYTES) return false;
    *ret_hash = hash;
    return true;
}

Str checkpoint_text(Arena *arena, const Checkpoint *checkpoint) {
    return str_format(arena, "%.*s\n%lld\n%.*s\n", STR_FMT(checkpoint->origin), (long long)checkpoint->size,
                      STR_FMT(hash_line(arena, &checkpoint->root)));
}

Code checkpoint_read(Arena *arena, Str text, Checkpoint *ret_checkpoint) {
    Checkpoint checkpoint;
    Str rest = text;
    checkpoint.origin = str_cut(&rest, '\n');
    if (!key_name_is_fit(checkpoint.origin) || rest.at == NULL) return INVALID;
    const Str size = str_cut(&rest, '\n');
    if (rest.at == NULL || !plain_number_read(size, &checkpoint.size)) return INVALID;
    const Str root = str_cut(&rest, '\n');
    if (rest.at == NULL || !hash_line_read(arena, root, &checkpoint.root)) return INVALID;
    *ret_checkpoint = checkpoint;
    return OK;
}
