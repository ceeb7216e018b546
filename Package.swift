// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: language mode 6 comes with the tools version.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "xmlactl",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "xmlactl", targets: ["xmlactl"]),
    .executable(name: "xmla-sandbox", targets: ["xmla-sandbox"]),
  ],
  dependencies: [
    // The command tree, its help and the shells' completions.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // HTTP for the sandbox only: streams bodies and serves slow requests side by side.
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    // Child processes for `demo` and the tests: async, with a teardown that runs on throw.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    .executableTarget(name: "xmlactl", dependencies: ["XmlactlCommands"], swiftSettings: strict),
    .target(
      name: "XmlactlCommands",
      dependencies: [
        "XMLAClient", "MySQLClient", "Configuration", "Rendering", "Terminal", "SessionControl",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict),
    .target(
      name: "XMLAClient", dependencies: ["SessionControl", "CCurlLoader", "CExpat"], swiftSettings: strict),
    .target(name: "MySQLClient", dependencies: ["SessionControl", "CMariaDB"], swiftSettings: strict),
    .target(name: "Configuration", dependencies: ["SessionControl", "CYAML"], swiftSettings: strict),
    .target(name: "Rendering", dependencies: ["SessionControl"], swiftSettings: strict),
    .target(name: "Terminal", dependencies: ["CLineEdit"], swiftSettings: strict),
    .target(name: "SessionControl", swiftSettings: strict),

    // The embedded XMLA endpoint. Never linked into xmlactl.
    .executableTarget(
      name: "xmla-sandbox",
      dependencies: [
        "XMLASandbox", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "XMLASandbox",
      dependencies: [
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      swiftSettings: strict),

    // C libraries, each imported by exactly one target.
    .systemLibrary(
      name: "CLibedit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),
    // Its headers only. pkg-config would add -lcurl, and every start would load libcurl and the 30 libraries
    // behind it; CCurlLoader loads it when first needed, so that a MySQL-only call never does.
    .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .systemLibrary(
      name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
    .systemLibrary(
      name: "CMariaDB", pkgConfig: "libmariadb",
      providers: [.apt(["libmariadb-dev"]), .brew(["mariadb-connector-c"])]),
    // The configuration file, by libyaml's event parser, which tells lines. Yams 6.2.2 wraps the same parser and
    // imports all of Foundation: 52 MB more of a static xmlactl and 0.9 ms more of each start (measured).
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    // curl_easy_setopt and curl_easy_getinfo are variadic, which Swift can't call.
    .target(name: "CCurlLoader", dependencies: ["CCurl"]),
    // el_set and its like are variadic too, and signal handlers must not enter Swift's runtime.
    .target(name: "CLineEdit", dependencies: ["CLibedit"]),

    .testTarget(
      name: "SessionControlTests", dependencies: ["SessionControl", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "ConfigurationTests", dependencies: ["Configuration"], swiftSettings: strict),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal"], swiftSettings: strict),
    .testTarget(name: "RenderingTests", dependencies: ["Rendering"], swiftSettings: strict),
    .testTarget(
      name: "XMLAClientTests", dependencies: ["XMLAClient", "Rendering"], resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(name: "MySQLClientTests", dependencies: ["MySQLClient"], swiftSettings: strict),
    .testTarget(
      name: "XmlactlCommandsTests",
      dependencies: ["XmlactlCommands", "Configuration", "Terminal", "Rendering", "TestSupport", "xmlactl"],
      swiftSettings: strict),
    // The built binary, run as a person runs it.
    .testTarget(
      name: "BlackBoxTests",
      dependencies: ["TestSupport", "XMLAClient", "SessionControl", "xmlactl", "xmla-sandbox"],
      swiftSettings: strict),
    // The built binary against real servers that the tests start themselves.
    .testTarget(
      name: "LiveTests", dependencies: ["TestSupport", "MySQLClient", "Configuration", "xmlactl"],
      swiftSettings: strict),
    // The built binary against what stands before real XMLA endpoints: web servers, proxies, a KDC.
    .testTarget(
      name: "PeerTests",
      dependencies: ["TestSupport", "XmlactlCommands", "Configuration", "xmlactl", "xmla-sandbox"],
      swiftSettings: strict),
    .testTarget(
      name: "XMLASandboxTests",
      dependencies: ["XMLASandbox", "xmla-sandbox", "XMLAClient", "SessionControl"],
      swiftSettings: strict),
    // What the black-box and live tests share.
    .target(
      name: "TestSupport",
      dependencies: [
        "XmlactlCommands", "Configuration", "SessionControl",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      path: "Tests/TestSupport", swiftSettings: strict),
  ]
)
