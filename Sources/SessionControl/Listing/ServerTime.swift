/// Points in time as servers write them.
public enum ServerTime {
  /// Nanoseconds since 1970 of `YYYY-MM-DDThh:mm:ss[.fraction][Z]`, which means UTC; nil for anything else and
  /// for years that don't fit.
  public static func nanoseconds(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 19 else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      var result: Int64 = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        result = result * 10 + Int64(byte - 0x30)
      }
      return result
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1970...2200).contains(year), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    var fraction: Int64 = 0
    var digits = 0
    var rest = bytes[19...]
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      while let byte = rest.first, (0x30...0x39).contains(byte) {
        if digits < 9 {
          fraction = fraction * 10 + Int64(byte - 0x30)
          digits += 1
        }
        rest = rest.dropFirst()
      }
    }
    guard rest.isEmpty || Array(rest) == [0x5A] else { return nil }
    for _ in digits..<9 { fraction *= 10 }
    let seconds = days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second
    return seconds * 1_000_000_000 + fraction
  }

  /// The same point in time in UTC, of a text that ends in an offset such as `+02:00`; the fraction stays as it is
  /// written. Nil for anything else and for years that don't fit.
  public static func utc(ofOffset text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 25, bytes[bytes.count - 3] == 0x3A else { return nil }
    let sign = bytes[bytes.count - 6]
    func number(_ place: Int) -> Int64? {
      let digits = bytes[place..<place + 2]
      guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }
    guard sign == 0x2B || sign == 0x2D, let hours = number(bytes.count - 5), hours <= 14,
      let minutes = number(bytes.count - 2), minutes < 60,
      let local = nanoseconds(String(decoding: bytes.dropLast(6), as: UTF8.self))
    else { return nil }
    let offset = (hours * 60 + minutes) * 60
    let seconds = local / 1_000_000_000 + (sign == 0x2B ? -offset : offset)
    guard seconds >= 0 else { return nil }
    let fraction = String(decoding: bytes[19..<bytes.count - 6], as: UTF8.self)
    return String(Self.text(seconds: UInt64(seconds)).dropLast()) + fraction + "Z"
  }

  /// Whether two texts may mean the same time: however they are written, and where one was left out.
  public static func mayBeSame(_ one: String?, _ other: String?) -> Bool {
    guard let one, let other, one != other else { return true }
    guard let first = nanoseconds(one), let second = nanoseconds(other) else { return false }
    return first == second
  }

  /// Days since 1970-01-01 in the Gregorian calendar, counted from March so that a leap day comes last.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let years = month > 2 ? year : year - 1
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return years * 365 + years / 4 - years / 100 + years / 400 + dayOfYear - 719_468
  }

  /// `YYYY-MM-DDThh:mm:ssZ` of seconds since 1970.
  public static func text(seconds: UInt64) -> String {
    let (day, second) = Int64(clamping: seconds).quotientAndRemainder(dividingBy: 86_400)
    // The inverse of `days`, in eras of 400 years.
    let shifted = day + 719_468
    let (era, dayOfEra) = shifted.quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * dayOfYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = "\(year)-\(two(month))-\(two(dayOfYear - (153 * march + 2) / 5 + 1))"
    return "\(date)T\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
  }

  /// Whole milliseconds from one point in time to a later one; nil when either can't be read.
  public static func milliseconds(from start: String?, to end: Int64?) -> UInt64? {
    guard let start = start.flatMap(nanoseconds), let end else { return nil }
    return UInt64(max(0, end - start) / 1_000_000)
  }
}
