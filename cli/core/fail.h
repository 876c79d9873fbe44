/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Errors, warnings and notes: all are printed here. A function that prints an
 * error returns its exit status, so that a caller can write: return
 * app_fail(...). A function whose name ends in _at prints an error about a word
 * of the command or a place in a file.
 *
 * A hint names a command as ": cmapsh COMMAND". At the prompt it is printed
 * without "cmapsh ".
 */
#ifndef CORE_FAIL_H
#define CORE_FAIL_H

#include "cmh.h"
#include "core/exit_code.h"
#include "text/where.h"

struct app;
struct nearest;

/* Prints an error of the program, and a hint unless it is NULL. */
enum exit_code app_fail(struct app *app, enum exit_code code, const char *hint, const char *message, ...)
	__attribute__((format(printf, 4, 5)));
enum exit_code app_fail_at(struct app *app, struct where where, enum exit_code code, const char *hint, const char *message, ...)
	__attribute__((format(printf, 5, 6)));

/* Prints an error of the library and clears it. */
enum exit_code app_fail_cmh(struct app *app, struct cmh_error *err);
enum exit_code app_fail_cmh_at(struct app *app, struct where where, struct cmh_error *err);

/* The same, with another exit status. */
enum exit_code app_fail_as(struct app *app, enum exit_code code, struct cmh_error *err);

/*
 * The same for an error about a key. If the key does not exist, the hint is that of key_hint(), but not where a
 * script reads other errors (print_error).
 */
enum exit_code app_fail_key_at(struct app *app, struct where where, const char *key, struct cmh_error *err);

/*
 * Prints an error about a word of the command, `MESSAGE "WORD"` (message:
 * "unknown type"), and the nearest candidate, or `otherwise`, as the hint. Returns EXIT_USAGE.
 */
enum exit_code app_fail_near(struct app *app, const struct nearest *near, const char *otherwise, const char *message,
			     const char *word);

/* The same for a word that is not the name of a type. */
enum exit_code app_fail_type(struct app *app, const char *word);

enum exit_code app_no_memory(struct app *app);

/* Prints the data that precedes an error or a note. Keeps errno of a failure, which is lost otherwise. */
void app_flush(struct app *app);

/*
 * Prints a warning about a key, with a hint (each may be NULL: none) if errors are
 * printed as JSON. False: they are not, and it printed nothing.
 */
bool app_warn_json(const struct app *app, const char *key, const char *hint, const char *message);

/* The same about a place in a file. `said`: what corosync says about it; NULL: that is not known. */
bool app_warn_json_at(const struct app *app, struct where where, const char *said, const char *message);

/*
 * Prints a note with a hint (NULL: none), also if --quiet is given: what the user
 * must know although the command continues.
 */
void app_warn(struct app *app, const char *hint, const char *message, ...) __attribute__((format(printf, 3, 4)));

/* Prints a note that is part of the answer, unless --quiet is given. */
void app_note(struct app *app, const char *message, ...) __attribute__((format(printf, 2, 3)));

/* The same even if --quiet is given, for data that is missing. */
void app_note_missing(struct app *app, const char *message, ...) __attribute__((format(printf, 2, 3)));

/*
 * Prints a note about a place in a file, with that line, also if --quiet is given.
 * `said`: what corosync says about it; NULL: that is not known.
 */
void app_note_at(struct app *app, struct where where, const char *said, const char *message);

/* Prints a note only if standard error is a terminal and --quiet is not given. */
void app_note_tty(struct app *app, const char *message, ...) __attribute__((format(printf, 2, 3)));

#endif
