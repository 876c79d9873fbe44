/* SPDX-License-Identifier: BSD-3-Clause */
/* The records of status for several nodes. All have the same fields; those that a record does not need are left out. */
#include "commands/status_all.h"
#include "output/field.h"

struct record {
	const char *kind, *node;
	const struct viewer *viewer;      /* `node`, for what it says of itself */
	const char *about;                /* the other node */
	const struct cluster_node *seen;  /* it, as `node` sees it */
	int link;                         /* -1: none */
	const char *key;
	const struct cmh_entry *entry;
	const struct finding *finding;
};

/* Why little or nothing is known of what a node sees. NULL: all is known. */
static const char *
error_of(const struct viewer *viewer)
{
	if (viewer->view == VIEW_EMPTY)
		return "the map has no members";
	return viewer->view == VIEW_CUT ? "the map ends early" : viewer->why;
}

static void
print_record(struct output *out, const struct record *record)
{
	static const char *const members[] = { [MEMBER_UNSEEN] = "never seen", [MEMBER_LEFT] = "left", [MEMBER_JOINED] = "joined" };
	const struct finding *finding = record->finding;
	const struct cluster_quorum *quorum = record->viewer != NULL ? &record->viewer->status.cluster.quorum : NULL;
	const struct field fields[] = {
		field_text("record", record->kind),
		field_text("node", record->node),
		quorum != NULL && quorum->exists && !quorum->counted ? field_truth("quorate", quorum->quorate) : field_none("quorate"),
		field_text("version", record->viewer != NULL ? record->viewer->version : NULL),
		field_text("about", record->about),
		field_text("member", record->seen != NULL ? members[record->seen->member] : NULL),
		record->seen != NULL ? field_number("links", node_links(record->seen)) : field_none("links"),
		record->seen != NULL ? field_number("links_up", node_links_up(record->seen)) : field_none("links_up"),
		record->link >= 0 ? field_number("link", (uint64_t)record->link) : field_none("link"),
		field_text("key", record->key),
		field_text("type", record->entry != NULL ? cmh_type_name(record->entry->value.type) : NULL),
		field_value("value", record->key, record->entry != NULL ? &record->entry->value : NULL),
		field_text("level", finding != NULL ? finding_level_name(finding->level) : NULL),
		field_text("code", finding != NULL ? finding->rule->code : NULL),
		field_text("what", finding != NULL ? finding->what : NULL),
		field_text("error", record->viewer != NULL ? error_of(record->viewer) : NULL),
		field_nonzero("left_out", record->viewer != NULL ? record->viewer->status.excepted.n : 0),
	};

	output_record(out, FIELDS(fields));
}

/* Prints what a node sees of each other one. */
static void
print_views(struct overview *all, const struct viewer *from)
{
	for (size_t i = 0; i < all->n_rows; i++) {
		const struct cluster_node *seen = viewer_sees(from, all->rows[i]);

		if (seen != NULL && from != all->rows[i])
			print_record(&all->app->render,
				     &(struct record){
					     .kind = "view", .node = from->name, .about = all->rows[i]->name, .seen = seen, .link = -1 });
	}
}

static void
print_setting(struct overview *all, const struct node_row *row)
{
	for (size_t i = 0; i < all->n_known; i++)
		if (row->same[i] != NODE_ROW_OPEN)
			print_record(&all->app->render,
				     &(struct record){
					     .kind = "setting", .node = all->names[i], .link = -1, .key = row->key, .entry = row->v[i] });
}

static void
print_findings(struct overview *all, const struct viewer *viewer)
{
	for (size_t i = 0; i < viewer->status.findings.n; i++) {
		const struct finding *finding = &viewer->status.findings.v[i];

		print_record(&all->app->render,
			     &(struct record){ .kind = "finding", .node = viewer->name, .link = finding->link, .finding = finding });
	}
}

void
overview_print_records(struct overview *all)
{
	struct output *out = &all->app->render;

	for (size_t i = 0; i < all->n; i++)
		print_record(out, &(struct record){ .kind = "node", .node = all->v[i].name, .viewer = &all->v[i], .link = -1 });
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].view >= VIEW_CUT)
			print_views(all, &all->v[i]);
	for (size_t i = 0; i < all->n_against; i++)
		print_record(out, &(struct record){ .kind = "one_way",
						    .node = all->against[i].from->name,
						    .about = all->against[i].to->name,
						    .link = all->against[i].link });
	out->failed |= !overview_each_setting(all, print_setting);
	for (size_t i = 0; i < all->n; i++)
		print_findings(all, &all->v[i]);
}
