// libedit's native interface for Swift: one function for each use of a variadic call, which Swift can't call, and
// the signal handlers of a terminal, which must be C since a handler may not enter Swift's runtime.
#pragma once
#include <histedit.h>

// The editor. Calls on one EditLine come from one thread at a time.

/// An editor that reads from one terminal descriptor and draws on another, both of which it takes over; NULL when
/// there is no memory.
EditLine *le_open(const char *program, int input, int output);
void le_close(EditLine *editor);
/// Whose editor it is, for its callbacks.
void le_set_owner(EditLine *editor, void *owner);
void *le_owner(EditLine *editor);

typedef int (*le_read_function)(EditLine *editor, wchar_t *character);
typedef unsigned char (*le_key_function)(EditLine *editor, int character);

/// What delivers the next character: 1, or 0 at the end, or -1 to give up the line.
void le_set_input(EditLine *editor, le_read_function read);
/// The prompt, copied. Text between two \1 takes no room on the screen; it can't be last.
int le_set_prompt(EditLine *editor, const char *text);
/// A function that keys can be bound to, also in ~/.editrc.
int le_add_function(EditLine *editor, const char *name, const char *help, le_key_function function);
int le_bind(EditLine *editor, const char *key, const char *function);
/// Whether a key has one of two bindings.
int le_is_bound(EditLine *editor, const char *key, const char *function, const char *other);
/// Whether ~/.editrc has chosen vi's keys.
int le_is_vi(EditLine *editor);
/// Into or out of the state that editing needs.
void le_set_raw(EditLine *editor, int is_raw);
/// Draws the prompt and the line anew, from the cursor's place on.
void le_redraw(EditLine *editor);

/// wcwidth: the cells that a character takes, -1 for what is not printable.
int le_width(wchar_t character);

/// A history that the editor's keys go through; NULL when there is no memory.
History *le_history_open(EditLine *editor, int size);
void le_history_add(History *history, const char *entry);

// The terminal, one for the process.

/// Remembers the terminal's settings as those that le_terminal_restore brings back, until it has.
int le_terminal_save(int descriptor);
/// What it writes before, this time; stays where it is in memory.
void le_terminal_set_farewell(const char *text);
/// Brings them back, at once; nothing when there are none, or another job has the terminal now. May be called from
/// any thread and from a signal handler. Waits a second at most for a terminal that takes no output.
void le_terminal_restore(void);
/// Whether this process may use the terminal now.
int le_terminal_is_ours(int descriptor);

/// From now on a signal of a crash, Ctrl-\, or another that nobody here expects and that ends a process, restores the terminal before it does what it did before.
void le_guard_crashes(void);

/// What the descriptor given to le_watch receives.
enum { le_resized = 'w', le_suspended = 'z', le_continued = 'c' };

/// Until le_unwatch on the same thread: window changes, Ctrl-Z and `fg` are written to a pipe, whichever thread gets
/// them.
void le_watch(int descriptor);
void le_unwatch(void);
/// Stops the process, as Ctrl-Z does by default. Returns when it goes on. Between le_watch and le_unwatch.
void le_suspend(void);

// Signals for the whole process. Each once.

/// From now on these signals do nothing but write their number to a pipe, whichever thread gets them. What is ignored
/// stays ignored, but for SIGINT and SIGTERM.
///
/// Returns the pipe's end to read from, which does not block; -1 when there is no pipe.
int le_observe(const int *numbers, int count);
