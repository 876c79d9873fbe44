/* SPDX-License-Identifier: BSD-3-Clause */
/* The one table of formats. */
#include <string.h>

#include "output/format.h"
#include "str.h"

/* In the order of the help, the default first. row(NAME) is the struct format_NAME in a file of its own. */
#define TABLE(row) \
	row(text) \
	row(table) \
	row(json) \
	row(ndjson) \
	row(csv) \
	row(csv_lf) \
	row(prom)

#define DECLARE(name) extern const struct format format_##name;
#define ADDRESS(name) &format_##name,

TABLE(DECLARE)

static const struct format *const formats[] = { TABLE(ADDRESS) };
enum { N_FORMATS = sizeof(formats) / sizeof(formats[0]) };

const struct format *
format_by_name(const char *name)
{
	for (size_t i = 0; i < N_FORMATS; i++)
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	return NULL;
}

bool
format_can_print(const struct format *format, unsigned prints)
{
	return (prints & DATA_NONE) != 0 || (format->needs & ~prints) == 0;
}

char *
format_names(unsigned prints)
{
	struct str_stream names;

	if (!str_open(&names))
		return NULL;
	for (size_t i = 0; i < N_FORMATS; i++)
		if (format_can_print(formats[i], prints))
			fprintf(names.out, "%s%s", ftell(names.out) > 0 ? ", " : "", formats[i]->name);
	return str_close(&names);
}

char *
format_help(void)
{
	struct str_stream help;

	if (!str_open(&help))
		return NULL;
	for (size_t i = 0; i < N_FORMATS; i++)
		fprintf(help.out, "%s%s", i == 0 ? "print " : i + 1 < N_FORMATS ? ", " : " or ", formats[i]->name);
	fprintf(help.out, " (default %s)", formats[0]->name);
	return str_close(&help);
}
