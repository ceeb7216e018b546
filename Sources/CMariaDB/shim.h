#pragma once
#include <stdarg.h>
#include <mysql.h>
#include <mysql/plugin_auth.h>

/* From mysql/client_plugin.h, which includes headers that Debian's libmariadb-dev does not have. Documented and
 * frozen by its interface version. */
#define MYSQL_CLIENT_AUTHENTICATION_PLUGIN 2
#define MYSQL_CLIENT_AUTHENTICATION_PLUGIN_INTERFACE_VERSION 0x0100

struct st_mysql_client_plugin_AUTHENTICATION {
  int type;
  unsigned int interface_version;
  const char *name;
  const char *author;
  const char *desc;
  unsigned int version[3];
  const char *license;
  void *mysql_api;
  int (*init)(char *, size_t, int, va_list);
  int (*deinit)(void);
  int (*options)(const char *option, const void *);
  int (*authenticate_user)(MYSQL_PLUGIN_VIO *vio, MYSQL *mysql);
};
