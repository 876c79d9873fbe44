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
#include "output/prom_client.h"
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

struct prom {
	char *node; /* whose samples come now; NULL: no sample has a node */
	struct sample *samples;
	size_t n, capacity;
	struct prom_clients clients;
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
	prom_clients_clear(&prom->clients);
	free(prom->samples);
	free(prom->node);
	free(prom);
}

/* ---- labels ------------------------------------------------------------ */

/* False: out of memory. */
static bool
add_labels(const struct prom *prom, struct sample *sample)
{
	struct metric_label labels[METRIC_LABELS];
	size_t n = metric_labels(sample->key, labels);
	const char *client = prom_clients_name(&prom->clients, sample->key);
	struct str_stream stream;

	if (!str_open(&stream))
		return false;
	for (size_t i = 0; i < n; i++)
		prom_put_label(stream.out, labels[i].name, labels[i].value, labels[i].len);
	if (prom->node != NULL)
		prom_put_label(stream.out, "host", prom->node, strlen(prom->node));
	if (client != NULL)
		prom_put_label(stream.out, "procname", client, strlen(client));
	if (sample->metric == NULL)
		prom_put_label(stream.out, "key", sample->key, strlen(sample->key));
	sample->labels = str_close(&stream);
	return sample->labels != NULL;
}

/* ---- collecting -------------------------------------------------------- */

static bool
add_sample(struct prom *prom, const struct key_info *metric, const struct cmh_entry *entry)
{
	struct sample sample = { .metric = metric };

	if (!array_reserve(&prom->samples, &prom->capacity, prom->n + 1, sizeof(sample)))
		return false;
	sample.key = str_copy(entry->key);
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
	sample.family = str_copy(fields[0].text);
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

/* Keeps an entry if it is a number that shows the state of corosync. False: out of memory. */
static bool
collect(struct prom *prom, const struct cmh_entry *entry)
{
	const struct key_info *metric = metric_find(entry->key);

	if (prom_client_is(entry))
		return prom_clients_add(&prom->clients, entry);
	/* If the value does not match the table, it is printed as an unknown number. */
	if (metric != NULL && !metric_fits(metric, &entry->value))
		metric = NULL;
	if (!metric_is_state(entry->key) || !metric_is_sample(metric, &entry->value) || cmh_key_is_secret(entry->key))
		return true;
	return add_sample(prom, metric, entry);
}

/* Adds the labels of all samples of a node, and forgets its clients. False: out of memory. */
static bool
settle(struct prom *prom)
{
	bool good = true;

	prom_clients_sort(&prom->clients);
	for (size_t i = 0; i < prom->n && good; i++)
		good = prom->samples[i].labels != NULL || add_labels(prom, &prom->samples[i]);
	prom_clients_clear(&prom->clients);
	return good;
}

/* Begins with the samples of a node, unless it has begun. False: out of memory. */
static bool
begin_node(struct prom *prom, const char *node)
{
	if (node == NULL || (prom->node != NULL && strcmp(prom->node, node) == 0))
		return true;
	if (!settle(prom))
		return false;
	free(prom->node);
	prom->node = str_copy(node);
	return prom->node != NULL;
}

static void
prom_entry(struct output *out, const struct cmh_entry *entry)
{
	if (out->state == NULL)
		out->state = calloc(1, sizeof(struct prom));
	if (out->state == NULL || !begin_node(out->state, out->node) || !collect(out->state, entry))
		out->failed = true;
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
		sample->help != NULL ? sample->help
		: metric != NULL     ? metric->meaning
				     : "A number that this version of cmapsh does not know");
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
		out->failed = !settle(prom);
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

const struct format format_prom = {
	.name = "prom",
	.needs = DATA_KEYS | DATA_END,
	.record = prom_record,
	.entry = prom_entry,
	.end = prom_end,
};
