/*
 * idle ADDRESS PORT CONNECTIONS: opens them one after another, has one byte echoed on each and keeps them. Then says
 * "open N"; for each line on standard input it has a byte echoed again and says "alive N". Ends with its input.
 */
#include "common.h"
#include <sys/time.h>

static int echoed(int fd) {
  char byte = 'x';
  return send(fd, &byte, 1, MSG_NOSIGNAL) == 1 && recv(fd, &byte, 1, 0) == 1;
}

int idle_main(char **args) {
  struct sockaddr_in to = address_of(args[0], args[1]);
  long wanted = number(args[2]);
  int *fds = calloc((size_t)wanted, sizeof *fds);
  if (fds == NULL) die("calloc");
  long count = 0;
  struct timeval patience = {.tv_sec = 3};
  while (count < wanted) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) die("socket");
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) < 0 || !echoed(fd)) die("connect");
    fds[count++] = fd;
  }
  printf("open %ld\n", count);
  fflush(stdout);
  char line[16];
  while (fgets(line, sizeof line, stdin) != NULL) {
    long alive = 0;
    for (long n = 0; n < count; n += 1) alive += echoed(fds[n]);
    printf("alive %ld\n", alive);
    fflush(stdout);
  }
  return 0;
}
