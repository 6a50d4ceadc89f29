/*
 * The benchmark's load generator and its UDP and idle server: one program, so that it is compiled in a moment.
 * Results are JSON on standard output, except where a program's head says otherwise.
 */
#include "common.h"
#include <sys/resource.h>
#include <time.h>

static const struct {
  const char *name;
  int (*run)(char **);
  int arguments;
  const char *usage;
} programs[] = {
    {"closed", closed_main, 4, "ADDRESS PORT SECONDS OUTSTANDING"},
    {"open", open_main, 5, "ADDRESS PORT RATE SECONDS TIMEOUT_MS"},
    {"idle", idle_main, 3, "ADDRESS PORT CONNECTIONS"},
    {"udp-echo", udp_echo_main, 5, "ADDRESS PORT SECONDS FLOWS OUTSTANDING"},
    {"udp-blast", udp_blast_main, 6, "ADDRESS PORT SINK_ADDRESS SINK_PORT SECONDS FLOWS"},
    {"serve", serve_main, 2, "ECHO_PORT SINK_PORT"},
};

int main(int argc, char **argv) {
  /* As many descriptors as we may have: idle connections need one each. */
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  size_t count = sizeof programs / sizeof *programs;
  for (size_t n = 0; argc > 1 && n < count; n += 1) {
    if (strcmp(argv[1], programs[n].name) != 0) continue;
    if (argc - 2 == programs[n].arguments) return programs[n].run(argv + 2);
  }
  for (size_t n = 0; n < count; n += 1) fprintf(stderr, "load %s %s\n", programs[n].name, programs[n].usage);
  return 2;
}

int64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * SECOND_NS + now.tv_nsec;
}

void die(const char *what) {
  perror(what);
  exit(1);
}

long number(const char *text) {
  char *end;
  long value = strtol(text, &end, 10);
  if (*end != '\0' || value < 1) {
    fprintf(stderr, "%s is no number\n", text);
    exit(2);
  }
  return value;
}

struct sockaddr_in address_of(const char *host, const char *port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)number(port))};
  if (inet_pton(AF_INET, host, &address.sin_addr) != 1) {
    fprintf(stderr, "%s is no address\n", host);
    exit(2);
  }
  return address;
}

int connecting_socket(const struct sockaddr_in *to) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) die("socket");
  if (connect(fd, (const struct sockaddr *)to, sizeof *to) == 0 || errno == EINPROGRESS) return fd;
  int why = errno;
  close(fd);
  errno = why;
  return -1;
}

void add_sample(struct samples *s, int64_t ns) {
  if (s->count == s->room) {
    s->room = s->room == 0 ? 65536 : s->room * 2;
    s->us = realloc(s->us, s->room * sizeof *s->us);
    if (s->us == NULL) die("realloc");
  }
  s->us[s->count++] = (uint32_t)(ns / 1000);
}

static int ascending(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

uint32_t percentile_us(struct samples *s, double percent) {
  if (s->count == 0) return 0;
  qsort(s->us, s->count, sizeof *s->us, ascending);
  size_t rank = (size_t)((double)s->count * percent / 100.0);
  return s->us[rank < s->count ? rank : s->count - 1];
}
