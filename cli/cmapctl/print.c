/* SPDX-License-Identifier: BSD-3-Clause */
#include "cmapctl/print.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/message.h"
#include "output/failure.h"
#include "output/safe.h"
#include "str.h"

/* ---- keys -------------------------------------------------------------- */

/* Whether a str cannot be printed as it is. */
static bool
needs_quotes(const struct cmh_value *value, bool terminal)
{
	const char *at = value->bytes, *end = at + value->len;

	while (at < end) {
		uint32_t c;
		bool plain;
		size_t len = cmh_utf8_decode(at, (size_t)(end - at), &c, &plain);

		if (len == 0 || c == '\n' || (terminal && !plain))
			return true;
		at += len;
	}
	return false;
}

static void
print_str(FILE *out, const struct cmh_value *value, bool terminal)
{
	char *quoted = needs_quotes(value, terminal) ? cmh_quote(value->bytes, value->len) : NULL;

	fputs(quoted != NULL ? quoted : value->bytes, out);
	free(quoted);
}

static void
print_bin(FILE *out, const struct cmh_value *value)
{
	for (size_t i = 0; i < value->len; i++) {
		unsigned char c = (unsigned char)value->bytes[i];

		if (c == '\\')
			fputs("\\\\", out);
		else if (c >= ' ' && c < 0x7f)
			putc(c, out);
		else
			fprintf(out, "\\x%02X", c);
	}
}

static void
print_value(FILE *out, const struct cmh_value *value)
{
	switch (value->type) {
	case CMH_I8: case CMH_I16: case CMH_I32: case CMH_I64: fprintf(out, "%" PRId64, value->i); break;
	case CMH_U8: case CMH_U16: case CMH_U32: case CMH_U64: fprintf(out, "%" PRIu64, value->u); break;
	case CMH_FLT: fprintf(out, "%f", (double)value->f); break;
	case CMH_DBL: fprintf(out, "%f", value->d); break;
	case CMH_STR: print_str(out, value, isatty(fileno(out))); break;
	case CMH_BIN: print_bin(out, value); break;
	case CMH_NONE: break;
	}
}

void
print_key(struct app *app, const struct request *request, const char *event, const char *key, const struct cmh_value *value)
{
	FILE *out = app->render.file;
	bool bin = value->type == CMH_BIN;

	fputs(event, out);
	if (!request->quiet)
		fprintf(out, "%s (%s)", key, cmh_type_name(value->type));
	else if (bin)
		fputs("bin)", out); /* a slip that is part of the format by now */
	if (!bin || request->binary) {
		if (!request->quiet || bin)
			fputs(" = ", out);
		print_value(out, value);
	}
	putc('\n', out);
}

/* ---- errors ------------------------------------------------------------ */

static const char *const first_lines[] = {
	[FAILED_CONNECT] = "Failed to initialize the cmap API. Error ",
	[FAILED_LIST] = "Failed to initialize iteration. Error ",
	[FAILED_GET] = "Can't get key %s. Error ",
	[FAILED_VALUE] = "Can't get value of %s. Error ",
	[FAILED_SET] = "Failed to set key %s. Error ",
	[FAILED_NEW_VALUE] = "Failed to set key %s. Error ",
	[FAILED_DELETE] = "Can't delete key %s. Error ",
	[FAILED_TRACK] = "Failed to add tracking function. Error ",
	[FAILED_DISPATCH] = "Dispatch error ",
};

bool
print_refuses_changes(const struct app *app)
{
	return strcmp(cmh_handle_info(app->call.map)->map, "stats") == 0;
}

/* The code of a name, or of a value, that is not valid. */
static const char *
code_of_usage(const struct app *app, const char *key)
{
	enum failed what = app->call.doing;

	if (what == FAILED_SET && cmh_name_check(key, NULL) == CMH_OK)
		return "CS_ERR_INVALID_PARAM";
	if ((what != FAILED_SET && what != FAILED_DELETE) || strlen(key) > CMH_NAME_MAX)
		return "CS_ERR_NAME_TOO_LONG";
	if (print_refuses_changes(app))
		return "CS_ERR_ACCESS";
	return what == FAILED_DELETE ? "CS_ERR_NOT_EXIST" : "CS_ERR_NAME_TOO_LONG";
}

/* The code of an error that corosync was not asked about: the one that it would return. */
static const char *
code_of(const struct app *app, const struct failure *failure)
{
	if (app->call.doing == FAILED_NEW_VALUE)
		return "CS_ERR_INVALID_PARAM";
	switch ((enum exit_code)failure->exit) {
	case EXIT_USAGE: return code_of_usage(app, failure->key != NULL ? failure->key : "");
	case EXIT_MISSING: return "CS_ERR_NOT_EXIST";
	case EXIT_REFUSED: return "CS_ERR_ACCESS";
	case EXIT_TIMEOUT: return "CS_ERR_TIMEOUT";
	case EXIT_INTERRUPTED: return "CS_ERR_INTERRUPT";
	default: return "CS_ERR_LIBRARY";
	}
}

/* Prints the first line, with the key in place of %s, which it has at most once. */
static void
print_first(FILE *out, const char *line, const char *key, const char *code)
{
	const char *mark = strstr(line, "%s");

	if (mark != NULL) {
		fprintf(out, "%.*s", (int)(mark - line), line);
		safe_print(out, key != NULL ? key : "?");
		line = mark + 2;
	}
	fprintf(out, "%s%s\n", line, code);
}

/* Prints what happened and what to do. Of a missing key the first line says all that happened. */
static void
print_hint(const struct app *app, FILE *out, const struct failure *failure)
{
	bool missing = failure->exit == EXIT_MISSING;
	char *both = !missing && failure->hint != NULL ? str_format("%s; %s", failure->message, failure->hint) : NULL;
	const char *text = both != NULL ? both : missing ? failure->hint : failure->message;

	if (text != NULL)
		message_print(app, out, MESSAGE_HINT, text);
	free(both);
}

static void
print_error(const struct app *app, FILE *out, const struct failure *failure)
{
	const char *code = failure->code != NULL ? failure->code : code_of(app, failure);

	print_first(out, first_lines[app->call.doing], failure->key, code);
	print_hint(app, out, failure);
}

bool
print_no_memory(struct app *app)
{
	app_no_memory(app);
	return false;
}

void
print_errors_of(struct app *app, enum failed what)
{
	app->call.print_error = print_error;
	app->call.doing = what;
}
