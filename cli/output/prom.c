/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The format prom: OpenMetrics 1.0 text. The samples of a family have to stand
 * together, so everything is collected and printed at the end. What also has
 * to be read by the older parsers, of node_exporter for one, is kept plain.
 */
#include <stdlib.h>
#include <string.h>

#include "know/metric.h"
#include "output/format.h"

struct sample {
	const struct key_info *metric; /* NULL: not known */
	char *key;
	char *family;
	char *labels; /* as they stand between the braces; NULL until the end */
	char *value;
};

/* A program that is connected, by the beginning of its keys. */
struct client {
	char *keys;
	char *name;
};

struct prom {
	struct sample *samples;
	size_t n, capacity;
	struct client *clients;
	size_t n_clients, client_room;
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
		free(prom->clients[i].keys);
		free(prom->clients[i].name);
	}
	free(prom->samples);
	free(prom->clients);
	free(prom);
}

/* Makes room for one more. False: out of memory. */
static bool
grow(void **v, size_t n, size_t *capacity, size_t size)
{
	size_t more = *capacity == 0 ? 64 : 2 * *capacity;
	void *bigger;

	if (n < *capacity)
		return true;
	if ((bigger = reallocarray(*v, more, size)) == NULL)
		return false;
	*v = bigger;
	*capacity = more;
	return true;
}

/* ---- labels ------------------------------------------------------------ */

static void
put_label(FILE *out, const char *name, const char *value, size_t len)
{
	fprintf(out, "%s%s=\"", ftell(out) > 0 ? "," : "", name);
	for (size_t i = 0; i < len; i++) {
		if (value[i] == '\\' || value[i] == '"')
			putc('\\', out);
		putc(value[i], out); /* cmh_value_text() left no newline */
	}
	putc('"', out);
}

static int
by_keys(const void *a, const void *b)
{
	return strcmp(((const struct client *)a)->keys, ((const struct client *)b)->keys);
}

/* A key up to its last component. */
static char *
branch_of(const char *key)
{
	const char *dot = strrchr(key, '.');

	return strndup(key, dot != NULL ? (size_t)(dot - key) : 0);
}

/* False: out of memory. */
static bool
add_labels(const struct prom *prom, struct sample *sample)
{
	struct metric_label labels[METRIC_LABELS];
	size_t n = metric_labels(sample->key, labels), len;
	struct client wanted = { branch_of(sample->key), NULL }, *client = NULL;
	FILE *out = open_memstream(&sample->labels, &len);

	if (out == NULL || wanted.keys == NULL) {
		if (out != NULL)
			fclose(out);
		free(wanted.keys);
		return false;
	}
	if (prom->n_clients > 0)
		client = bsearch(&wanted, prom->clients, prom->n_clients, sizeof(wanted), by_keys);
	free(wanted.keys);
	for (size_t i = 0; i < n; i++)
		put_label(out, labels[i].name, labels[i].value, labels[i].len);
	if (client != NULL)
		put_label(out, "procname", client->name, strlen(client->name));
	if (sample->metric == NULL)
		put_label(out, "key", sample->key, strlen(sample->key));
	return fclose(out) == 0;
}

/* ---- collecting -------------------------------------------------------- */

static bool
add_client(struct prom *prom, const struct cmh_entry *entry)
{
	struct client client;

	if (!grow((void **)&prom->clients, prom->n_clients, &prom->client_room, sizeof(client)))
		return false;
	client = (struct client){ branch_of(entry->key), cmh_value_text(&entry->value) };
	prom->clients[prom->n_clients++] = client;
	return client.keys != NULL && client.name != NULL;
}

static bool
add_sample(struct prom *prom, const struct key_info *metric, const struct cmh_entry *entry)
{
	struct sample sample = { .metric = metric };

	if (!grow((void **)&prom->samples, prom->n, &prom->capacity, sizeof(sample)))
		return false;
	sample.key = strdup(entry->key);
	sample.family = metric_family(entry->key, metric);
	sample.value = metric_value_text(metric, &entry->value);
	prom->samples[prom->n++] = sample;
	return sample.key != NULL && sample.family != NULL && sample.value != NULL;
}

static bool
is_client_name(const struct cmh_entry *entry)
{
	const char *dot = strrchr(entry->key, '.');

	return entry->value.type == CMH_STR && strncmp(entry->key, "stats.ipcs.", 11) == 0 && strcmp(dot, ".procname") == 0;
}

/* Takes what is a number and shows the state of corosync. False: out of memory. */
static bool
collect(struct prom *prom, const struct cmh_entry *entry)
{
	const struct key_info *metric = metric_find(entry->key);

	if (is_client_name(entry))
		return add_client(prom, entry);
	/* What is not as the table says is shown for what it is. */
	if (metric != NULL && !metric_fits(metric, &entry->value))
		metric = NULL;
	if (!metric_is_state(entry->key) || !metric_is_sample(metric, &entry->value) || cmh_key_is_secret(entry->key))
		return true;
	return add_sample(prom, metric, entry);
}

static void
prom_entry(struct render *r, const struct cmh_entry *entry)
{
	if (r->state == NULL)
		r->state = calloc(1, sizeof(struct prom));
	if (r->state == NULL || !collect(r->state, entry))
		r->failed = true;
}

/* ---- printing ---------------------------------------------------------- */

static int
by_family(const void *a, const void *b)
{
	const struct sample *x = a, *y = b;
	int order = strcmp(x->family, y->family);

	return order != 0 ? order : cmh_name_cmp(x->labels, y->labels);
}

/*
 * The type comes first: who wants the counters' names with _total on these
 * lines, too, as the older parsers do, has to know it. Those take neither
 * "unknown" for a type: what is not known has no such line.
 */
static void
print_family(FILE *out, const struct sample *sample)
{
	const struct key_info *metric = sample->metric;
	const char *unit = metric_base_unit(metric, NULL);

	if (metric != NULL)
		fprintf(out, "# TYPE %s %s\n", sample->family, metric_is_counter(metric) ? "counter" : "gauge");
	if (unit != NULL)
		fprintf(out, "# UNIT %s %s\n", sample->family, unit);
	fprintf(out, "# HELP %s %s\n", sample->family,
		metric != NULL ? metric->meaning : "A number that this version of cmapsh does not know");
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

/* Whoever reads "# EOF" takes what is above it for everything there is: after a failure without any answer it is not written. */
static void
prom_end(struct render *r, bool failed)
{
	struct prom *prom = r->state;

	if (prom != NULL && !r->failed) {
		if (prom->n_clients > 0)
			qsort(prom->clients, prom->n_clients, sizeof(*prom->clients), by_keys);
		for (size_t i = 0; i < prom->n && !r->failed; i++)
			r->failed = !add_labels(prom, &prom->samples[i]);
		if (prom->n > 0)
			qsort(prom->samples, prom->n, sizeof(*prom->samples), by_family);
	}
	if (!r->failed && (prom != NULL || !failed)) {
		if (prom != NULL)
			print_samples(r->out, prom);
		fputs("# EOF\n", r->out);
	}
	if (prom != NULL)
		free_prom(prom);
}

const struct render_format render_format_prom = { .name = "prom", .entry = prom_entry, .end = prom_end };
