/// Pseudo-random numbers that are a pure function of a seed, a stream and an index.
///
/// A generator with state would have to run through all rows before it; this one gives row 900,000 at once.
struct Mixer: Sendable {
  let seed: UInt64

  /// 64 well mixed bits for one index of one stream (the finalizer of SplitMix64).
  func bits(stream: UInt64, index: Int) -> UInt64 {
    var value = seed &+ stream &* 0xD1B5_4A32_D192_ED03
    value = value &+ UInt64(bitPattern: Int64(index)) &* 0x9E37_79B9_7F4A_7C15
    value = Self.scramble(value)
    return Self.scramble(value &+ 0x9E37_79B9_7F4A_7C15)
  }

  private static func scramble(_ input: UInt64) -> UInt64 {
    var value = input
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// Takes small numbers out of 64 mixed bits, so that one row needs few of them.
struct BitPicker {
  private var bits: UInt64

  init(_ bits: UInt64) {
    self.bits = bits
  }

  /// Gives other numbers from here on; 0 leaves them as they are.
  mutating func stir(_ salt: UInt64) {
    bits ^= salt
  }

  /// A number in `range`; its width must be far below 2^32 for the numbers to stay evenly spread.
  mutating func pick(_ range: Range<Int64>) -> Int64 {
    let width = UInt64(range.upperBound - range.lowerBound)
    let value = Int64(bits % width)
    bits = bits / width &+ bits << 40
    return range.lowerBound + value
  }

  /// An element of a non-empty array.
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int(pick(0..<Int64(elements.count)))]
  }
}
