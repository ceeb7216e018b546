#define _GNU_SOURCE
#include "CLineEdit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

enum { signal_count = 65 };
/// By signal: the pipe's end to write to.
static volatile sig_atomic_t writers[signal_count];

static void receive_observed(int number) {
  int error = errno;
  unsigned char note = (unsigned char)number;
  // A full pipe has news enough.
  if (write(writers[number], &note, 1) < 0) errno = error;
  errno = error;
}

int le_observe(const int *numbers, int count) {
  int notes[2];
  if (pipe(notes) != 0) return -1;
  for (int index = 0; index < 2; index++) {
    fcntl(notes[index], F_SETFD, FD_CLOEXEC);
    fcntl(notes[index], F_SETFL, O_NONBLOCK);
  }
  // SA_RESTART: threads get the signal in the middle of a call.
  struct sigaction action = {.sa_handler = receive_observed, .sa_flags = SA_RESTART}, before;
  sigemptyset(&action.sa_mask);
  for (int index = 0; index < count; index++) {
    int number = numbers[index];
    sigaction(number, NULL, &before);
    // nohup, or no job control. Ctrl-C is observed all the same: a shell's background jobs have it ignored.
    if (before.sa_handler == SIG_IGN && number != SIGINT && number != SIGTERM) continue;
    if (number < 0 || number >= signal_count) continue;
    writers[number] = notes[1];
    sigaction(number, &action, NULL);
  }
  return notes[0];
}
