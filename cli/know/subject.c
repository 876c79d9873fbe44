/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/subject.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "key_pattern.h"
#include "know/metric.h"
#include "str.h"

enum { MAX_SPANS = 3 };

/* What the stars of a pattern mean. */
enum subject {
	SUBJECT_ID,       /* the id of a node */
	SUBJECT_ID_LINK,  /* the id of a node, and a link to it */
	SUBJECT_POSITION, /* the position of a node in the nodelist */
	SUBJECT_VALUE,    /* the value is the id of a node */
	SUBJECT_LINK,     /* a link of this node */
	SUBJECT_SERVICE,  /* a service, and one of its functions */
	SUBJECT_CLIENT,   /* a service, a pid and a connection */
};

static const struct {
	const char *pattern;
	enum subject subject;
} subjects[] = {
	{ "runtime.members.*.*", SUBJECT_ID },
	{ "runtime.totem.pg.mrp.srp.members.*.*", SUBJECT_ID },
	{ "stats.knet.node*.link*.*", SUBJECT_ID_LINK },
	{ "nodelist.node.*.*", SUBJECT_POSITION },
	{ "runtime.votequorum.*_node_id", SUBJECT_VALUE },
	{ "nodelist.local_node_pos", SUBJECT_VALUE },
	{ "totem.interface.*.*", SUBJECT_LINK },
	{ "runtime.config.totem.interface.*.*", SUBJECT_LINK },
	{ "runtime.services.*.*.*", SUBJECT_SERVICE },
	{ "stats.ipcs.service*.*.*.*", SUBJECT_CLIENT },
};

enum { N_SUBJECTS = sizeof(subjects) / sizeof(subjects[0]) };

/* Finds what a key is about. False: nobody in particular. */
static bool
find_subject(const char *key, enum subject *subject, struct key_span spans[MAX_SPANS])
{
	for (size_t i = 0; i < N_SUBJECTS; i++)
		if (key_pattern_capture(subjects[i].pattern, key, spans, MAX_SPANS)) {
			*subject = subjects[i].subject;
			return true;
		}
	return false;
}

/* The key with the name of the program of a client. The caller frees it. */
static char *
procname_key(const char *key)
{
	const char *dot = strrchr(key, '.');

	return str_format("%.*s.procname", (int)(dot - key), key);
}

bool
subject_want(const char *key, struct facts *facts)
{
	struct key_span spans[MAX_SPANS];
	enum subject subject;
	char *procname;
	bool good;

	if (!find_subject(key, &subject, spans) || subject == SUBJECT_LINK || subject == SUBJECT_SERVICE)
		return true;
	if (subject != SUBJECT_CLIENT) {
		facts->nodes = true;
		return true;
	}
	procname = procname_key(key);
	good = procname != NULL && facts_want(facts, procname);
	free(procname);
	return good;
}

/* ---- nodes --------------------------------------------------------------- */

static const char node_ids[] = FACTS_NODES ".*.nodeid";

/* Finds the position of a node with an id. False: the nodelist does not have it. */
static bool
find_position(const struct facts *facts, uint64_t id, unsigned *position)
{
	for (size_t i = 0; i < facts->entries.n; i++) {
		const struct cmh_entry *entry = &facts->entries.v[i];
		struct key_span star;
		uint64_t number;

		if (entry->error != NULL || !key_pattern_capture(node_ids, entry->key, &star, 1) ||
		    cmh_value_uint64(&entry->value, &number, NULL) != CMH_OK || number != id)
			continue;
		*position = (unsigned)strtoul(star.text, NULL, 10);
		return true;
	}
	return false;
}

/* The text of an option of a node; facts own it. NULL: it has none. */
static const char *
option_of_node(const struct facts *facts, unsigned position, const char *option)
{
	char *key = str_format(FACTS_NODES ".%u.%s", position, option);
	const char *text = key != NULL ? facts_text(facts, key) : NULL;

	free(key);
	return text;
}

/* Returns the name and the address of the node at a position. NULL: the nodelist does not have it, or out of memory. */
static char *
describe_position(const struct facts *facts, unsigned position, unsigned link)
{
	char *ring = str_format("ring%u_addr", link);
	const char *address = ring != NULL ? option_of_node(facts, position, ring) : NULL;
	const char *name = option_of_node(facts, position, "name");
	char *text = NULL;

	if (name != NULL && address != NULL)
		text = str_format("%s, %s", name, address);
	else if (name != NULL || address != NULL)
		text = str_copy(name != NULL ? name : address);
	free(ring);
	return text;
}

static char *
describe_id(const struct facts *facts, uint64_t id, unsigned link)
{
	unsigned position;

	if (find_position(facts, id, &position))
		return describe_position(facts, position, link);
	return facts_count(facts, node_ids) > 0 ? str_format("a node that the nodelist does not have, id %" PRIu64, id) : NULL;
}

static char *
describe_link(const struct facts *facts, const struct key_span spans[])
{
	unsigned link = (unsigned)strtoul(spans[1].text, NULL, 10);
	char *node = describe_id(facts, strtoull(spans[0].text, NULL, 10), link);
	char *text = node != NULL ? str_format("link %u to %s", link, node) : NULL;

	free(node);
	return text;
}

/* Of a key whose value is the id or the position of a node. */
static char *
describe_value(const char *key, const struct facts *facts)
{
	const struct cmh_value *value = facts_value(facts, key);
	uint64_t number;

	if (value == NULL || cmh_value_uint64(value, &number, NULL) != CMH_OK)
		return NULL;
	return strcmp(key, "nodelist.local_node_pos") == 0 ? describe_position(facts, (unsigned)number, 0) : describe_id(facts, number, 0);
}

/* ---- clients --------------------------------------------------------------- */

static char *
describe_client(const char *key, const struct facts *facts, const struct key_span spans[])
{
	char *procname = procname_key(key);
	const char *program = procname != NULL ? facts_text(facts, procname) : NULL;
	struct metric_label labels[METRIC_LABELS];
	char *text = NULL;

	if (metric_labels(key, labels) > 0)
		text = str_format("%s%spid %.*s, a client of the service %.*s", program != NULL ? program : "", program != NULL ? ", " : "",
				  (int)spans[1].len, spans[1].text, (int)labels[0].len, labels[0].value);
	free(procname);
	return text;
}

char *
subject_text(const char *key, const struct facts *facts)
{
	struct key_span spans[MAX_SPANS];
	enum subject subject;

	if (!find_subject(key, &subject, spans))
		return NULL;
	switch (subject) {
	case SUBJECT_ID: return describe_id(facts, strtoull(spans[0].text, NULL, 10), 0);
	case SUBJECT_ID_LINK: return describe_link(facts, spans);
	case SUBJECT_POSITION: return describe_position(facts, (unsigned)strtoul(spans[0].text, NULL, 10), 0);
	case SUBJECT_VALUE: return describe_value(key, facts);
	case SUBJECT_LINK: return str_format("link %.*s", (int)spans[0].len, spans[0].text);
	case SUBJECT_SERVICE:
		return str_format("function %.*s of the service %.*s", (int)spans[1].len, spans[1].text, (int)spans[0].len, spans[0].text);
	case SUBJECT_CLIENT: return describe_client(key, facts, spans);
	}
	return NULL;
}
