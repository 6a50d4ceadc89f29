/*
 * serve ECHO_PORT SINK_PORT: what idle connections and datagrams end at. Echoes TCP and UDP on the first port; on the
 * second counts datagrams, and tells the number (8 bytes) to who sends a single "?". Says "ready".
 */
#include "common.h"

#define SIZE 2048
#define BATCH 32

static char data[BATCH][SIZE];
static struct mmsghdr messages[BATCH];
static struct iovec pieces[BATCH];
static struct sockaddr_in senders[BATCH];
static uint64_t counted;

static int bound(const char *port, int type) {
  struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons((uint16_t)number(port))};
  int one = 1, buffer = 4 << 20;
  int fd = socket(AF_INET, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
  if (fd < 0 || bind(fd, (struct sockaddr *)&any, sizeof any) < 0) die("bind");
  if (type == SOCK_STREAM && listen(fd, 16384) < 0) die("listen");
  return fd;
}

static int receive(int fd) {
  for (int n = 0; n < BATCH; n += 1) {
    pieces[n] = (struct iovec){.iov_base = data[n], .iov_len = SIZE};
    messages[n].msg_hdr = (struct msghdr){
        .msg_name = &senders[n], .msg_namelen = sizeof senders[n], .msg_iov = &pieces[n], .msg_iovlen = 1};
  }
  return recvmmsg(fd, messages, BATCH, 0, NULL);
}

static void echo_datagrams(int fd) {
  int got = receive(fd);
  for (int n = 0; n < got; n += 1) pieces[n].iov_len = messages[n].msg_len;
  if (got > 0) sendmmsg(fd, messages, (unsigned)got, 0);
}

static void count_datagrams(int fd) {
  int got = receive(fd);
  for (int n = 0; n < got; n += 1) {
    if (messages[n].msg_len != 1 || data[n][0] != '?') counted += 1;
    else sendto(fd, &counted, sizeof counted, 0, (struct sockaddr *)&senders[n], sizeof senders[n]);
  }
}

static void accept_all(int listener, int epoll_fd) {
  for (;;) {
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event) < 0) close(fd);
  }
}

static void echo_stream(int fd) {
  ssize_t got = recv(fd, data[0], SIZE, 0);
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0 || send(fd, data[0], (size_t)got, MSG_NOSIGNAL) != got) close(fd);
}

int serve_main(char **args) {
  int listener = bound(args[0], SOCK_STREAM);
  int echo = bound(args[0], SOCK_DGRAM);
  int sink = bound(args[1], SOCK_DGRAM);
  int epoll_fd = epoll_create1(0);
  int fds[] = {listener, echo, sink};
  for (int n = 0; n < 3; n += 1) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fds[n]};
    if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fds[n], &event) < 0) die("epoll_ctl");
  }
  puts("ready");
  fflush(stdout);
  for (;;) {
    struct epoll_event events[64];
    int ready = epoll_wait(epoll_fd, events, 64, -1);
    for (int n = 0; n < ready; n += 1) {
      int fd = events[n].data.fd;
      if (fd == listener) accept_all(fd, epoll_fd);
      else if (fd == echo) echo_datagrams(fd);
      else if (fd == sink) count_datagrams(fd);
      else echo_stream(fd);
    }
  }
}
