// swift-tools-version: 6.2
// Its own package, so that its needs stay out of Vane's. `make bench` builds both and runs it.
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "vane", path: "..")],
  targets: [
    .target(name: "CArchive", linkerSettings: [.linkedLibrary("z"), .linkedLibrary("zstd")]),
    .target(name: "Chance", swiftSettings: strict),
    .executableTarget(name: "writeruns", dependencies: ["CArchive", "Chance"], swiftSettings: strict),
    .executableTarget(name: "reading", dependencies: ["CArchive"], swiftSettings: strict),
    .executableTarget(name: "bench", dependencies: ["Chance"], swiftSettings: strict),
    .executableTarget(name: "engine", dependencies: [.product(name: "Trends", package: "vane")], swiftSettings: strict),
  ]
)
