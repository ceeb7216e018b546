#define _GNU_SOURCE
#include "CLineEdit.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct termios saved;
static int terminal = -1;
static volatile sig_atomic_t is_saved;
/// What is written before the settings are brought back.
static const char *farewell = "";

int le_terminal_save(int descriptor) {
  is_saved = 0;
  if (tcgetattr(descriptor, &saved) != 0) return -1;
  terminal = descriptor;
  farewell = "";
  is_saved = 1;
  return 0;
}

void le_terminal_set_farewell(const char *text) { farewell = text; }

int le_terminal_is_ours(int descriptor) {
  pid_t group = tcgetpgrp(descriptor);
  // -1: a terminal without job control is anybody's.
  return group == -1 || group == getpgrp();
}

void le_terminal_restore(void) {
  if (!is_saved) return;
  is_saved = 0;
  // Setting another job's terminal would stop us instead.
  if (!le_terminal_is_ours(terminal)) return;
  size_t length = strlen(farewell);
  // One that takes no output (Ctrl-S) would hold up the end of the process.
  struct pollfd room = {.fd = terminal, .events = POLLOUT};
  if (length > 0 && poll(&room, 1, 1000) > 0 && write(terminal, farewell, length) < 0) {
    // A terminal that is gone needs no restoring.
  }
  while (tcsetattr(terminal, TCSANOW, &saved) != 0 && errno == EINTR) {
  }
}

// Crashes, and other signals that end a process by default.

static const int crashes[] = {SIGSEGV, SIGABRT, SIGILL,  SIGTRAP,   SIGBUS,  SIGFPE,  SIGQUIT,
                              SIGALRM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGXCPU, SIGSYS};
enum { crash_count = sizeof crashes / sizeof *crashes };
static struct sigaction before[crash_count];

static void receive_crash(int number, siginfo_t *information, void *place) {
  (void)place;
  le_terminal_restore();
  for (int index = 0; index < crash_count; index++)
    if (crashes[index] == number) sigaction(number, &before[index], NULL);
  // A fault happens again when we return; what was sent has to be sent again.
  int is_fault =
      number == SIGSEGV || number == SIGILL || number == SIGTRAP || number == SIGBUS || number == SIGFPE;
  if (!is_fault || information->si_code <= 0) raise(number);
}

static void guard_crashes(void) {
  struct sigaction action = {.sa_sigaction = receive_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (int index = 0; index < crash_count; index++) {
    sigaction(crashes[index], NULL, &before[index]);
    if (before[index].sa_handler != SIG_IGN) sigaction(crashes[index], &action, NULL);
  }
}

void le_guard_crashes(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, guard_crashes);
}

// While a line is typed.

static const int watched[] = {SIGWINCH, SIGTSTP, SIGCONT};
enum { watched_count = sizeof watched / sizeof *watched };
static struct sigaction unwatched[watched_count];
static sigset_t mask;
static volatile sig_atomic_t watcher = -1;

static void receive_watched(int number) {
  int error = errno;
  char note = number == SIGWINCH ? le_resized : number == SIGTSTP ? le_suspended : le_continued;
  // A full pipe has news enough.
  if (write(watcher, &note, 1) < 0) errno = error;
  errno = error;
}

void le_watch(int descriptor) {
  watcher = descriptor;
  // SA_RESTART: other threads may get the signal in the middle of a call.
  struct sigaction action = {.sa_handler = receive_watched, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  // Threads of a pool block signals: there must be one that doesn't.
  sigset_t open;
  sigemptyset(&open);
  for (int index = 0; index < crash_count; index++) sigaddset(&open, crashes[index]);
  for (int index = 0; index < watched_count; index++) {
    sigaddset(&open, watched[index]);
    sigaction(watched[index], NULL, &unwatched[index]);
    // Ignored by who started us: no job control.
    if (watched[index] == SIGTSTP && unwatched[index].sa_handler == SIG_IGN) continue;
    sigaction(watched[index], &action, NULL);
  }
  pthread_sigmask(SIG_UNBLOCK, &open, &mask);
}

void le_unwatch(void) {
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  for (int index = 0; index < watched_count; index++) sigaction(watched[index], &unwatched[index], NULL);
}

void le_suspend(void) {
  struct sigaction stop_before, go_before, action = {.sa_handler = SIG_DFL};
  sigemptyset(&action.sa_mask);
  sigaction(SIGTSTP, &action, &stop_before);
  // No news: the caller sees it when this returns.
  sigaction(SIGCONT, &action, &go_before);
  raise(SIGTSTP);
  sigaction(SIGCONT, &go_before, NULL);
  sigaction(SIGTSTP, &stop_before, NULL);
}
