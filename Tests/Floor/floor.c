/* The least that a client of libmariadb has to do, as a yardstick for .ci/bench:
 *   floor SOCKET list          prints SHOW FULL PROCESSLIST, tabs between columns
 *   floor SOCKET kill ID       KILL QUERY ID
 *   floor SOCKET idle COUNT    opens COUNT connections, prints "ready", holds them until stdin ends
 *   floor SOCKET busy          prints its id, and sleeps on the server again whenever that is killed
 * Built by .ci/bench; no part of the package.
 */
#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static MYSQL *connect_to(const char *socket) {
  MYSQL *connection = mysql_init(NULL);
  if (!mysql_real_connect(connection, NULL, "root", "", NULL, 0, socket, 0)) {
    fprintf(stderr, "floor: %s\n", mysql_error(connection));
    exit(1);
  }
  return connection;
}

static int list(MYSQL *connection) {
  if (mysql_query(connection, "SHOW FULL PROCESSLIST")) return 1;
  MYSQL_RES *result = mysql_use_result(connection);
  unsigned columns = mysql_num_fields(result);
  for (MYSQL_ROW row; (row = mysql_fetch_row(result));)
    for (unsigned i = 0; i < columns; i++)
      printf("%s%c", row[i] ? row[i] : "NULL", i + 1 < columns ? '\t' : '\n');
  mysql_free_result(result);
  return 0;
}

static int kill_query(MYSQL *connection, const char *id) {
  char sql[64];
  snprintf(sql, sizeof sql, "KILL QUERY %s", id);
  return mysql_query(connection, sql) != 0;
}

static int idle(const char *socket, int count) {
  for (int i = 0; i < count; i++) connect_to(socket);
  puts("ready");
  fflush(stdout);
  while (getchar() != EOF) {}
  return 0;
}

static int busy(MYSQL *connection) {
  printf("%lu\n", mysql_thread_id(connection));
  fflush(stdout);
  for (;;) {
    if (mysql_query(connection, "SELECT SLEEP(1000)") == 0) mysql_free_result(mysql_store_result(connection));
    if (mysql_errno(connection) > 2000) return 0;
  }
}

int main(int argc, char **argv) {
  if (argc < 3) return 64;
  const char *socket = argv[1], *verb = argv[2];
  if (!strcmp(verb, "list")) return list(connect_to(socket));
  if (!strcmp(verb, "kill") && argc == 4) return kill_query(connect_to(socket), argv[3]);
  if (!strcmp(verb, "idle") && argc == 4) return idle(socket, atoi(argv[3]));
  if (!strcmp(verb, "busy")) return busy(connect_to(socket));
  return 64;
}
