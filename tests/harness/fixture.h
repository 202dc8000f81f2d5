/* tests/harness/fixture - a Ctx as a request has it: with the whole house, a data folder of its own, a standing clock,
 * and, where a test asks for it, a real database that has all migrations. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_HARNESS_FIXTURE_H
#define TESTS_HARNESS_FIXTURE_H

#include "kit/module.h"
#include "tests/harness/unit.h"

/* The moment at which all unit tests play: 10:00 of 22 November 2026 in Việt Nam. */
#define FIXTURE_NOW "2026-11-22T03:00:00Z"

/* State of a test is its Ctx. The desk has no database; the house is in a write transaction of an empty one. */
int desk_setup(void **state);
int house_setup(void **state);
int fixture_teardown(void **state);
#define AT_DESK(test)  cmocka_unit_test_setup_teardown((test), desk_setup, fixture_teardown)
#define IN_HOUSE(test) cmocka_unit_test_setup_teardown((test), house_setup, fixture_teardown)

/* For houses of other rooms than all: the rooms, then the database, migrated, with its writer as cx->db. */
void fixture_rooms(Ctx *cx, const Module *const *modules, size_t count);
void fixture_open(Ctx *cx);

/* Settings said on the command line; before the work that reads them. */
void fixture_set(Ctx *cx, const SettingWord *words, size_t count);
/* The clock at another moment. */
void fixture_clock(Ctx *cx, const char *moment);
/* A caller with this id (an account's), without rights. "" is a stranger. */
void fixture_caller(Ctx *cx, const char *id);
/* Forgets what went wrong. */
void fixture_forget(Ctx *cx);

/* A file in the data folder, with this content; gives its path. */
Str fixture_file(Ctx *cx, const char *name, Str content);
/* A file or folder of the source tree. */
Str fixture_source(Ctx *cx, const char *path);

/* A record of a Shape out of texts, as an address or a command line gives it:
 * FIXTURE_RECORD(cx, &shape, { "name", "x" }, { "count", "7" }) */
typedef struct FieldWord {
    const char *field, *text;
} FieldWord;
void *fixture_record(Ctx *cx, const Shape *shape, const FieldWord *words, size_t count);
#define FIXTURE_RECORD(cx, shape, ...)                                                                                 \
    fixture_record((cx), (shape), (const FieldWord[]){ __VA_ARGS__ }, COUNT(((const FieldWord[]){ __VA_ARGS__ })))

/* Runs a command's Work and gives what it told its user. */
Code fixture_say(Ctx *cx, Work *run, const void *in, Str *ret_said);

/* A record as JSON, to look at what another room keeps private. */
Str fixture_json(Ctx *cx, const Shape *shape, const void *record);

/* Runs SQL on the database file itself, past the whole house; gives the database's refusal, "" when it was done. What
 * the transaction of cx wrote must be committed. */
Str fixture_past_the_house(Ctx *cx, const char *sql);

/* The Problem is of this kind. */
#define assert_problem(cx, wanted) assert_problem_at((cx), (wanted), __FILE__, __LINE__)
void assert_problem_at(const Ctx *cx, const ProblemKind *wanted, const char *file, int line);

/* One of the faults is of this kind, in this row (0: none) and column ("" for none). */
typedef struct FaultWanted {
    const ProblemKind *kind;
    int64_t row;
    const char *column;
} FaultWanted;
/* These are the faults, all of them, in any order. */
#define assert_faults(cx, ...)                                                                                         \
    assert_faults_at((cx), (const FaultWanted[]){ __VA_ARGS__ }, COUNT(((const FaultWanted[]){ __VA_ARGS__ })),       \
                     __FILE__, __LINE__)
#define assert_no_faults(cx) assert_faults_at((cx), NULL, 0, __FILE__, __LINE__)
void assert_faults_at(const Ctx *cx, const FaultWanted *wanted, size_t count, const char *file, int line);

#endif
