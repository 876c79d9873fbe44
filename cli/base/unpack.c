/* SPDX-License-Identifier: BSD-3-Clause */
#include "base/unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/child.h"
#include "base/pipe.h"
#include "clock.h"

enum { MAGIC = 6, SPOOL_MAX = 256 << 20 };

/* The first bytes of compressed files. */
static const struct { const char *program, *magic; size_t len; } programs[] = {
	{ "gzip", "\x1f\x8b", 2 },
	{ "bzip2", "BZh", 3 },
	{ "xz", "\3757zXZ\0", 6 },
	{ "zstd", "\x28\xb5\x2f\xfd", 4 },
};

static const char *
find_program(FILE *file)
{
	char bytes[MAGIC] = "";
	ssize_t n = pread(fileno(file), bytes, sizeof(bytes), 0);

	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++)
		if (n >= (ssize_t)programs[i].len && memcmp(bytes, programs[i].magic, programs[i].len) == 0)
			return programs[i].program;
	return NULL;
}

/* Whether a file can only be read once, and has an end. */
static bool
is_stream(FILE *file)
{
	struct stat status;

	return fstat(fileno(file), &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode));
}

/* Reads what comes next out of a pipe, until a time; 0: at any time. Returns 0: its end; -1: see errno. */
static ssize_t
read_until(int fd, char *bytes, size_t size, int64_t until)
{
	ssize_t n;

	do {
		n = pipe_wait(fd, until) ? read(fd, bytes, size) : -1;
	} while (n < 0 && (errno == EINTR || errno == EAGAIN));
	return n;
}

/* Reads a pipe into memory: its first bytes are needed twice. Closes it. NULL: see errno. */
static FILE *
spool(FILE *file, unsigned limit_ms)
{
	static char bytes[65536];
	int fd = memfd_create("cmapsh", MFD_CLOEXEC);
	FILE *copy = fd >= 0 ? fdopen(fd, "w+e") : NULL;
	int64_t until = limit_ms > 0 ? clock_ms() + limit_ms : 0;
	size_t total = 0;
	ssize_t n = 0;
	int why;
	bool good = copy != NULL;

	while (good && total <= SPOOL_MAX && (n = read_until(fileno(file), bytes, sizeof(bytes), until)) > 0) {
		good = fwrite(bytes, 1, (size_t)n, copy) == (size_t)n;
		total += (size_t)n;
	}
	good = good && n >= 0 && fflush(copy) == 0;
	if (good) {
		rewind(copy);
		fclose(file);
		return copy;
	}
	why = errno;
	if (copy != NULL)
		fclose(copy);
	else if (fd >= 0)
		close(fd);
	errno = why;
	return NULL;
}

/* Starts the program with the file as its input. */
static bool
start(struct unpack *unpack)
{
	char options[] = "-dc", *argv[] = { (char *)unpack->program, options, NULL };
	int ends[2];
	bool good;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	errno = child_start_filter(&unpack->pid, argv, fileno(unpack->file), ends[1]);
	good = errno == 0;
	close(ends[1]);
	unpack->in = good ? fdopen(ends[0], "re") : NULL;
	if (unpack->in == NULL)
		close(ends[0]);
	return unpack->in != NULL;
}

bool
unpack_open(struct unpack *unpack, FILE *file, unsigned limit_ms)
{
	*unpack = (struct unpack){ .file = file };
	if (is_stream(file)) {
		FILE *copy = spool(file, limit_ms);

		if (copy == NULL)
			return false;
		unpack->file = copy;
	}
	unpack->program = find_program(unpack->file);
	if (unpack->program != NULL)
		return start(unpack);
	unpack->in = unpack->file;
	return true;
}

/* ---- archives ------------------------------------------------------------- */

enum { BLOCK = 512, CHECKSUM = 148, CHECKSUM_LEN = 8, EMPTY_MAX = 20 * BLOCK };

/* Whether a block is the first of a tar: it has its own checksum. */
static bool
is_tar_block(const unsigned char *block)
{
	unsigned sum = 0, noted = 0;

	for (int i = 0; i < BLOCK; i++)
		sum += i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LEN ? ' ' : block[i];
	for (int i = CHECKSUM; i < CHECKSUM + CHECKSUM_LEN && (block[i] == ' ' || (block[i] >= '0' && block[i] <= '7')); i++)
		noted = block[i] == ' ' ? noted : noted * 8 + (block[i] - '0');
	return noted == sum;
}

/* Whether a file, by its first block, is a tar without files: nothing but its mark of the end. */
static bool
is_empty_tar(FILE *file, const unsigned char *block)
{
	struct stat status;
	size_t zeros = 0;

	while (zeros < BLOCK && block[zeros] == 0)
		zeros++;
	return zeros == BLOCK && fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= EMPTY_MAX;
}

/* Reads the first bytes of a file, as many as there are. */
static size_t
read_block(int fd, unsigned char *block)
{
	size_t len = 0;
	ssize_t n;

	do {
		n = read(fd, block + len, BLOCK - len);
		len += n > 0 ? (size_t)n : 0;
	} while ((n > 0 && len < BLOCK) || (n < 0 && errno == EINTR));
	return len;
}

/* Ends the program. Returns its status, as waitpid() has it. */
static int
end_program(struct unpack *unpack)
{
	int status = 0;

	if (unpack->in != NULL && unpack->in != unpack->file)
		fclose(unpack->in);
	if (unpack->pid > 0)
		while (waitpid(unpack->pid, &status, 0) < 0 && errno == EINTR)
			;
	unpack->in = NULL;
	unpack->pid = 0;
	return status;
}

/* Whether the program found the file good. The exit status 2 of gzip is a warning: something follows its data. */
static bool
is_good(const struct unpack *unpack, int status)
{
	return status == 0 || (WIFEXITED(status) && WEXITSTATUS(status) == 2 && strcmp(unpack->program, "gzip") == 0);
}

bool
unpack_is_archive(struct unpack *unpack)
{
	unsigned char block[BLOCK] = "";
	size_t len;

	if (unpack->program == NULL) {
		ssize_t n = pread(fileno(unpack->file), block, BLOCK, 0);

		return (n == BLOCK && (is_tar_block(block) || is_empty_tar(unpack->file, block))) ||
		       (n > 4 && memcmp(block, "PK\3\4", 4) == 0);
	}
	len = read_block(fileno(unpack->in), block);
	end_program(unpack);
	if (lseek(fileno(unpack->file), 0, SEEK_SET) != 0 || !start(unpack))
		unpack->why = errno;
	return len == BLOCK && is_tar_block(block);
}

bool
unpack_check(struct unpack *unpack)
{
	unsigned char block[BLOCK];

	while (read_block(fileno(unpack->in), block) > 0)
		;
	return is_good(unpack, end_program(unpack));
}

bool
unpack_close(struct unpack *unpack)
{
	int status = end_program(unpack);
	bool good = is_good(unpack, status) || (WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE);

	fclose(unpack->file);
	*unpack = (struct unpack){ .pid = 0 };
	return good;
}
