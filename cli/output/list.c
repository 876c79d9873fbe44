/* SPDX-License-Identifier: BSD-3-Clause */
/* What is listed besides keys: open maps, tasks in the background, errors. */
#include "output/render.h"
#include "text/screen.h"

/* Names of files and nodes may hold anything. */
static void
put_column(FILE *out, const char *text, size_t width)
{
	size_t taken = screen_width(text);

	render_safe(out, text);
	fprintf(out, "%*s", taken < width ? (int)(width - taken) : 0, "");
}

static const char *
state_of(const struct cmh_handle_info *info)
{
	return info->saved ? "saved" : info->lost ? "lost" : info->connected ? "connected" : "not connected";
}

/* Maps and tasks are records of the same list. */
static void
handle_record(struct render *r, const struct cmh_handle_info *info, const char *node, bool current, size_t keys)
{
	const struct cmh_error *error = info->last_error;
	const bool known = info->pid != 0;
	const struct field fields[] = {
		field_text("kind", "map"),
		field_text("handle", info->name),
		field_text("spec", info->spec),
		field_text("state", state_of(info)),
		field_truth("current", current),
		field_text("node", known ? node : NULL),
		known ? field_number("pid", (uint64_t)info->pid) : field_none("pid"),
		keys > 0 ? field_number("keys", keys) : field_none("keys"),
		field_text("last_error", error->status != CMH_OK ? cmh_error_message(error) : NULL),
		field_none("task"),
		field_none("about"),
	};

	render_record(r, fields, sizeof(fields) / sizeof(fields[0]));
}

static void
task_record(struct render *r, const char *name, unsigned id, const char *handle, const char *title)
{
	const struct field fields[] = {
		field_text("kind", name), field_text("handle", handle), field_none("spec"), field_none("state"),
		field_none("current"), field_none("node"), field_none("pid"), field_none("keys"), field_none("last_error"),
		field_number("task", id), field_text("about", title),
	};

	render_record(r, fields, sizeof(fields) / sizeof(fields[0]));
}

void
render_handle(struct render *r, const struct cmh_handle_info *info, const char *node, bool current, size_t keys)
{
	const char *state = state_of(info);

	if (r->format != FORMAT_TEXT) {
		handle_record(r, info, node, current, keys);
		return;
	}
	fputs(current ? "* " : "  ", r->out);
	put_column(r->out, info->name, 10);
	putc(' ', r->out);
	put_column(r->out, info->spec, 6);
	fprintf(r->out, " %-13s", state);
	if (info->saved)
		fputs("  read only", r->out);
	if (info->pid != 0) {
		fputs("  node ", r->out);
		render_safe(r->out, node);
		fprintf(r->out, ", corosync pid %ld", (long)info->pid);
	}
	if (keys > 0)
		fprintf(r->out, ", %zu keys", keys);
	putc('\n', r->out);
	if (info->last_error->status != CMH_OK) {
		fputs("  last error: ", r->out);
		render_safe(r->out, cmh_error_message(info->last_error));
		putc('\n', r->out);
	}
}

void
render_task(struct render *r, const char *name, unsigned id, const char *handle, const char *title)
{
	if (r->format != FORMAT_TEXT) {
		task_record(r, name, id, handle, title);
		return;
	}
	fprintf(r->out, "  %-5s %-4u ", name, id);
	put_column(r->out, handle, 6);
	putc(' ', r->out);
	render_line(r, title);
}

void
render_error_row(struct render *r, const struct cmh_error_info *info)
{
	const struct field fields[] = {
		field_number("number", (uint64_t)info->number),
		field_text("code", info->symbol),
		field_text("meaning", info->meaning),
		field_text("advice", info->advice),
	};

	if (r->format != FORMAT_TEXT) {
		render_record(r, fields, sizeof(fields) / sizeof(fields[0]));
		return;
	}
	fprintf(r->out, "%3d  %-26s  %s\n%*s%s\n", info->number, info->symbol, info->meaning, 33, "", info->advice);
}
