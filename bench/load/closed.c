/*
 * closed ADDRESS PORT SECONDS OUTSTANDING: short HTTP connections, always so many at once. One is socket, connect, GET,
 * read to the end, close; its latency includes the connect. {"count","failed","perSecond","p50Us","p99Us"}
 */
#include "common.h"

struct connection {
  int fd;
  int asked;
  int64_t began;
  /* Of the answer: without any, its end is a failure. */
  size_t received;
};

static const char request[] = "GET / HTTP/1.0\r\n\r\n";
static struct sockaddr_in to;
static int epoll_fd;
static long failed;
static struct samples latencies;

static void begin(struct connection *c) {
  for (;;) {
    c->asked = 0;
    c->received = 0;
    c->began = now_ns();
    c->fd = connecting_socket(&to);
    if (c->fd >= 0) break;
    failed += 1;
    /* Nobody there: without a pause this loop would do nothing else. */
    usleep(1000);
  }
  /* Edge-triggered for both directions: one call for the whole life of the connection. */
  struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = c};
  if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, c->fd, &event) < 0) die("epoll_ctl");
}

/* 1: it has ended well; -1: it has failed; 0: it goes on. */
static int advance(struct connection *c, uint32_t events) {
  if (!c->asked) {
    if (!(events & (EPOLLOUT | EPOLLERR))) return 0;
    if (send(c->fd, request, sizeof request - 1, MSG_NOSIGNAL) < 0) return errno == EAGAIN ? 0 : -1;
    c->asked = 1;
    /* An answer cannot be there yet: reading now would be a wasted call. */
    if (!(events & EPOLLIN)) return 0;
  }
  char buffer[4096];
  for (;;) {
    ssize_t got = recv(c->fd, buffer, sizeof buffer, 0);
    if (got == 0) return c->received > 0 ? 1 : -1;
    if (got < 0) return errno == EAGAIN ? 0 : -1;
    c->received += (size_t)got;
  }
}

int closed_main(char **args) {
  to = address_of(args[0], args[1]);
  double seconds = strtod(args[2], NULL);
  long outstanding = number(args[3]);
  epoll_fd = epoll_create1(0);
  struct connection *all = calloc((size_t)outstanding, sizeof *all);
  if (epoll_fd < 0 || all == NULL) die("start");
  int64_t began = now_ns();
  int64_t end = began + (int64_t)(seconds * SECOND_NS);
  for (long n = 0; n < outstanding; n += 1) begin(&all[n]);
  int64_t now = began;
  while (now < end) {
    struct epoll_event events[64];
    int ready = epoll_wait(epoll_fd, events, 64, 50);
    now = now_ns();
    for (int n = 0; n < ready; n += 1) {
      struct connection *c = events[n].data.ptr;
      int outcome = advance(c, events[n].events);
      if (outcome == 0) continue;
      if (outcome > 0) add_sample(&latencies, now_ns() - c->began);
      else failed += 1;
      close(c->fd);
      begin(c);
    }
  }
  double took = (double)(now - began) / SECOND_NS;
  size_t count = latencies.count;
  printf("{\"count\":%zu,\"failed\":%ld,\"perSecond\":%.1f,\"p50Us\":%u,\"p99Us\":%u}\n", count, failed,
         (double)count / took, percentile_us(&latencies, 50), percentile_us(&latencies, 99));
  return 0;
}
