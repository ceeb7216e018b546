#define _GNU_SOURCE
#include "CLineEdit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static int notes[2] = {-1, -1};

static void receive_observed(int number) {
  int error = errno;
  unsigned char note = (unsigned char)number;
  // A full pipe has news enough.
  if (write(notes[1], &note, 1) < 0) errno = error;
  errno = error;
}

int le_observe(const int *numbers, int count) {
  if (pipe(notes) != 0) return -1;
  for (int index = 0; index < 2; index++) {
    fcntl(notes[index], F_SETFD, FD_CLOEXEC);
    fcntl(notes[index], F_SETFL, O_NONBLOCK);
  }
  // SA_RESTART: threads get the signal in the middle of a call.
  struct sigaction action = {.sa_handler = receive_observed, .sa_flags = SA_RESTART}, before;
  sigemptyset(&action.sa_mask);
  for (int index = 0; index < count; index++) {
    sigaction(numbers[index], NULL, &before);
    // nohup
    if (numbers[index] == SIGHUP && before.sa_handler == SIG_IGN) continue;
    sigaction(numbers[index], &action, NULL);
  }
  return notes[0];
}
