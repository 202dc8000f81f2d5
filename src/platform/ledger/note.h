/* platform/ledger/note - signed notes and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature): their keys
 * and their text. Pure: nothing is read from anywhere. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_LEDGER_NOTE_H
#define PLATFORM_LEDGER_NOTE_H

#include "kit/crypto.h"
#include "kit/ctx.h"

enum { KEY_NAME_MAX = 200, KEY_ID_BYTES = 4, NOTE_BYTES_MAX = 16384, NOTE_SIGNATURES_MAX = 16 };

/* What a signature line is made with. */
typedef enum KeyKind {
    KEY_OF_LOG = 0x01,     /* Ed25519 over the text */
    KEY_OF_WITNESS = 0x04, /* Ed25519 over a time and the text */
} KeyKind;

/* A verifier key: who signs, by which name. */
typedef struct NoteKey {
    Str name;
    KeyKind kind;
    SignKey key;
} NoteKey;

/* A name without blanks and `+`: a URL without its scheme. */
bool key_name_is_fit(Str name);
/* vkey: name+hash+base64. INVALID, without a Problem, for anything else. */
Str note_key_text(Arena *arena, const NoteKey *key);
Code note_key_read(Arena *arena, Str text, NoteKey *ret_key);
/* The secret form: PRIVATE+KEY+name+hash+base64. */
Str note_secret_text(Arena *arena, const NoteKey *key, const SignSeed *seed);
Code note_secret_read(Arena *arena, Str text, NoteKey *ret_key, SignSeed *ret_seed);

/* ---- notes ---- */

typedef struct NoteSignature {
    Str name;
    unsigned char key_id[KEY_ID_BYTES];
    Str bytes; /* what follows the id */
} NoteSignature;

/* A text, up to and with its last line break, and who signed it. Borrows from what was read. */
typedef struct Note {
    Str text;
    NoteSignature signatures[NOTE_SIGNATURES_MAX];
    size_t count;
} Note;

Code note_read(Arena *arena, Str signed_note, Note *ret_note); /* INVALID, without a Problem */
/* One line, with its line break: to stand behind the text and an empty line. */
Str note_sign(Arena *arena, const NoteKey *key, const SignSeed *seed, Str text);
Str note_signed_line(Arena *arena, const NoteKey *key, const Signature *signature); /* that was made elsewhere */
Str note_cosign(Arena *arena, const NoteKey *key, const SignSeed *seed, Str text, int64_t unix_s);
/* Did the key sign it? For a witness `*ret_unix_s` is when; else 0. NULL is allowed. */
bool note_is_signed(Arena *arena, const Note *note, const NoteKey *key, int64_t *ret_unix_s);

/* ---- checkpoints ---- */

typedef struct Checkpoint {
    Str origin;
    int64_t size;
    Sha256 root;
} Checkpoint;

Str checkpoint_text(Arena *arena, const Checkpoint *checkpoint);
Code checkpoint_read(Arena *arena, Str text,
                     Checkpoint *ret_checkpoint); /* lines that others may add behind are passed over */

/* Digits alone, none of them a zero in front. */
bool plain_number_read(Str text, int64_t *ret_number);
/* Whole lines of base64 of a hash each. */
Str hash_line(Arena *arena, const Sha256 *hash);
bool hash_line_read(Arena *arena, Str line, Sha256 *ret_hash);

#endif
