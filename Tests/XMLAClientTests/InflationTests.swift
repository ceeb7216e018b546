import Testing

@testable import XMLAClient

@Suite struct InflationTests {
  @Test(
    "A bomb is large and out of proportion; either alone is not one",
    arguments: [
      // The most that gzip makes of one byte, below and above what does no harm.
      (64 << 20, 65_000, false), ((64 << 20) + 1, 65_000, true),
      // A gigabyte of rows that are alike.
      (1 << 30, (1 << 30) / 140, false), (1 << 30, (1 << 30) / 499, false), (1 << 30, (1 << 30) / 600, true),
      // Not compressed.
      (10 << 30, 10 << 30, false), (0, 0, false),
    ])
  func bomb(_ plain: Int, _ wire: Int, _ isBomb: Bool) {
    #expect(Inflation.isBomb(plain: plain, wire: wire) == isBomb)
  }
}
