/* UDP clients: 64 bytes a datagram, a socket for each flow, many datagrams a system call. */
#include "common.h"

#define SIZE 64
#define BATCH 32
/* A flow that has heard nothing for so long has lost what it had outstanding. */
#define LOST_NS (50 * MILLISECOND_NS)

static char outgoing[BATCH][SIZE], incoming[BATCH][SIZE];

static void prepare(struct mmsghdr *messages, struct iovec *pieces, char data[BATCH][SIZE]) {
  memset(messages, 0, BATCH * sizeof *messages);
  for (int n = 0; n < BATCH; n += 1) {
    pieces[n] = (struct iovec){.iov_base = data[n], .iov_len = SIZE};
    messages[n].msg_hdr.msg_iov = &pieces[n];
    messages[n].msg_hdr.msg_iovlen = 1;
  }
}

static int connected(const struct sockaddr_in *to) {
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0 || connect(fd, (const struct sockaddr *)to, sizeof *to) < 0) die("connect");
  return fd;
}

struct flow {
  int fd;
  int64_t heard;
};

static struct mmsghdr sending[BATCH], receiving[BATCH];
static struct iovec send_pieces[BATCH], receive_pieces[BATCH];

static void send_some(int fd, int count) {
  int64_t now = now_ns();
  for (int n = 0; n < count; n += 1) memcpy(outgoing[n], &now, sizeof now);
  sendmmsg(fd, sending, (unsigned)count, 0);
}

/*
 * udp-echo ADDRESS PORT SECONDS FLOWS OUTSTANDING: round trips, so many datagrams of each flow on their way.
 * {"count","perSecond","lost","p50Us","p99Us"}
 */
int udp_echo_main(char **args) {
  struct sockaddr_in to = address_of(args[0], args[1]);
  double seconds = strtod(args[2], NULL);
  long flows = number(args[3]);
  int outstanding = (int)number(args[4]);
  if (outstanding > BATCH) outstanding = BATCH;
  prepare(sending, send_pieces, outgoing);
  prepare(receiving, receive_pieces, incoming);
  int epoll_fd = epoll_create1(0);
  struct flow *all = calloc((size_t)flows, sizeof *all);
  if (epoll_fd < 0 || all == NULL) die("start");
  int64_t began = now_ns(), now = began;
  for (long n = 0; n < flows; n += 1) {
    all[n] = (struct flow){.fd = connected(&to), .heard = began};
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &all[n]};
    if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, all[n].fd, &event) < 0) die("epoll_ctl");
    send_some(all[n].fd, outstanding);
  }
  struct samples latencies = {0};
  long lost = 0;
  while (now < began + (int64_t)(seconds * SECOND_NS)) {
    struct epoll_event events[64];
    int ready = epoll_wait(epoll_fd, events, 64, 10);
    now = now_ns();
    for (int n = 0; n < ready; n += 1) {
      struct flow *flow = events[n].data.ptr;
      int got = recvmmsg(flow->fd, receiving, BATCH, 0, NULL);
      if (got <= 0) continue;
      flow->heard = now;
      for (int m = 0; m < got; m += 1) {
        int64_t sent;
        memcpy(&sent, incoming[m], sizeof sent);
        add_sample(&latencies, now - sent);
      }
      send_some(flow->fd, got);
    }
    for (long n = 0; ready < 64 && n < flows; n += 1) {
      if (now - all[n].heard < LOST_NS) continue;
      all[n].heard = now;
      lost += 1;
      send_some(all[n].fd, outstanding);
    }
  }
  size_t count = latencies.count;
  printf("{\"count\":%zu,\"perSecond\":%.1f,\"lost\":%ld,\"p50Us\":%u,\"p99Us\":%u}\n", count,
         (double)count * SECOND_NS / (double)(now - began), lost, percentile_us(&latencies, 50),
         percentile_us(&latencies, 99));
  return 0;
}

/* How many the sink has had. It is asked on a path of its own, past the balancer. */
static uint64_t sink_count(int fd) {
  for (int attempt = 0; attempt < 100; attempt += 1) {
    uint64_t count;
    if (send(fd, "?", 1, 0) < 0) die("sink");
    usleep(20000);
    if (recv(fd, &count, sizeof count, 0) == sizeof count) return count;
  }
  fprintf(stderr, "the sink does not answer\n");
  exit(1);
}

/*
 * udp-blast ADDRESS PORT SINK_ADDRESS SINK_PORT SECONDS FLOWS: as many as can be sent; what counts has arrived.
 * {"count","sent","perSecond"}
 */
int udp_blast_main(char **args) {
  struct sockaddr_in to = address_of(args[0], args[1]);
  struct sockaddr_in sink_address = address_of(args[2], args[3]);
  double seconds = strtod(args[4], NULL);
  long flows = number(args[5]);
  prepare(sending, send_pieces, outgoing);
  int *fds = calloc((size_t)flows, sizeof *fds);
  if (fds == NULL) die("calloc");
  for (long n = 0; n < flows; n += 1) fds[n] = connected(&to);
  int sink = connected(&sink_address);
  uint64_t before = sink_count(sink), sent = 0;
  int64_t began = now_ns(), now = began;
  while (now < began + (int64_t)(seconds * SECOND_NS)) {
    for (long n = 0; n < flows; n += 1) {
      int done = sendmmsg(fds[n], sending, BATCH, 0);
      if (done > 0) sent += (uint64_t)done;
    }
    now = now_ns();
  }
  uint64_t arrived = sink_count(sink) - before;
  printf("{\"count\":%llu,\"sent\":%llu,\"perSecond\":%.1f}\n", (unsigned long long)arrived, (unsigned long long)sent,
         (double)arrived * SECOND_NS / (double)(now - began));
  return 0;
}
