/* kit/module - the contents page of a room: everything that it adds to the house, as tables. The router, the rights,
 * the command line, the scheduler, `banyan describe` and the start-up check all read these same rows. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_MODULE_H
#define KIT_MODULE_H

#include "kit/awaited.h"
#include "kit/db.h"
#include "kit/files.h"
#include "kit/metric.h"
#include "kit/settings.h"

/* The business of one request, job or command. `in` and `out` are records of the row's Shapes (out is zeroed). It may
 * run more than once when the database asks for it, so its only side effect is on the database. */
typedef Code Work(Ctx *cx, const void *in, void *out);

/* TO ADD A ROUTE: 1 write its Work in the noun's file  2 add a row in module.c  3 a story in tests/  4 make describe */
typedef struct Route {
    const char *verb, *path; /* below /api/v1; {name} is a member of `in` */
    Work *run;
    Work *prepare;    /* runs first, outside the write's transaction: what is slow. May read the database, not write;
                         leaves its result in cx->prepared */
    Work *asks;       /* after `prepare`, in a lane of its own, with no database: asks other servers, or a child process
                         that takes a minute, what is found in cx->prepared, and leaves their answers there for `run`;
                         NULL: nobody is asked */
    const char *may;  /* the permission that it needs; every route names one */
    const Shape *in;  /* path and query (GET), path and body (else); NULL: nothing is taken */
    const Shape *out; /* NULL: nothing is given (204), or Raw when `gives` is set */
    const char *gives; /* media type of an answer that is not JSON: `out` is a Raw */
    size_t upload_max; /* > 0: the body is a file of at most so many bytes, at cx->upload; `in` comes from the query */
    size_t text_max;   /* > 0: the body is at most so many bytes of any kind, at cx->text; `in` comes from the query */
    size_t memory_max; /* > 0: it may make so many bytes, where others have those of http_server.c */
    bool takes_form;   /* the body is a form (application/x-www-form-urlencoded), of which only members of `in` count */
    bool writes;       /* runs in a write transaction */
    bool creates;      /* answers 201 */
    bool is_shared;    /* the answer is the same for every stranger: it is kept until the database changes */
    bool is_slow;      /* reads so much that it must not hold up others: runs in a lane of its own */
    bool leaves_record; /* a GET that writes down who asked: no answer unless that is committed (decision 0018) */
    bool is_outside;   /* the path is the whole address: an open standard wants it so */
    bool takes_rest;   /* the {name} at the end is the rest of the address, slashes and all, as it came */
    const char *help;
} Route;

/* A body that came as a file. It is gone when the request ends, unless the Work keeps it (spool_keep). */
typedef struct Upload {
    Spool *spool;
    Str media_type; /* as the sender says: not to be believed */
} Upload;

/* An answer that is not JSON. Exactly one of `body` and `path` is given. */
typedef struct Raw {
    Str body;
    Str path;       /* a file on disk */
    Str media_type; /* empty: the route's `gives` */
    Str file_name;  /* not empty: offered for saving under this name */
    bool is_lasting; /* will never be another: to be kept for a year */
    int64_t status;  /* 0: 200. Where an open standard answers with a status of its own and no Problem */
} Raw;

/* An address of the browser: a shell of the front end, with the answer of one route written into it. */
typedef struct Page {
    const char *path;  /* /chi-tieu/{code} */
    const char *shell; /* of the front end: "home" (all in one answer), "public" or "staff" */
    const char *data;  /* path of a GET route whose answer the first screen needs; NULL: none */
    Sentence title;
    const char *help;
} Page;

typedef struct Job {
    const char *name;
    int64_t every_s;
    Work *run;
    Work *wanted; /* in a read transaction: NOT_FOUND, without a Problem, when there is nothing to do; NULL: always */
    Work *asks;   /* after `wanted`, in a lane of its own, with no database: asks other servers what it found in
                     cx->prepared, and leaves their answers there for `run`; NULL: nobody is asked */
    const char *help;
} Job;

typedef struct Command {
    const char *name; /* one to three words: "plan load" */
    const Shape *args;
    const char *operand; /* member of args that is given without its name; NULL: none */
    Work *run;
    bool writes;       /* runs in one write transaction of an open database */
    bool needs_store;  /* the database is opened (and migrated) first; implied by `writes` */
    const char *store_unless; /* member of args, a text: when it is given the database is not needed */
    const char *help;
} Command;

typedef struct Permission {
    const char *name;
    const char *roles; /* words that platform/access understands: "officer head" */
    const char *help;
    bool is_for_people; /* of no use to a system: no machine has it, whatever its roles */
} Permission;

/* What the caller must do by which day, as this room knows it: for his calendar program. */
enum { DEADLINE_PERMISSIONS_MAX = 2 };
typedef struct Deadline {
    const char *may[DEADLINE_PERMISSIONS_MAX]; /* what it asks for: lent to a program that reads in somebody's name */
    Code (*list)(Ctx *cx, Rows *ret_events);   /* of CalendarEvent, see kit/icalendar.h; the caller may the first */
} Deadline;

/* What a room listens at by itself while the program serves. */
struct Lanes;
typedef struct Gate {
    Code (*open)(Ctx *cx, struct Lanes *lanes, void **ret_open); /* NULL in *ret_open: it is not wanted */
    void (*quiesce)(void *open); /* takes nothing new, and waits for what is under way */
    void (*close)(void *open);   /* after the lanes */
} Gate;

typedef struct Module {
    const char *name, *title;
    const Migration *migrations;
    size_t migration_count;
    const Route *routes;
    size_t route_count;
    const Page *pages;
    size_t page_count;
    const Job *jobs;
    size_t job_count;
    const Command *commands;
    size_t command_count;
    const Permission *permissions;
    size_t permission_count;
    const Setting *const *settings;
    size_t setting_count;
    const Metric *metrics;
    size_t metric_count;
    const Deadline *deadlines;
    size_t deadline_count;
    const Need *needs; /* what waits for somebody's decision, see kit/awaited.h */
    size_t need_count;
    const ProblemKind *const *problems;
    size_t problem_count;
    Code (*founds)(Ctx *cx); /* makes what the room keeps in the data folder, when it is not there; NULL: nothing */
    const Gate *gate;          /* NULL: none */
    bool stands_alone; /* no room of the province: its commands run in a house of kit and this room, which has a data
                          folder of its own and no accounts */
} Module;

#define TABLE(member, table) .member##s = (table), .member##_count = COUNT(table)

/* What a caller shows at the door; "" for what he does not show. Never both a session and a bearer token. */
typedef struct Credentials {
    Str session;     /* token in the cookie */
    Str bearer;      /* token in Authorization: Bearer (RFC 6750) */
    Str certificate; /* sha256, in hex, of the certificate that he has proved to own */
} Credentials;

/* Who stands at the door: given by app from platform/people and platform/access. */
typedef struct Doors {
    /* Fills cx->caller. OK also for a stranger; runs in a read transaction. */
    Code (*recognise)(Ctx *cx, const Credentials *shown);
    bool (*may)(const Ctx *cx, const char *permission);
    Work *note; /* writes down that what cx->caller.unnoted names was used */
} Doors;

/* A file of the front end, embedded at build. `gzip` and `brotli` may be absent (len 0). */
typedef struct Asset {
    const char *path, *media_type, *etag;
    Str plain, gzip, brotli;
} Asset;

typedef struct Trace Trace; /* kit/trace.h */
typedef struct Shelf Shelf; /* kit/kept.h */

/* What does not change while the program runs. */
typedef struct House {
    const Module *const *modules;
    size_t module_count;
    Doors doors;
    const Asset *assets;
    size_t asset_count;
    const Settings *settings;
    Store *store;    /* NULL while no database is open */
    Str data_folder; /* "" when none */
    Trace *trace;    /* NULL save in tests */
    Shelf *shelf;    /* NULL where nothing is kept from one piece of work to the next */
} House;

/* Runs a Work in a transaction of its own on cx->db, again when the database asks (at most five times). */
Code run_work(Ctx *cx, DbMode mode, Work *run, const void *in, void *out, size_t out_size);

/* Reads the clock once, for one piece of work. */
void ctx_set_clock(Ctx *cx);
Day ctx_day_of(const Ctx *cx, Time moment);   /* at the installation's place */
Str ctx_clock_of(const Ctx *cx, Time moment); /* 14:05, there */

extern const Module kit_module;

#endif
