/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/conf_address.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "str.h"

/* AF_INET or AF_INET6 of an address in digits; AF_UNSPEC: a name. */
static int
family_of(const char *address)
{
	struct in6_addr v6;
	struct in_addr v4;

	return inet_pton(AF_INET6, address, &v6) == 1 ? AF_INET6 : inet_aton(address, &v4) != 0 ? AF_INET : AF_UNSPEC;
}

/* Whether it is certain, without a look-up, that this is neither an address nor a name. */
static bool
is_impossible(const char *address)
{
	bool digits = strspn(address, "0123456789.") == strlen(address);

	return strpbrk(address, " \t#") != NULL || (digits && family_of(address) == AF_UNSPEC);
}

static void
check_family(struct conf_facts *facts, unsigned link, const char *key, const char *address, const char **first)
{
	char *said;

	if (family_of(address) == AF_UNSPEC)
		return;
	if (*first == NULL)
		*first = address;
	if (family_of(address) == family_of(*first))
		return;
	said = str_format("Nodes for link %u have different IP families (compared %s with %s)", link, address, *first);
	facts->failed |= said == NULL;
	conf_refuse(facts, key, said, "\"%s\" is of another IP family than \"%s\", on the same link", address, *first);
	free(said);
}

void
conf_check_address(struct conf_facts *facts, unsigned link, const char *key, const char **first)
{
	const char *address = conf_text(facts, key);
	char *said;

	if (address == NULL)
		return;
	if (!is_impossible(address)) {
		check_family(facts, link, key, address, first);
		return;
	}
	said = str_format("failed to parse node address '%s'", address);
	facts->failed |= said == NULL;
	conf_refuse(facts, key, said, "\"%s\" is not an address", address);
	free(said);
}
