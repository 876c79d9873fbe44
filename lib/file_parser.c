/* SPDX-License-Identifier: BSD-3-Clause */
#include "file_parser.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "str.h"

enum { LINE_MAX_QUOTED = 400 }; /* bytes of a line that is kept to be quoted */

bool
file_parser_next_raw(struct file_parser *p)
{
	ssize_t len = getline(&p->line, &p->capacity, p->in);

	if (len < 0)
		return false;
	p->number++;
	p->len = (size_t)len;
	return true;
}

bool
file_parser_next(struct file_parser *p)
{
	if (!file_parser_next_raw(p))
		return false;
	while (p->len > 0 && (p->line[p->len - 1] == '\n' || (p->line[p->len - 1] == '\r' && p->text != CMH_TEXT_CMAPCTL)))
		p->line[--p->len] = '\0';
	return true;
}

bool
file_parser_rewind(struct file_parser *p)
{
	p->number = 0;
	return fseek(p->in, 0, SEEK_SET) == 0;
}

bool
file_parser_leave_out(struct file_parser *p, size_t line)
{
	struct cmh_line *out = p->left_out < CMH_LINES_MAX ? &p->first_left_out[p->left_out] : NULL;

	p->left_out++;
	if (out == NULL)
		return true;
	out->line = line;
	if (line != p->number || p->secret_before || cmh_text_names_secret(p->line))
		return true;
	return (out->text = strndup(p->line, LINE_MAX_QUOTED)) != NULL;
}

enum cmh_status
file_parser_fault(struct file_parser *p, size_t line, size_t column)
{
	p->fault = (struct cmh_position){ line, column };
	return CMH_INVALID;
}

enum cmh_status
file_parser_fail(struct file_parser *p, size_t line, size_t column, struct cmh_error *err, const char *message, ...)
{
	char *text;
	va_list ap;

	va_start(ap, message);
	text = str_vformat(message, ap);
	va_end(ap);
	if (text == NULL)
		return error_no_memory(err);
	error_set(err, CMH_INVALID, NULL, "%s", text);
	free(text);
	return file_parser_fault(p, line, column);
}

enum cmh_status
found_error(const struct found *found, const char *file, struct cmh_error *err)
{
	switch (found->missing) {
	case MISSING_MASKED:
		return error_reason(err, CMH_REASON_MASKED,
				    error_set(err, CMH_FAILED, NULL, "the value of \"%s\" is masked in %s", found->key, file));
	case MISSING_ERROR:
		return error_set(err, CMH_FAILED, NULL, "%s has no value of \"%s\": %s", file, found->key, found->why);
	default:
		return error_set(err, CMH_FAILED, "corosync-cmapctl prints it with -b", "%s has no value of \"%s\"", file,
				 found->key);
	}
}

void
file_head_clear(struct file_head *head)
{
	for (size_t i = 0; i < head->n_paths; i++)
		free(head->paths[i]);
	free(head->paths);
	free(head->time);
	free(head->node);
	free(head->cluster);
	*head = (struct file_head){ 0 };
}

void
file_parser_clear(struct file_parser *p)
{
	free(p->line);
	p->line = NULL;
	for (size_t i = 0; i < CMH_LINES_MAX; i++) {
		free(p->first_left_out[i].text);
		free(p->first_repeated[i].text);
	}
	faults_clear(&p->faults);
	unread_clear(&p->unread);
	file_head_clear(&p->head);
}
