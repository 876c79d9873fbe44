/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Runs two commands by turns, and prints what they cost, and the ratio: for `run`, which describes the table.
 *
 *   time [-n RUNS] [-j COPIES] [-p PID] OURS... :: THEIRS...
 *   time [-n RUNS] [-p PID] OURS... :: =MS
 *
 * Each is a program with its arguments, or several with "+" between them, which run one after another. What follows "//"
 * runs afterwards, and is not measured. =MS is a limit in place of a second command. -j runs so many copies at once. PID is corosync's: its CPU time and its peak memory are
 * measured with each command. A line for each measure, of tab-separated fields:
 *
 *   time|cpu|memory|daemon  MIN  MEDIAN  P10  P90  OURS  THEIRS
 *
 * MIN and MEDIAN are ratios of the minima and of the medians, P10 and P90 are of the ratios of single pairs, OURS and
 * THEIRS are medians in ms or MiB. memory is the program's, daemon corosync's.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MAX_RUNS = 10000, MAX_COPIES = 1000, REST_MS = 3 };
enum { OURS, THEIRS, SIDES };
enum measure { TIME, CPU, MEMORY, DAEMON, MEASURES };

static const char *const measure_names[MEASURES] = { "time", "cpu", "memory", "daemon" };

static double results[MEASURES][SIDES][MAX_RUNS];
static char **commands[SIDES], **afterwards[SIDES];
static unsigned runs = 20, copies = 1;
static const char *corosync; /* its pid, or NULL */
static posix_spawn_file_actions_t quiet;

extern char **environ;

static void die(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

static void
die(const char *format, ...)
{
	va_list ap;

	fputs("time: ", stderr);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

/* ---- what is measured ------------------------------------------------------- */

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static FILE *
open_of_corosync(const char *what, const char *mode)
{
	char path[64];
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%s/%s", corosync, what);
	if ((file = fopen(path, mode)) == NULL)
		die("%s: %s", path, strerror(errno));
	return file;
}

/* Of the thread that answers clients. Waits first: what a client that has ended leaves to do belongs to that client. */
static double
corosync_cpu_ms(void)
{
	unsigned long long ns;
	FILE *file;

	if (corosync == NULL)
		return 0;
	nanosleep(&(struct timespec){ .tv_nsec = REST_MS * 1000000L }, NULL);
	file = open_of_corosync("schedstat", "re");
	if (fscanf(file, "%llu", &ns) != 1)
		die("cannot read the CPU time of corosync");
	fclose(file);
	return (double)ns / 1e6;
}

/* The peak since the last call of corosync_peak_begin(). */
static double
corosync_peak_mib(void)
{
	unsigned long kib = 0;
	char line[256];
	FILE *file;

	if (corosync == NULL)
		return 0;
	file = open_of_corosync("status", "re");
	while (fgets(line, sizeof(line), file) != NULL)
		if (sscanf(line, "VmHWM: %lu", &kib) == 1)
			break;
	fclose(file);
	return (double)kib / 1024;
}

static void
corosync_peak_begin(void)
{
	FILE *file;

	if (corosync == NULL)
		return;
	file = open_of_corosync("clear_refs", "we");
	fputs("5", file);
	if (fclose(file) != 0)
		die("cannot begin to measure the memory of corosync: %s", strerror(errno));
}

/* ---- commands --------------------------------------------------------------- */

static pid_t
start(char **argv)
{
	pid_t pid;
	int rc = posix_spawnp(&pid, argv[0], &quiet, NULL, argv, environ);

	if (rc != 0)
		die("%s: %s", argv[0], strerror(rc));
	return pid;
}

/* Waits for one program, and returns its peak memory in MiB. */
static double
await(pid_t pid, char **argv)
{
	struct rusage usage;
	int status;

	while (wait4(pid, &status, 0, &usage) < 0)
		if (errno != EINTR)
			die("wait4: %s", strerror(errno));
	if (status != 0)
		die("%s %s failed: status %#x", argv[0], argv[1] != NULL ? argv[1] : "", (unsigned)status);
	return (double)usage.ru_maxrss / 1024;
}

/* Runs programs one after another, up to the NULL after the last; each ends with "+" or NULL. Returns the peak in MiB. */
static double
run_programs(char **argv)
{
	double peak = 0;

	while (*argv != NULL) {
		static pid_t pids[MAX_COPIES];
		char **end = argv, *mark;

		while (*end != NULL && strcmp(*end, "+") != 0)
			end++;
		mark = *end;
		*end = NULL;
		for (unsigned i = 0; i < copies; i++)
			pids[i] = start(argv);
		for (unsigned i = 0; i < copies; i++) {
			double memory = await(pids[i], argv);

			peak = memory > peak ? memory : peak;
		}
		*end = mark;
		argv = mark != NULL ? end + 1 : end;
	}
	return peak;
}

/* Cuts off what is not to be measured. NULL: nothing. */
static char **
cut_afterwards(char **argv)
{
	while (*argv != NULL && strcmp(*argv, "//") != 0)
		argv++;
	if (*argv == NULL)
		return NULL;
	*argv++ = NULL;
	return argv;
}

static void
measure(unsigned side, unsigned run)
{
	double cpu, begin;

	if (commands[side][0][0] == '=') { /* a limit */
		results[TIME][side][run] = strtod(commands[side][0] + 1, NULL);
		return;
	}
	corosync_peak_begin();
	cpu = corosync_cpu_ms();
	begin = now_ms();
	results[MEMORY][side][run] = run_programs(commands[side]);
	results[TIME][side][run] = now_ms() - begin;
	results[CPU][side][run] = corosync_cpu_ms() - cpu;
	results[DAEMON][side][run] = corosync_peak_mib();
	if (afterwards[side] != NULL)
		run_programs(afterwards[side]);
}

/* ---- the result --------------------------------------------------------------- */

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Of sorted values, the one below which this part of them is. */
static double
quantile(const double *sorted, double part)
{
	return sorted[(unsigned)(part * (runs - 1) + 0.5)];
}

static double
ratio(double a, double b)
{
	return b > 0 ? a / b : 0; /* 0: not measured */
}

static void
print(enum measure m)
{
	static double pairs[MAX_RUNS];
	double *ours = results[m][OURS], *theirs = results[m][THEIRS];

	for (unsigned i = 0; i < runs; i++)
		pairs[i] = ratio(ours[i], theirs[i]);
	qsort(pairs, runs, sizeof(*pairs), by_value);
	qsort(ours, runs, sizeof(*ours), by_value);
	qsort(theirs, runs, sizeof(*theirs), by_value);
	printf("%s\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\n", measure_names[m], ratio(ours[0], theirs[0]),
	       ratio(quantile(ours, 0.5), quantile(theirs, 0.5)), quantile(pairs, 0.1), quantile(pairs, 0.9),
	       quantile(ours, 0.5), quantile(theirs, 0.5));
}

static unsigned
number(const char *text, unsigned most)
{
	unsigned long n = strtoul(text, NULL, 10);

	if (n < 1 || n > most)
		die("%s is not from 1 to %u", text, most);
	return (unsigned)n;
}

int
main(int argc, char **argv)
{
	int option, i;

	while ((option = getopt(argc, argv, "+n:j:p:")) != -1)
		switch (option) {
		case 'n': runs = number(optarg, MAX_RUNS); break;
		case 'j': copies = number(optarg, MAX_COPIES); break;
		case 'p': corosync = optarg; break;
		default: return 2;
		}
	i = optind;
	while (i < argc && strcmp(argv[i], "::") != 0)
		i++;
	if (i == optind || i + 1 >= argc)
		die("usage: time [-n RUNS] [-j COPIES] [-p PID] OURS... :: THEIRS... | =MS");
	argv[i] = NULL;
	commands[OURS] = argv + optind;
	commands[THEIRS] = argv + i + 1;
	for (unsigned side = 0; side < SIDES; side++)
		afterwards[side] = cut_afterwards(commands[side]);
	if (posix_spawn_file_actions_init(&quiet) != 0 ||
	    posix_spawn_file_actions_addopen(&quiet, STDIN_FILENO, "/dev/null", O_RDONLY, 0) != 0 ||
	    posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) != 0)
		die("no memory");

	for (unsigned side = 0; side < SIDES && copies == 1; side++)
		measure(side, 0); /* it finds cold caches, and is replaced */
	for (unsigned run = 0; run < runs; run++)
		for (unsigned turn = 0; turn < SIDES; turn++)
			measure((run + turn) % SIDES, run); /* neither always has what the other left */
	for (enum measure m = 0; m < MEASURES; m++)
		print(m);
	return 0;
}
