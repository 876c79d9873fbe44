/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/help_topic.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

const struct help_topic help_topics[] = {
	{ "paths", "patterns,names", "names of keys, paths and patterns",
	  "A path is made of complete components: nodelist.node.1 is that key and all\n"
	  "keys below it, never node.10. A * is any part of one component, ** any number\n"
	  "of components. A pattern, too, covers what is below a name that it matches.\n"
	  "\n"
	  "  totem                       all keys below totem\n"
	  "  totem.tok*                  those that begin so\n"
	  "  stats.knet.*.*.connected    the state of each link\n"
	  "  **.status                   all whose last component is status\n"
	  "\n"
	  "In a shell, put patterns in quotes. After cd totem, token is totem.token; a\n"
	  "name from the top can be written with a / before it, and .. goes up.\n" },
	{ "maps", "saved-maps,saved,snapshots", "what can be opened: -m, open, diff",
	  "live      icmap and the statistics as one tree (the default)\n"
	  "icmap     configuration and state\n"
	  "stats     statistics\n"
	  "FILE      a saved map: what save wrote, what corosync-cmapctl or cmapsh\n"
	  "          printed, also compressed or pasted, or a corosync.conf; FILE#2 is the\n"
	  "          second map in a file; - is standard input, -#2 its second map\n"
	  "REPORT    of sos, crm_report or crm report: the archive or the folder.\n"
	  "          REPORT@NODE is one of its nodes; -m REPORT -N all are all of them\n"
	  "@NODE     a copy of the map of a node, over ssh; of a report that is in use,\n"
	  "          one of its nodes. open @all opens those of all\n"
	  "\n"
	  "At the prompt several maps can be open: open, use, close, handles.\n" },
	{ "lines", "", "several commands, programs and files in one line",
	  "At the prompt and in scripts:\n"
	  "\n"
	  "  COMMAND; COMMAND        one after the other\n"
	  "  COMMAND | PROGRAM...    the output goes to a program; the rest is for sh\n"
	  "  COMMAND > FILE          the output goes to a file; >> appends it\n"
	  "  !PROGRAM...             runs a program\n"
	  "  COMMAND &               a watch, wait or rate in the background (prompt only)\n"
	  "  # ...                   a comment\n"
	  "\n"
	  "Words may be in 'quotes' or \"quotes\"; a backslash takes the next character as\n"
	  "it is. The signs begin a word; inside a word or in quotes they are text.\n" },
	{ "conditions", "", "what wait waits for, and what its option --fail-if takes",
	  "  KEY                  the key exists\n"
	  "  !KEY                 it does not exist\n"
	  "  KEY=VALUE KEY!=VALUE it has this value, or another\n"
	  "  KEY<N                it is a number below N; also <= > >=\n"
	  "  KEY~REGEX            the extended regular expression matches in the value\n"
	  "  quorate              the cluster is quorate: corosync is asked\n"
	  "  all-joined           all nodes of the nodelist are members\n"
	  "  all-links            all links to all nodes are up\n"
	  "  !quorate             and so on: it is known not to be so\n"
	  "  KEY changes          it is added, deleted or modified from now on\n"
	  "\n"
	  "In a shell, put conditions in quotes. KEY may be a pattern: then the condition\n"
	  "must be true of all keys that match, and one must match.\n" },
	{ "statuses", "exit-statuses,exit-status,exit-codes,codes", "exit statuses",
	  "0    done; the answer is yes; nothing differs\n"
	  "1    the answer is no: they differ, nothing matches, status has a finding\n"
	  "2    wrong usage; nothing was sent\n"
	  "3    a key that was named does not exist\n"
	  "4    corosync, or a node, cannot be reached\n"
	  "5    refused: no permission, a read-only key, a risky change without --yes\n"
	  "6    another error of cmap or of the system\n"
	  "7    some items or nodes succeeded, and some failed\n"
	  "124  no answer within --timeout\n"
	  "130  interrupted\n" },
	{ "formats", "format,output", "what -o can print",
	  "  -o text     for people, and as corosync-cmapctl prints keys (the default)\n"
	  "  -o table    aligned columns, with units\n"
	  "  -o json     an array of objects; -j for short\n"
	  "  -o ndjson   one object per line, each as soon as it is known\n"
	  "  -o csv      comma-separated values with a header (RFC 4180); csv-lf: with LF\n"
	  "  -o prom     metrics for Prometheus (OpenMetrics)\n"
	  "\n"
	  "A command that cannot print a format names those that it can. --quiet (-q)\n"
	  "prints only values, one per line. Secret values are printed as ********,\n"
	  "unless --show-secrets is given. All is described in cmapsh-formats(5).\n" },
	{ "keys", "keyboard,editing", "what the keys of the keyboard do at the prompt",
	  "  Tab                 completes the word; twice: lists what it can become\n"
	  "  ?                   lists what can follow, with its meaning\n"
	  "  Right, End          take the dim rest of the line\n"
	  "  Up, Down            lines of the history that begin with what was typed\n"
	  "  Ctrl-R              searches the history\n"
	  "  Ctrl-X Ctrl-E       opens the line in $VISUAL or $EDITOR, and then runs it\n"
	  "  Ctrl-L              clears the screen\n"
	  "  Ctrl-C              cancels the line, or ends the command that runs\n"
	  "  Ctrl-Z              stops cmapsh, until fg\n"
	  "  Ctrl-D              leaves, on an empty line\n"
	  "\n"
	  "The keys of a map: help KEY says what one is, explain KEY everything about it;\n"
	  "their names are explained in help paths.\n" },
	{ NULL, NULL, NULL, NULL },
};

/* Whether the beginning of a list is this name, in which spaces may be in the place of hyphens, and from which an s may be missing. */
static bool
begins_with(const char *list, const char *name)
{
	while (*name != '\0' && (*list == *name || (*list == '-' && *name == ' '))) {
		list++;
		name++;
	}
	list += *list == 's';
	return *name == '\0' && (*list == '\0' || *list == ',');
}

static bool
has_name(const char *list, const char *name)
{
	while (*list != '\0' && !begins_with(list, name)) {
		list += strcspn(list, ",");
		list += *list == ',';
	}
	return *list != '\0';
}

const struct help_topic *
help_topic_by_name(const char *name)
{
	for (const struct help_topic *topic = help_topics; topic->name != NULL; topic++)
		if (has_name(topic->name, name) || has_name(topic->also, name))
			return topic;
	return NULL;
}
