/// A point in time in UTC, in whole milliseconds since 1970-01-01T00:00:00.
///
/// The model never asks for the time; whoever calls it passes one of these.
struct Timestamp: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00 UTC.
  var milliseconds: Int64

  static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The time this many milliseconds later (earlier when negative).
  func adding(milliseconds count: Int64) -> Timestamp {
    Timestamp(milliseconds: milliseconds + count)
  }

  /// Milliseconds from `earlier` to this time, never negative, so that a clock set back shows as 0.
  func elapsed(since earlier: Timestamp) -> Int64 {
    max(0, milliseconds - earlier.milliseconds)
  }
}

extension Timestamp {
  /// The parts of the proleptic Gregorian calendar that an `xsd:dateTime` shows.
  struct Fields: Equatable {
    var year: Int64
    var month: Int64
    var day: Int64
    var hour: Int64
    var minute: Int64
    var second: Int64
    var millisecond: Int64
  }

  /// The calendar fields in UTC.
  ///
  /// Plain integer arithmetic (years counted from March, so that the leap day comes last): three of these
  /// are written in every row, and a formatter would be most of the time a row takes.
  var fields: Fields {
    let day = milliseconds.flooredQuotient(by: 86_400_000)
    var rest = milliseconds - day * 86_400_000
    let hour = rest / 3_600_000
    rest -= hour * 3_600_000
    let minute = rest / 60_000
    rest -= minute * 60_000

    let shifted = day + 719_468
    let era = shifted.flooredQuotient(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return Fields(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
      month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1,
      hour: hour,
      minute: minute,
      second: rest / 1_000,
      millisecond: rest % 1_000
    )
  }
}

extension Int64 {
  fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
