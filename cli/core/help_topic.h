/* SPDX-License-Identifier: BSD-3-Clause */
/* Help about what is not a command. */
#ifndef CORE_HELP_TOPIC_H
#define CORE_HELP_TOPIC_H

struct help_topic {
	const char *name;
	const char *also;    /* other names for it, separated by commas; "": none */
	const char *summary; /* as of a command: an imperative, or what it is about */
	const char *text;    /* lines of at most 79 columns, with newlines */
};

/* The topics. The end has no name. Static. */
extern const struct help_topic help_topics[];

/* Returns the topic of that name, or with that other name; NULL: none has it. */
const struct help_topic *help_topic_by_name(const char *name);

#endif
