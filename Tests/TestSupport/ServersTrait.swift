#if canImport(Testing)
  public import Testing

  /// For suites whose tests start servers and programs: lets a few of them run at a time.
  ///
  /// Every test of a run starts at once, and each of these is several processes: a hundred of them on two cores only
  /// wait for each other, until the first gives up.
  public struct ServersTrait: SuiteTrait, TestTrait, TestScoping {
    private static let gate = Gate(width: 6)

    public var isRecursive: Bool { true }

    @concurrent
    public func provideScope(
      for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
      // Of a suite itself only its tests count.
      guard testCase != nil else { return try await function() }
      await Self.gate.enter()
      do { try await function() } catch {
        await Self.gate.leave()
        throw error
      }
      await Self.gate.leave()
    }
  }

  extension Trait where Self == ServersTrait {
    public static var startsServers: Self { ServersTrait() }
  }
#endif
