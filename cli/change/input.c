/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/input.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/pipe.h"
#include "base/restrict.h"
#include "core/map_file.h"
#include "core/restricted.h"
#include "text/error_text.h"

/* Fills `err` with errno. Returns CMH_FAILED. */
static enum cmh_status
file_error(struct cmh_error *err, const char *name)
{
	int why = errno;

	error_text_set(err, CMH_FAILED, NULL, "cannot read \"%s\": %s", name, strerror(why));
	err->os_errno = why;
	return CMH_FAILED;
}

/* Reads one byte more than a value can have, to notice a longer file. */
static enum cmh_status
read_bin(FILE *in, const char *name, struct cmh_value *out, struct cmh_error *err)
{
	char *bytes = malloc(CMH_VALUE_MAX + 1);
	enum cmh_status status;
	size_t n;

	if (bytes == NULL)
		return file_error(err, name);
	n = fread(bytes, 1, CMH_VALUE_MAX + 1, in);
	if (ferror(in))
		status = file_error(err, name);
	else if (n > CMH_VALUE_MAX)
		status = error_text_set(err, CMH_INVALID, NULL, "a bin has at most %d bytes, and \"%s\" has more", CMH_VALUE_MAX, name);
	else
		status = cmh_value_bytes(CMH_BIN, bytes, n, out, err);
	free(bytes);
	return status;
}

enum cmh_status
input_value(enum cmh_type type, const char *text, unsigned limit_ms, struct cmh_value *out, struct cmh_error *err)
{
	enum cmh_status status;
	FILE *in;

	if (type != CMH_BIN || (text[0] != '@' && strcmp(text, "-") != 0))
		return cmh_value_parse(type, text, out, err);
	if (text[0] == '-')
		return read_bin(stdin, "standard input", out, err);
	if (text[1] == '\0')
		return error_text_set(err, CMH_INVALID, NULL, "\"@\" needs a file name");
	if (process_is_restricted())
		return restricted_error(err, FORBIDDEN_READ, NULL);
	in = pipe_open_begun(text + 1, limit_ms);
	if (in == NULL)
		return errno == ETIMEDOUT ? map_file_timed_out(err, text + 1, limit_ms) : file_error(err, text + 1);
	status = read_bin(in, text + 1, out, err);
	fclose(in);
	return status;
}
