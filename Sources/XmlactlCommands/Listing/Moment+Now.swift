internal import SessionControl

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension Moment {
  static func now() -> Moment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    var parts = tm()
    localtime_r(&time.tv_sec, &parts)
    func digits(_ number: some BinaryInteger, _ count: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
    let utc = ServerTime.text(seconds: UInt64(max(0, time.tv_sec))).dropLast()
    return Moment(
      instant: .now, utc: "\(utc).\(digits(time.tv_nsec / 1_000_000, 3))Z",
      local: [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits($0, 2) }.joined(separator: ":"))
  }
}
