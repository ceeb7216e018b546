import XmlactlCommands

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@main
enum Xmlactl {
  static func main() async {
    exit(await Program.run(Array(CommandLine.arguments.dropFirst())))
  }
}
