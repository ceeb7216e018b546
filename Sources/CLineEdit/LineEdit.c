#define _GNU_SOURCE
#include "CLineEdit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// What hangs on an EditLine.
struct context {
  void *owner;
  char *prompt;
  FILE *input;
  FILE *output;
};

static struct context *context_of(EditLine *editor) {
  struct context *context = NULL;
  el_get(editor, EL_CLIENTDATA, &context);
  return context;
}

static char *prompt_of(EditLine *editor) {
  static char none[] = "";
  struct context *context = context_of(editor);
  return context && context->prompt ? context->prompt : none;
}

static void discard(struct context *context) {
  if (context->input) fclose(context->input);
  if (context->output) fclose(context->output);
  free(context->prompt);
  free(context);
}

EditLine *le_open(const char *program, int input, int output) {
  struct context *context = calloc(1, sizeof *context);
  if (!context) return NULL;
  context->input = fdopen(input, "r");
  context->output = fdopen(output, "w");
  EditLine *editor = NULL;
  if (context->input && context->output)
    editor = el_init_fd(program, context->input, context->output, context->output, input, output, output);
  if (!editor) {
    discard(context);
    return NULL;
  }
  el_set(editor, EL_CLIENTDATA, context);
  // libedit's handlers send the signal on to the whole process group, which need not be ours alone.
  el_set(editor, EL_SIGNAL, 0);
  el_set(editor, EL_EDITOR, "emacs");
  el_set(editor, EL_PROMPT_ESC, prompt_of, '\1');
  return editor;
}

void le_close(EditLine *editor) {
  struct context *context = context_of(editor);
  el_end(editor);
  discard(context);
}

void le_set_owner(EditLine *editor, void *owner) { context_of(editor)->owner = owner; }

void *le_owner(EditLine *editor) { return context_of(editor)->owner; }

// The wide call: libedit before 2016 hands a char to what the narrow one sets.
void le_set_input(EditLine *editor, le_read_function read) { el_wset(editor, EL_GETCFN, read); }

int le_set_prompt(EditLine *editor, const char *text) {
  struct context *context = context_of(editor);
  char *copy = strdup(text);
  if (!copy) return -1;
  free(context->prompt);
  context->prompt = copy;
  return 0;
}

int le_add_function(EditLine *editor, const char *name, const char *help, le_key_function function) {
  return el_set(editor, EL_ADDFN, name, help, function);
}

int le_bind(EditLine *editor, const char *key, const char *function) {
  return el_set(editor, EL_BIND, key, function, NULL);
}

int le_is_bound(EditLine *editor, const char *key, const char *function, const char *other) {
  // libedit only prints bindings.
  char *text = NULL;
  size_t length = 0;
  FILE *stream = open_memstream(&text, &length);
  if (!stream) return 0;
  el_set(editor, EL_SETFP, 1, stream);
  const char *arguments[] = {"bind", key, NULL};
  el_parse(editor, 2, arguments);
  el_set(editor, EL_SETFP, 1, context_of(editor)->output);
  fclose(stream);
  if (!text) return 0;
  // "^I"<tab>-><tab>ed-insert<newline>
  text[strcspn(text, "\n")] = '\0';
  char *name = strrchr(text, '\t');
  int is_bound = name && (strcmp(name + 1, function) == 0 || strcmp(name + 1, other) == 0);
  free(text);
  return is_bound;
}

int le_is_vi(EditLine *editor) {
  const char *name = NULL;
  return el_get(editor, EL_EDITOR, &name) == 0 && name && strcmp(name, "vi") == 0;
}

void le_set_raw(EditLine *editor, int is_raw) { el_set(editor, EL_PREP_TERM, is_raw); }

void le_redraw(EditLine *editor) { el_set(editor, EL_REFRESH); }

int le_width(wchar_t character) { return wcwidth(character); }

History *le_history_open(EditLine *editor, int size) {
  History *list = history_init();
  if (!list) return NULL;
  HistEvent event;
  history(list, &event, H_SETSIZE, size);
  el_set(editor, EL_HIST, history, list);
  return list;
}

void le_history_add(History *list, const char *entry) {
  HistEvent event;
  history(list, &event, H_ENTER, entry);
}
