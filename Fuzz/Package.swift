// swift-tools-version: 6.2
// Its own package, so that its needs stay out of Vane's. `make fuzz` builds and runs it.
import PackageDescription

let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "vane", path: "..")],
  targets: [
    .target(name: "CFuzz"),
    .executableTarget(
      name: "fuzz", dependencies: ["CFuzz", .product(name: "Rooms", package: "vane")],
      swiftSettings: [.treatAllWarnings(as: .error)]),
  ]
)
