#include "CCurlLoader.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

// The headers define these names as type-checking macros.
#undef curl_easy_setopt
#undef curl_easy_getinfo

#ifdef __APPLE__
static const char *const library_name = "libcurl.4.dylib";
#else
static const char *const library_name = "libcurl.so.4";
#endif

static struct {
  CURLcode (*global_init)(long);
  CURL *(*easy_init)(void);
  void (*easy_cleanup)(CURL *);
  CURLcode (*easy_perform)(CURL *);
  void (*easy_reset)(CURL *);
  const char *(*easy_strerror)(CURLcode);
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
  struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
  void (*slist_free_all)(struct curl_slist *);
} curl;

static char failure[512];
static const char *outcome;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void fail(const char *text) {
  strncpy(failure, text ? text : "unknown loader error", sizeof failure - 1);
  outcome = failure;
}

static int resolve(void *library, const char *name, void *slot, size_t size) {
  void *symbol = dlsym(library, name);
  if (!symbol) {
    fail(dlerror());
    return 0;
  }
  // ISO C has no cast from an object pointer to a function pointer; POSIX promises this copy works.
  memcpy(slot, &symbol, size);
  return 1;
}

static void load(void) {
  void *library = dlopen(library_name, RTLD_LAZY | RTLD_LOCAL);
  if (!library) {
    fail(dlerror());
    return;
  }
#define RESOLVE(field) resolve(library, "curl_" #field, &curl.field, sizeof curl.field)
  if (!RESOLVE(global_init) || !RESOLVE(easy_init) || !RESOLVE(easy_cleanup) || !RESOLVE(easy_perform) ||
      !RESOLVE(easy_reset) || !RESOLVE(easy_strerror) || !RESOLVE(easy_setopt) || !RESOLVE(easy_getinfo) ||
      !RESOLVE(slist_append) || !RESOLVE(slist_free_all))
    return;
#undef RESOLVE
  CURLcode code = curl.global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) fail(curl.easy_strerror(code));
}

const char *ccurl_load(void) {
  pthread_once(&once, load);
  return outcome;
}

CURL *ccurl_easy_init(void) { return curl.easy_init(); }
void ccurl_easy_cleanup(CURL *handle) { curl.easy_cleanup(handle); }
CURLcode ccurl_easy_perform(CURL *handle) { return curl.easy_perform(handle); }
void ccurl_easy_reset(CURL *handle) { curl.easy_reset(handle); }
const char *ccurl_easy_strerror(CURLcode code) { return curl.easy_strerror(code); }
struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text) {
  return curl.slist_append(list, text);
}
void ccurl_slist_free_all(struct curl_slist *list) { curl.slist_free_all(list); }

CURLcode ccurl_setopt_long(CURL *handle, CURLoption option, long value) {
  return curl.easy_setopt(handle, option, value);
}
CURLcode ccurl_setopt_text(CURL *handle, CURLoption option, const char *value) {
  return curl.easy_setopt(handle, option, value);
}
CURLcode ccurl_setopt_pointer(CURL *handle, CURLoption option, void *value) {
  return curl.easy_setopt(handle, option, value);
}
CURLcode ccurl_setopt_data_function(CURL *handle, CURLoption option, ccurl_data_function function) {
  return curl.easy_setopt(handle, option, function);
}
CURLcode ccurl_setopt_progress_function(CURL *handle, ccurl_progress_function function) {
  return curl.easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, function);
}
CURLcode ccurl_setopt_prerequest_function(CURL *handle, ccurl_prerequest_function function) {
  return curl.easy_setopt(handle, CURLOPT_PREREQFUNCTION, function);
}
CURLcode ccurl_setopt_socket_function(CURL *handle, ccurl_socket_function function) {
  return curl.easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, function);
}
CURLcode ccurl_setopt_close_function(CURL *handle, ccurl_close_function function) {
  return curl.easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, function);
}
CURLcode ccurl_setopt_debug_function(CURL *handle, ccurl_debug_function function) {
  return curl.easy_setopt(handle, CURLOPT_DEBUGFUNCTION, function);
}
CURLcode ccurl_getinfo_long(CURL *handle, CURLINFO info, long *value) {
  return curl.easy_getinfo(handle, info, value);
}
CURLcode ccurl_getinfo_list(CURL *handle, CURLINFO info, struct curl_slist **value) {
  return curl.easy_getinfo(handle, info, value);
}
CURLcode ccurl_getinfo_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
  return curl.easy_getinfo(handle, info, value);
}
