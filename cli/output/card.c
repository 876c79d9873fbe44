/* SPDX-License-Identifier: BSD-3-Clause */
#include "output/card.h"

#include <stdlib.h>
#include <string.h>

#include "cmh.h"
#include "output/output.h"
#include "output/safe.h"
#include "output/unit.h"
#include "str.h"
#include "text/screen.h"
#include "text/wrap.h"

static void
print_row(struct output *out, const char *left, int indent, const char *text)
{
	char *safe_left = safe_text(left), *safe_right = safe_text(text);

	if (safe_left != NULL && safe_right != NULL)
		wrap_row(out->file, safe_left, indent, safe_right);
	else
		out->failed = true;
	free(safe_left);
	free(safe_right);
}

void
card_title(struct output *out, const char *name, const char *detail, const char *text)
{
	char *head = detail != NULL ? str_format("%s (%s):", name, detail) : str_format("%s:", name);
	char *all = head != NULL && text != NULL ? str_format("%s %s", head, text) : NULL, *safe = all != NULL ? safe_text(all) : NULL;

	if (safe != NULL)
		wrap_print(out->file, safe, 0, 0);
	else
		out->failed |= text != NULL;
	free(safe);
	free(all);
	free(head);
}

void
card_row(struct output *out, const char *label, const char *text)
{
	if (text != NULL)
		print_row(out, label, CARD_INDENT, text);
}

void
card_row_list(struct output *out, const char *label, char *const *texts)
{
	struct str_stream list;
	char *all;

	if (texts == NULL || texts[0] == NULL)
		return;
	if (!str_open(&list)) {
		out->failed = true;
		return;
	}
	for (size_t i = 0; texts[i] != NULL; i++)
		fprintf(list.out, "%s%s", i > 0 ? ", " : "", texts[i]);
	all = str_close(&list);
	card_row(out, label, all);
	out->failed |= all == NULL;
	free(all);
}

void
card_row_value(struct output *out, const char *label, const char *key, const struct cmh_value *value, const char *note)
{
	char *text = unit_value(out, key, value);

	if (text == NULL) {
		out->failed = true;
		return;
	}
	/* The value is not broken into lines: its spaces stay as they are. */
	fprintf(out->file, "  %s%*s%s", label, CARD_INDENT - 2 - (int)screen_width(label), "", text);
	if (note != NULL && CARD_INDENT + screen_width(text) + screen_width(note) + strlen(" ()") > WRAP_WIDTH)
		fprintf(out->file, "\n%*s(%s)", CARD_INDENT, "", note);
	else if (note != NULL)
		fprintf(out->file, " (%s)", note);
	putc('\n', out->file);
	free(text);
}

void
card_item(struct output *out, const char *name, const char *text)
{
	if (text != NULL)
		print_row(out, name, CARD_LIST_INDENT, text);
}
