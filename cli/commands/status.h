/* SPDX-License-Identifier: BSD-3-Clause */
/* What status has found out, and its ways of printing it. For commands/status*.c. */
#ifndef COMMANDS_STATUS_H
#define COMMANDS_STATUS_H

#include "core/app.h"
#include "know/cluster_keys.h"
#include "know/conf_check.h"
#include "know/finding.h"
#include "output/style.h"

/* Findings that are left out. */
struct left_out {
	size_t n;
	char *codes; /* theirs, with commas between them; NULL: none */
};

struct status {
	struct cluster cluster;
	struct findings findings; /* without those that are left out */
	bool at_prompt;           /* commands are typed without "cmapsh " */
	const char *except;       /* codes with commas between them; NULL: none */
	struct left_out excepted; /* by --except */
	struct left_out unsure;   /* because the map ends early: what is missing may be all that is wrong */
	const char *report; /* what corosync-quorumtool printed beside a saved map; NULL: nothing */
	struct cmh_quorum reported; /* of a saved map: what its report has */
	char *counted;            /* why votes are counted although corosync has votequorum; NULL: they are not, or it is a saved map */
	pid_t pid;                /* of corosync; 0: a saved map */
	char *version;            /* of corosync; NULL: not known */
	const struct cmh_entries *const *lists; /* the keys that it was made of, and the number of lists */
	size_t n;
	struct faults faults;     /* of a corosync.conf */
	struct cmh_entries strange; /* its options that corosync does not know */
	char *time;               /* when a saved map was made; NULL: not known */
};

void status_clear(struct status *status);

/* Notes which corosync it is. */
void status_set_corosync(struct status *status, pid_t pid);

/*
 * Makes the cluster and the findings from keys. `quorum` is what corosync says, or
 * NULL. False: out of memory, or no keys of icmap. The caller clears it in any case.
 */
bool status_make(struct status *status, const struct cmh_entries *const *lists, size_t n, const struct cmh_quorum *quorum);

/*
 * status_read.c: reads a map and judges it. `lists` is filled, and `views` are its elements: both must
 * outlive the status, which the caller clears in any case.
 */
enum cmh_status status_read(struct status *status, struct cmh_handle *map, struct cmh_entries lists[CLUSTER_LISTS],
			    const struct cmh_entries *const *views, struct cmh_error *err);

/* status_conf.c: finds what is wrong with a corosync.conf; of another map nothing. Call it before status_make(). */
enum cmh_status status_read_conf(struct status *status, struct cmh_handle *map, struct cmh_error *err);

/* Adds what another one leaves out, each code once. False: out of memory. */
bool left_out_add(struct left_out *out, const struct left_out *more);

/* Prints why findings are left out, how many and which, if there are any. */
void left_out_print(struct output *out, const char *why, const struct left_out *left_out);

/* The exit status for the findings: of a warning or worse, EXIT_NO. */
enum exit_code status_exit(const struct status *status);

/* ---- printing ------------------------------------------------------------- */

/* The width of the screen: 80 where no terminal shows it. */
#define STATUS_COLUMNS(out) ((out)->columns > 0 ? (out)->columns : 80)

/* Prints a text in lines that fit, each after the first with an indent; the cursor is in column `at`. */
void status_wrapped(struct output *out, const char *text, int at, int indent, int columns);

/* status_screen.c: one screen. `steady`: without what changes all the time, to compare two screens. */
void status_print_screen(struct output *out, const struct status *status, int columns, bool steady);

/* The findings of a corosync that could not be read, without a cluster. */
void status_print_failure(struct output *out, const struct status *status);

/* status_quorum.c: whether there is quorum. */
void status_print_quorum(struct output *out, const struct status *status, int columns);

/* status_nodes.c: its table. */
void status_print_nodes(struct output *out, const struct status *status, int columns, bool steady);

/* The codes of the findings, one a line. */
void status_print_codes(struct output *out, const struct status *status);

/* status_records.c: records for programs. */
void status_print_records(struct output *out, const struct status *status);
void status_print_finding_records(struct output *out, const struct findings *findings);

/* status_plugin.c: a line for monitoring. Returns the exit status that it takes. */
enum exit_code status_print_plugin(struct output *out, const struct status *status);
enum exit_code status_print_plugin_error(struct output *out, const struct cmh_error *err);

/* status_all.c: the cluster as several nodes see it. */
enum exit_code status_all(struct app *app, const struct args *args);

/* status_watch.c: the screen, again and again. */
enum exit_code status_watch(struct app *app, const struct args *args, const char *except);

#endif
