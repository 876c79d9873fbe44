/* SPDX-License-Identifier: BSD-3-Clause */
/* The events of a watch, for people and for programs. */
#ifndef TASK_EVENT_H
#define TASK_EVENT_H

#include <stdint.h>
#include <time.h>

struct cmh_event;
struct output;

/* Return the kind of an event ("modify") and its source ("track"), as programs read them. Static. */
const char *event_name(const struct cmh_event *event);
const char *event_source(const struct cmh_event *event);

/*
 * Prints the seq-th event. In text a change is "12:00:00.123 modify KEY (TYPE)
 * = OLD -> NEW"; with --quiet, only the new value. Another event is "* 12:00:00.123
 * lost connection to corosync (pid 1234)".
 */
void event_print(struct output *out, const struct cmh_event *event, uint64_t seq);

/* Prints that a watch has started ("start") at a time, or ends now ("end"), and why. Only in formats for programs. */
void event_print_start(struct output *out, const struct timespec *time, uint64_t seq);
void event_print_end(struct output *out, const char *why, uint64_t seq);

/* What has happened to the connection to a node, with -N. */
struct event_node {
	const char *what; /* "start", "lost" or "reconnected" */
	const char *why;  /* in words from outside; NULL: they say nothing */
	struct timespec time;
};

/* Prints what has happened to the connection to out->node. */
void event_print_node(struct output *out, const struct event_node *event, uint64_t seq);

#endif
