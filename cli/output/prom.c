/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The format prom: OpenMetrics 1.0 text. The samples of a family have to stay
 * together, so everything is collected and printed at the end. The output is
 * kept plain, so that older parsers (such as that of node_exporter) read it.
 */
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "know/metric.h"
#include "output/field.h"
#include "output/format.h"
#include "output/output.h"
#include "output/prom_label.h"
#include "str.h"

struct sample {
	const struct key_info *metric; /* NULL: not known */
	char *key;
	char *family;
	const char *help; /* of a record; NULL: a key */
	char *labels; /* the text between the braces; NULL until the end */
	char *value;
};

/* A program that is connected to corosync. */
struct client {
	char *branch; /* of its keys */
	char *name;
};

struct prom {
	struct sample *samples;
	size_t n, capacity;
	struct client *clients;
	size_t n_clients, client_capacity;
};

static void
clear_sample(struct sample *sample)
{
	free(sample->key);
	free(sample->family);
	free(sample->labels);
	free(sample->value);
}

static void
free_prom(struct prom *prom)
{
	for (size_t i = 0; i < prom->n; i++)
		clear_sample(&prom->samples[i]);
	for (size_t i = 0; i < prom->n_clients; i++) {
		free(prom->clients[i].branch);
		free(prom->clients[i].name);
	}
	free(prom->samples);
	free(prom->clients);
	free(prom);
}

/* ---- labels ------------------------------------------------------------ */

/* The length of a key up to its last component. */
static size_t
branch_length(const char *key)
{
	const char *dot = strrchr(key, '.');

	return dot != NULL ? (size_t)(dot - key) : 0;
}

/* Compares the branch of a key with that of a client. */
static int
key_with_branch(const void *a, const void *b)
{
	const char *key = a, *branch = ((const struct client *)b)->branch;
	size_t len = branch_length(key);
	int order = strncmp(key, branch, len);

	return order == 0 && branch[len] != '\0' ? -1 : order;
}

/* The client that a key belongs to; NULL: none. */
static const struct client *
client_of(const struct prom *prom, const char *key)
{
	if (prom->n_clients == 0)
		return NULL;
	return bsearch(key, prom->clients, prom->n_clients, sizeof(*prom->clients), key_with_branch);
}

/* False: out of memory. */
static bool
add_labels(const struct prom *prom, struct sample *sample)
{
	struct metric_label labels[METRIC_LABELS];
	size_t n = metric_labels(sample->key, labels);
	const struct client *client = client_of(prom, sample->key);
	struct str_stream stream;

	if (!str_open(&stream))
		return false;
	for (size_t i = 0; i < n; i++)
		prom_put_label(stream.out, labels[i].name, labels[i].value, labels[i].len);
	if (client != NULL)
		prom_put_label(stream.out, "procname", client->name, strlen(client->name));
	if (sample->metric == NULL)
		prom_put_label(stream.out, "key", sample->key, strlen(sample->key));
	sample->labels = str_close(&stream);
	return sample->labels != NULL;
}

/* ---- collecting -------------------------------------------------------- */

static bool
add_client(struct prom *prom, const struct cmh_entry *entry)
{
	struct client client;

	if (!array_reserve(&prom->clients, &prom->client_capacity, prom->n_clients + 1, sizeof(client)))
		return false;
	client = (struct client){ strndup(entry->key, branch_length(entry->key)), cmh_value_text(&entry->value) };
	prom->clients[prom->n_clients++] = client;
	return client.branch != NULL && client.name != NULL;
}

static bool
add_sample(struct prom *prom, const struct key_info *metric, const struct cmh_entry *entry)
{
	struct sample sample = { .metric = metric };

	if (!array_reserve(&prom->samples, &prom->capacity, prom->n + 1, sizeof(sample)))
		return false;
	sample.key = strdup(entry->key);
	sample.family = metric_family(entry->key, metric);
	sample.value = metric_value_text(metric, &entry->value);
	prom->samples[prom->n++] = sample;
	return sample.key != NULL && sample.family != NULL && sample.value != NULL;
}

/* A record of metric, help, value and labels. False: out of memory. */
static bool
add_record(struct prom *prom, const struct field *fields, size_t n)
{
	struct sample sample = { .help = fields[1].text };

	if (!array_reserve(&prom->samples, &prom->capacity, prom->n + 1, sizeof(sample)))
		return false;
	sample.family = strdup(fields[0].text);
	sample.value = field_string(&fields[2], false);
	sample.labels = prom_labels(fields + 3, n - 3);
	prom->samples[prom->n++] = sample;
	return sample.family != NULL && sample.value != NULL && sample.labels != NULL;
}

static void
prom_record(struct output *out, const struct field *fields, size_t n)
{
	if (out->state == NULL)
		out->state = calloc(1, sizeof(struct prom));
	if (out->state == NULL || !add_record(out->state, fields, n))
		out->failed = true;
}

static bool
is_client_name(const struct cmh_entry *entry)
{
	const char *dot = strrchr(entry->key, '.');

	return entry->value.type == CMH_STR && strncmp(entry->key, "stats.ipcs.", 11) == 0 && strcmp(dot, ".procname") == 0;
}

/* Keeps an entry if it is a number that shows the state of corosync. False: out of memory. */
static bool
collect(struct prom *prom, const struct cmh_entry *entry)
{
	const struct key_info *metric = metric_find(entry->key);

	if (is_client_name(entry))
		return add_client(prom, entry);
	/* If the value does not match the table, it is printed as an unknown number. */
	if (metric != NULL && !metric_fits(metric, &entry->value))
		metric = NULL;
	if (!metric_is_state(entry->key) || !metric_is_sample(metric, &entry->value) || cmh_key_is_secret(entry->key))
		return true;
	return add_sample(prom, metric, entry);
}

static void
prom_entry(struct output *out, const struct cmh_entry *entry)
{
	if (out->state == NULL)
		out->state = calloc(1, sizeof(struct prom));
	if (out->state == NULL || !collect(out->state, entry))
		out->failed = true;
}

/* ---- printing ---------------------------------------------------------- */

static int
by_branch(const void *a, const void *b)
{
	return strcmp(((const struct client *)a)->branch, ((const struct client *)b)->branch);
}

static int
by_family(const void *a, const void *b)
{
	const struct sample *x = a, *y = b;
	int order = strcmp(x->family, y->family);

	return order != 0 ? order : cmh_name_cmp(x->labels, y->labels);
}

/*
 * The type comes first: whoever wants the names of counters with _total on these
 * lines, too, as older parsers do, needs it. Those do not accept the type
 * "unknown" either: a number that is not known has no line for its type.
 */
static void
print_family(FILE *out, const struct sample *sample)
{
	const struct key_info *metric = sample->metric;
	const char *unit = metric_base_unit(metric, NULL);

	if (metric != NULL || sample->help != NULL)
		fprintf(out, "# TYPE %s %s\n", sample->family, metric_is_counter(metric) ? "counter" : "gauge");
	if (unit != NULL)
		fprintf(out, "# UNIT %s %s\n", sample->family, unit);
	fprintf(out, "# HELP %s %s\n", sample->family,
		sample->help != NULL ? sample->help : metric != NULL ? metric->meaning : "A number that this version of cmapsh does not know");
}

static void
print_samples(FILE *out, const struct prom *prom)
{
	const struct sample *before = NULL;

	for (size_t i = 0; i < prom->n; before = &prom->samples[i++]) {
		const struct sample *sample = &prom->samples[i];
		bool same = before != NULL && strcmp(before->family, sample->family) == 0;

		if (!same)
			print_family(out, sample);
		else if (strcmp(before->labels, sample->labels) == 0)
			continue; /* a key that was asked for twice */
		fprintf(out, "%s%s", sample->family, metric_is_counter(sample->metric) ? "_total" : "");
		if (sample->labels[0] != '\0')
			fprintf(out, "{%s}", sample->labels);
		fprintf(out, " %s\n", sample->value);
	}
}

/* "# EOF" means that everything is above it: after a failure without any answer it is not printed. */
static void
prom_end(struct output *out, bool failed)
{
	struct prom *prom = out->state;

	if (prom != NULL && !out->failed) {
		if (prom->n_clients > 0)
			qsort(prom->clients, prom->n_clients, sizeof(*prom->clients), by_branch);
		for (size_t i = 0; i < prom->n && !out->failed; i++)
			out->failed = prom->samples[i].labels == NULL && !add_labels(prom, &prom->samples[i]);
		if (prom->n > 0)
			qsort(prom->samples, prom->n, sizeof(*prom->samples), by_family);
	}
	if (!out->failed && (prom != NULL || !failed)) {
		if (prom != NULL)
			print_samples(out->file, prom);
		fputs("# EOF\n", out->file);
	}
	if (prom != NULL)
		free_prom(prom);
}

const struct format format_prom = { .name = "prom", .needs = DATA_KEYS | DATA_END, .record = prom_record, .entry = prom_entry, .end = prom_end };
