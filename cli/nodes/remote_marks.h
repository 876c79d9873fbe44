/* SPDX-License-Identifier: BSD-3-Clause */
/* Shared by the files that make commands for nodes and those that read what they print. */
#ifndef NODES_REMOTE_MARKS_H
#define NODES_REMOTE_MARKS_H

/* Lines around the keys, so that what a start-up file of the shell prints is not taken for an answer, nor a part for all. */
#define REMOTE_BEGIN "cmapsh-nodes: begin"
#define REMOTE_REPORT "cmapsh-nodes: report"
#define REMOTE_END "cmapsh-nodes: end " /* before the exit status and the program that has printed the keys */
#define REMOTE_CMAPSH "cmapsh"          /* which is this one, or corosync-cmapctl */
#define REMOTE_ABSENT "cmapsh-nodes: absent"

/* What every command begins with: the folders where corosync's programs are. */
#define REMOTE_PATH "PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; "

#endif
