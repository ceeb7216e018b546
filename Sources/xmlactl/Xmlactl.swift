import XmlactlCommands

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@main
enum Xmlactl {
  static func main() async {
    // A socket must not get the number of a stream that the caller closed: what is meant for a person would go
    // to a server. Opened the wrong way round, so that using it is still an error.
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
    // Not exit(3): libraries would take themselves down under threads that still use them, such as a login over TLS
    // that nobody waits for any more. All output is flushed by now.
    _exit(await Program.run(Array(CommandLine.arguments.dropFirst())))
  }
}
