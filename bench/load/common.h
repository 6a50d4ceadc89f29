/* What all parts of the load generator share. Times are CLOCK_MONOTONIC, as Node's hrtime. */
#ifndef COMMON_H
#define COMMON_H
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define SECOND_NS 1000000000LL
#define MILLISECOND_NS 1000000LL

int64_t now_ns(void);
/* Ends the program, saying why, with errno. */
void die(const char *what);
/* A number from the command line, 1 or more. */
long number(const char *text);
struct sockaddr_in address_of(const char *host, const char *port);
/* TCP: its connect is under way, or failed at once (-1, errno). */
int connecting_socket(const struct sockaddr_in *to);

/* Latencies, kept one by one: a run is short. */
struct samples {
  uint32_t *us;
  size_t count, room;
};
void add_sample(struct samples *s, int64_t ns);
/* Nearest rank, microseconds; 0 without samples. Sorts. */
uint32_t percentile_us(struct samples *s, double percent);

/* The programs; each gets the arguments behind its name and returns the exit status. */
int closed_main(char **args);
int open_main(char **args);
int idle_main(char **args);
int udp_echo_main(char **args);
int udp_blast_main(char **args);
int serve_main(char **args);

#endif
