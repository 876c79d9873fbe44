/* SPDX-License-Identifier: BSD-3-Clause */
/* The options that every command takes. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmh.h"
#include "core/args_parser.h"
#include "output/format.h"
#include "str.h"

static bool
set_timeout(struct parser *p, const char *text)
{
	struct cmh_value seconds;
	struct cmh_error err = CMH_ERROR_INIT;
	bool good = cmh_value_parse(CMH_DBL, text, &seconds, &err) == CMH_OK && isfinite(seconds.d) && seconds.d >= 0 &&
		    seconds.d <= 86400;

	cmh_error_clear(&err);
	if (!good)
		return parser_fail(p,
				   strchr(text, '.') != NULL && cmh_name_check(text, NULL) == CMH_OK
					   ? "use watch KEY in place of corosync-cmapctl -t KEY"
					   : "write it like 5 or 0.5",
				   "\"%s\" is not a number of seconds from 0 to 86400", text);
	p->args->set.timeout_ms = (unsigned)ceil(seconds.d * 1000);
	p->args->set.timed = true;
	return true;
}

const char *const color_words[] = { [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never", NULL };

static bool
set_color(struct parser *p, const char *text)
{
	for (int i = 0; color_words[i] != NULL; i++)
		if (strcmp(color_words[i], text) == 0) {
			p->args->set.color = i;
			return true;
		}
	return parser_fail(p, "use auto, always or never", "\"%s\" is not a valid value of --color", text);
}

static bool
set_format(struct parser *p, const char *text)
{
	const struct format *format = format_by_name(text);
	char *names, *hint;

	if (format != NULL) {
		p->args->set.format = format;
		return true;
	}
	names = format_names(PRINTS_NOTHING);
	hint = names != NULL ? str_format("use one of %s", names) : NULL;
	parser_fail(p, hint, "unknown format \"%s\"", text);
	free(names);
	free(hint);
	return false;
}

bool
parser_set(struct parser *p, const struct opt *opt, const char *value)
{
	struct settings *set = &p->args->set;

	switch (opt->id) {
	case 'm': set->map = value; break;
	case 'N': set->nodes = value; break;
	case 'f': set->file = value; break;
	case 't': return set_timeout(p, value);
	case 'o': return set_format(p, value);
	case 'j': set->format = &format_json; break;
	case 'q': set->quiet = true; break;
	case 'n': set->dry_run = true; break;
	case 'y': set->yes = true; break;
	case 'k': set->keep_going = true; break;
	case 'h': set->help = true; break;
	case 'V': set->version = true; break;
	case OPT_READ_ONLY: set->read_only = true; break;
	case OPT_SHOW_SECRETS: set->show_secrets = true; break;
	case OPT_FOLD: set->fold = true; break;
	case OPT_RESTRICTED: set->restricted = true; break;
	case OPT_TIME: set->time = true; break;
	case OPT_NO_RC: set->no_rc = true; break;
	case OPT_COLOR: return set_color(p, value);
	}
	return true;
}
