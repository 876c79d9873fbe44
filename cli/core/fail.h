/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Errors, warnings and notes to the person: all of them are printed here. Each
 * function that prints an error returns its exit status, so that one can write:
 * return app_fail(...). An error about a word or a place in a file is printed
 * by the function whose name ends with _at.
 */
#ifndef CORE_FAIL_H
#define CORE_FAIL_H

#include "cmh.h"
#include "core/exit_code.h"
#include "text/where.h"

struct app;
struct nearest;

/* Prints an error of our own, and a hint unless it is NULL. */
enum exit_code app_fail(struct app *app, enum exit_code code, const char *hint, const char *message, ...)
	__attribute__((format(printf, 4, 5)));
enum exit_code app_fail_at(struct app *app, struct where where, enum exit_code code, const char *hint, const char *message, ...)
	__attribute__((format(printf, 5, 6)));

/* Prints an error of the library and clears it. */
enum exit_code app_fail_cmh(struct app *app, struct cmh_error *err);
enum exit_code app_fail_cmh_at(struct app *app, struct where where, struct cmh_error *err);

/* The same with an exit status of one's own. */
enum exit_code app_fail_as(struct app *app, enum exit_code code, struct cmh_error *err);

/* The same for one key: if it does not exist, "did you mean" is looked up. */
enum exit_code app_fail_key_at(struct app *app, struct where where, const char *key, struct cmh_error *err);

/* Prints that there is no `what` called `word`, a word of the command, and the nearest. Returns EXIT_USAGE. */
enum exit_code app_fail_near(struct app *app, const struct nearest *near, const char *otherwise, const char *what,
			     const char *word);

/* The same for a type. */
enum exit_code app_fail_type(struct app *app, const char *word);

enum exit_code app_no_memory(struct app *app);

/* Prints a warning about a key, or NULL, if errors are printed as JSON. False: they are not, and nothing is printed. */
bool app_warn_json(const struct app *app, const char *key, const char *message);

/*
 * Prints what the person must know although the command goes on, also with --quiet: a note, with a hint
 * unless that is NULL; if errors are printed as JSON, a warning.
 */
void app_warn(struct app *app, const char *hint, const char *message, ...) __attribute__((format(printf, 3, 4)));

/* Prints what is worth knowing and no error: only on a terminal, never with --quiet. */
void app_note(struct app *app, const char *message, ...) __attribute__((format(printf, 2, 3)));

/* The same for what belongs to the answer: not only on a terminal. */
void app_tell(struct app *app, const char *message, ...) __attribute__((format(printf, 2, 3)));

#endif
