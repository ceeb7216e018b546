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
    exit(await Program.run(Array(CommandLine.arguments.dropFirst())))
  }
}
