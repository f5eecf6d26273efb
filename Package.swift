// swift-tools-version: 6.2
// Rooms and arrows. `Tests/ArrowsTests` holds the same table and guards it, because the build alone does not.
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

/// Optimised in every build, because the tests count and draw a great deal; traps stay, and the tests see what is internal.
func room(_ name: String, on others: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: others,
    swiftSettings: settings + [.unsafeFlags(["-O"], .when(configuration: .debug))])
}

func tests(_ name: String, of others: [Target.Dependency], resources: [String] = []) -> Target {
  .testTarget(name: name, dependencies: others, exclude: resources, swiftSettings: settings)
}

let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "vane",
  products: [
    .executable(name: "vane", targets: ["vane"]),
    // The statistics without the rest: `Benchmarks` measures them.
    .library(name: "Trends", targets: ["Trends", "Runs"]),
    // What reads or writes texts of others: `Fuzz` feeds it.
    .library(name: "Rooms", targets: ["Runs", "Readers", "Store", "Settings", "Canvas", "Dashboard", "Commands"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    room("Runs"),
    room("Canvas"),
    .target(name: "CZip", linkerSettings: [.linkedLibrary("z"), .linkedLibrary("zstd")]),
    room("Readers", on: ["Runs", "CZip"]),
    room("Store", on: ["Runs", "CZip", .product(name: "GRDB", package: "GRDB.swift")]),
    room("Settings", on: ["Runs", .product(name: "TOMLKit", package: "TOMLKit")]),
    room("Trends", on: ["Runs", .product(name: "RealModule", package: "swift-numerics")]),
    room("Dashboard", on: ["Runs", "Trends", "Canvas"]),
    .target(
      name: "CNcurses", cSettings: [.define("_XOPEN_SOURCE_EXTENDED"), .define("_GNU_SOURCE")],
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    room("Curses", on: ["Canvas", "CNcurses"]),
    room(
      "Commands", on: ["Runs", "Readers", "Store", "Settings", "Trends", "Canvas", "Dashboard", "Curses", arguments]),
    .executableTarget(name: "vane", dependencies: ["Commands"], swiftSettings: settings),

    tests("RunsTests", of: ["Runs"]),
    tests("ReadersTests", of: ["Readers", "Runs"], resources: ["Cases"]),
    .executableTarget(
      name: "StoreProbe", dependencies: ["Store", "Runs"], path: "Tests/StoreProbe", swiftSettings: settings),
    tests("StoreTests", of: ["Store", "Runs", "StoreProbe", .product(name: "GRDB", package: "GRDB.swift")]),
    tests("SettingsTests", of: ["Settings", "Runs"]),
    tests("TrendsTests", of: ["Trends", "Runs"], resources: ["Tables"]),
    tests("CanvasTests", of: ["Canvas"]),
    tests("DashboardTests", of: ["Dashboard", "Runs", "Trends", "Canvas"], resources: ["Screens"]),
    tests("CommandsTests", of: ["vane"], resources: ["Cases"]),
    .target(name: "CVterm", path: "Tests/CVterm", linkerSettings: [.linkedLibrary("vterm")]),
    .target(name: "CThrow", path: "Tests/CThrow"),
    .executableTarget(
      name: "CursesProbe", dependencies: ["Canvas", "Curses", "CThrow"], path: "Tests/CursesProbe",
      swiftSettings: settings),
    tests("CursesTests", of: ["Curses", "Canvas"]),
    tests("EndToEndTests", of: ["CVterm", "CursesProbe", "Canvas", "vane"], resources: ["Screens"]),
    tests("ArrowsTests", of: []),
  ]
)
