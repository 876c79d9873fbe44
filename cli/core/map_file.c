/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/map_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/pipe.h"
#include "base/restrict.h"
#include "cmh_private.h"
#include "core/restricted.h"
#include "str.h"
#include "text/error_text.h"

bool
map_file_is_standard(const char *spec)
{
	return spec[0] == '-' && (spec[1] == '\0' || spec[1] == '#' || spec[1] == '@');
}

char *
map_file_spec(const char *spec)
{
	return map_file_is_standard(spec) ? str_format(STANDARD_INPUT "%s", spec + 1) : str_copy(spec);
}

bool
map_file_is(const char *spec)
{
	return strpbrk(spec, "./") != NULL;
}

/* Returns the file of a spec. The caller frees it. NULL: out of memory. */
static char *
file_of(const char *spec)
{
	size_t part;

	return str_copy_n(spec, cmh_spec_file(spec, &part));
}

bool
map_file_can_wait(const char *spec)
{
	char *complete = map_file_spec(spec), *file = complete != NULL && map_file_is(complete) ? file_of(complete) : NULL;
	struct stat status;
	bool waits = file != NULL && stat(file, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);

	free(file);
	free(complete);
	return waits;
}

/* Says why a program that unpacks did not start. */
static enum cmh_status
fail_start(const char *program, const char *file, int why, struct cmh_error *err)
{
	char *hint = why == ENOENT ? str_format("install %s, or unpack the file first", program) : NULL;

	if (why == ENOENT)
		error_text_set(err, CMH_FAILED, hint, "cannot unpack \"%s\": no program \"%s\"", file, program);
	else if (process_is_restricted())
		restricted_error(err, FORBIDDEN_PROGRAM, "unpack it first");
	else
		error_text_set(err, CMH_FAILED, NULL, "cannot unpack \"%s\": %s", file, strerror(why));
	free(hint);
	return err->status;
}

/* Opens a file. A socket, or a file that only our caller may open, is read as it is given to us. NULL: see errno. */
static FILE *
open_named(const char *file)
{
	FILE *in = fopen(file, "re");
	int fd = in == NULL && strcmp(file, STANDARD_INPUT) == 0 ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) : -1;

	if (fd < 0)
		return in;
	in = fdopen(fd, "r");
	if (in == NULL)
		close(fd);
	return in;
}

enum cmh_status
map_file_timed_out(struct cmh_error *err, const char *file, unsigned limit_ms)
{
	return error_text_set(err, CMH_TIMEOUT, NULL, "timed out after %g s: the pipe \"%s\" has not ended", limit_ms / 1000.0, file);
}

enum cmh_status
map_file_begin(struct unpack *unpack, const char *file, unsigned limit_ms, struct cmh_error *err)
{
	FILE *in = limit_ms > 0 && pipe_is(file) ? pipe_open(file) : open_named(file);
	enum cmh_status status;
	int why;

	*unpack = (struct unpack){ .pid = 0 };
	if (in == NULL)
		return error_text_set(err, CMH_FAILED, NULL, "cannot open \"%s\": %s", file, strerror(errno));
	if (unpack_open(unpack, in, limit_ms))
		return CMH_OK;
	why = errno;
	if (why == ETIMEDOUT)
		status = map_file_timed_out(err, file, limit_ms);
	else
		status = unpack->program != NULL ? fail_start(unpack->program, file, why, err)
					 : error_text_set(err, CMH_FAILED, NULL, "cannot read \"%s\": %s", file, strerror(why));
	unpack_close(unpack);
	return status;
}

enum cmh_status
map_file_end(struct unpack *unpack, const char *file, struct cmh_error *err)
{
	const char *program = unpack->program;

	if (unpack_close(unpack))
		return CMH_OK;
	return error_text_set(err, CMH_FAILED, NULL, "cannot unpack \"%s\": %s found it damaged", file, program);
}

struct cmh_handle *
map_file_open_begun(struct cmh_context *cmh, struct unpack *unpack, const char *file, const char *spec, const char *name,
		    struct cmh_error *err)
{
	struct cmh_handle *handle = NULL;

	if (unpack->in != NULL)
		handle = cmh_handle_open_stream(cmh, unpack->in, CMH_TEXT_PASTED, spec, name, err);
	else
		fail_start(unpack->program, file, errno, err);
	/* What is wrong with the text of a damaged file is not the reason. */
	if (map_file_end(unpack, file, err) == CMH_OK)
		return handle;
	cmh_handle_close(handle);
	return NULL;
}

struct cmh_handle *
map_file_open(struct cmh_context *cmh, const char *spec, const char *name, struct cmh_error *err)
{
	struct cmh_handle *handle = NULL;
	struct unpack unpack;
	char *file;

	if (!map_file_is(spec))
		return cmh_handle_open(cmh, spec, name, err);
	file = file_of(spec);
	if (file == NULL)
		error_text_no_memory(err);
	else if (map_file_begin(&unpack, file, 0, err) == CMH_OK)
		handle = map_file_open_begun(cmh, &unpack, file, spec, name, err);
	free(file);
	return handle;
}
