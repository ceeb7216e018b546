// libcurl, loaded when first needed: linking it costs every start about 33 shared objects, and a MySQL-only
// call never uses it. Also one function for each argument type of the variadic curl_easy_setopt and
// curl_easy_getinfo, which Swift can't call.
#pragma once
#include <curl/curl.h>

/// Loads libcurl and runs curl_global_init, once for the process. Safe to call from any thread.
/// Returns NULL, or the loader's message, valid for the life of the process.
const char *ccurl_load(void);

// All below require a successful ccurl_load.
CURL *ccurl_easy_init(void);
void ccurl_easy_cleanup(CURL *handle);
CURLcode ccurl_easy_perform(CURL *handle);
void ccurl_easy_reset(CURL *handle);
const char *ccurl_easy_strerror(CURLcode code);
struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text);
void ccurl_slist_free_all(struct curl_slist *list);

typedef size_t (*ccurl_data_function)(char *bytes, size_t size, size_t count, void *context);
typedef int (*ccurl_progress_function)(
    void *context, curl_off_t download_total, curl_off_t downloaded, curl_off_t upload_total,
    curl_off_t uploaded);

typedef int (*ccurl_prerequest_function)(
    void *context, char *remote_ip, char *local_ip, int remote_port, int local_port);

typedef int (*ccurl_debug_function)(
    CURL *handle, curl_infotype type, char *bytes, size_t count, void *context);

typedef int (*ccurl_socket_function)(void *context, curl_socket_t socket, curlsocktype purpose);
typedef int (*ccurl_close_function)(void *context, curl_socket_t socket);

CURLcode ccurl_setopt_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_setopt_text(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_setopt_pointer(CURL *handle, CURLoption option, void *value);
CURLcode ccurl_setopt_data_function(CURL *handle, CURLoption option, ccurl_data_function function);
CURLcode ccurl_setopt_progress_function(CURL *handle, ccurl_progress_function function);
CURLcode ccurl_setopt_prerequest_function(CURL *handle, ccurl_prerequest_function function);
CURLcode ccurl_setopt_socket_function(CURL *handle, ccurl_socket_function function);
CURLcode ccurl_setopt_close_function(CURL *handle, ccurl_close_function function);
CURLcode ccurl_setopt_debug_function(CURL *handle, ccurl_debug_function function);
CURLcode ccurl_getinfo_long(CURL *handle, CURLINFO info, long *value);
// The caller frees the list.
CURLcode ccurl_getinfo_list(CURL *handle, CURLINFO info, struct curl_slist **value);
CURLcode ccurl_getinfo_offset(CURL *handle, CURLINFO info, curl_off_t *value);
