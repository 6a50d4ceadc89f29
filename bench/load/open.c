/*
 * open ADDRESS PORT RATE SECONDS TIMEOUT_MS: short HTTP connections at a fixed rate, each begun when it is due whatever
 * became of those before. A line each, in the order of their ends: when it was due (ms, monotonic), how late it began (ms),
 * how long it took from when it was due (ms), what became of it, and the first byte of the answer's body, which names the
 * server ("-" without one).
 */
#include "common.h"

struct connection {
  int fd;
  int asked;
  int64_t due, begun;
  char server;
  char tail[4];
};

static const char request[] = "GET / HTTP/1.0\r\n\r\n";

static void report(struct connection *c, const char *outcome) {
  if (c->fd >= 0) close(c->fd);
  c->fd = -1;
  double due = (double)c->due / MILLISECOND_NS;
  double late = (double)(c->begun - c->due) / MILLISECOND_NS;
  double took = (double)(now_ns() - c->due) / MILLISECOND_NS;
  printf("%.3f %.3f %.3f %s %c\n", due, late, took, outcome, c->server);
}

static const char *failure_name(int error) {
  if (error == ECONNREFUSED) return "refused";
  if (error == ECONNRESET || error == EPIPE) return "reset";
  return error == ETIMEDOUT ? "timed-out" : "failed";
}

static void begin(struct connection *c, const struct sockaddr_in *to, int epoll_fd) {
  c->begun = now_ns();
  c->fd = connecting_socket(to);
  if (c->fd < 0) {
    report(c, failure_name(errno));
    return;
  }
  struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = c};
  if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, c->fd, &event) < 0) die("epoll_ctl");
}

/* The body begins behind the empty line; the answer may come in any pieces. */
static void look_for_body(struct connection *c, const char *bytes, ssize_t length) {
  for (ssize_t n = 0; n < length && c->server == '-'; n += 1) {
    if (memcmp(c->tail, "\r\n\r\n", 4) == 0) c->server = bytes[n];
    memmove(c->tail, c->tail + 1, 3);
    c->tail[3] = bytes[n];
  }
}

static void advance(struct connection *c, uint32_t events) {
  if (!c->asked && (events & (EPOLLOUT | EPOLLERR))) {
    if (send(c->fd, request, sizeof request - 1, MSG_NOSIGNAL) < 0) {
      if (errno != EAGAIN) report(c, failure_name(errno));
      return;
    }
    c->asked = 1;
  }
  char buffer[4096];
  for (;;) {
    ssize_t got = recv(c->fd, buffer, sizeof buffer, 0);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) {
      report(c, got < 0 ? failure_name(errno) : c->server == '-' ? "closed" : "answered");
      return;
    }
    look_for_body(c, buffer, got);
  }
}

int open_main(char **args) {
  struct sockaddr_in to = address_of(args[0], args[1]);
  long rate = number(args[2]);
  long total = (long)(strtod(args[3], NULL) * (double)rate);
  int64_t timeout = number(args[4]) * MILLISECOND_NS;
  int epoll_fd = epoll_create1(0);
  struct connection *all = calloc((size_t)total, sizeof *all);
  if (epoll_fd < 0 || all == NULL) die("start");
  int64_t began = now_ns();
  /* All before `oldest` have ended, all before `next` have begun. */
  long oldest = 0, next = 0;
  while (oldest < total) {
    int64_t now = now_ns();
    for (; next < total && began + next * SECOND_NS / rate <= now; next += 1) {
      all[next] = (struct connection){.fd = -1, .due = began + next * SECOND_NS / rate, .server = '-'};
      begin(&all[next], &to, epoll_fd);
    }
    for (; oldest < next && (all[oldest].fd < 0 || now - all[oldest].due > timeout); oldest += 1) {
      if (all[oldest].fd >= 0) report(&all[oldest], "timed-out");
    }
    struct epoll_event events[64];
    int ready = epoll_wait(epoll_fd, events, 64, 1);
    for (int n = 0; n < ready; n += 1) {
      struct connection *c = events[n].data.ptr;
      if (c->fd >= 0) advance(c, events[n].events);
    }
  }
  return 0;
}
