import Canvas
import Foundation
import Testing

@testable import Curses

/// Whether the themes that come with the program can be read, and told apart by eyes that miss a kind of cone.
@Suite struct SightTests {
  static let themes: [Theme] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Themes")
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "theme" }.sorted { $0.path < $1.path }.compactMap { file in
      (try? String(contentsOf: file, encoding: .utf8)).flatMap {
        try? Theme(parsing: $0, named: file.deletingPathExtension().lastPathComponent)
      }
    }
  }()

  static let names = themes.map(\.name)

  private func theme(_ name: String) throws -> Theme { try #require(Self.themes.first { $0.name == name }) }

  @Test func thereAreManyAndAllCanBeParsed() { #expect(Self.names.count >= 8) }

  /// Letters have 4.5, what is meant to stand back 3. A colour that is the terminal's own cannot be judged.
  @Test(arguments: names, [1 << 24, 256]) func everyRoleIsLegibleOnEveryGround(_ name: String, _ colours: Int) throws {
    let (theme, palette) = (try theme(name), Palette(colours: colours))
    var judged = 0
    for role in Role.allCases {
      for ground in Ground.allCases {
        let ink = Inks.ink(role, on: ground, of: theme, palette: palette)
        guard let letters = ink.foreground.flatMap(palette.look), let behind = ink.background.flatMap(palette.look),
          let contrast = letters.contrast(with: behind)
        else { continue }
        judged += 1
        let needed = [.dim, .unresolved, .refused].contains(role) ? 3 : 4.5
        #expect(contrast >= needed, "\(role) on \(ground): \(contrast)")
      }
    }
    // The two that leave colours to the terminal have none to judge.
    #expect(judged > 50 || ["mono", "terminal"].contains(name))
  }

  @Test(arguments: names, [0, 8, 16, 256, 1 << 24])
  func noLettersHaveTheColourOfTheirGround(_ name: String, _ colours: Int) throws {
    let theme = try theme(name)
    for role in Role.allCases {
      for ground in Ground.allCases {
        let ink = Inks.ink(role, on: ground, of: theme, palette: Palette(colours: colours))
        #expect(ink.foreground == nil || ink.foreground != ink.background, "\(role) on \(ground)")
        #expect(ink.background == nil || ink.foreground != nil, "\(role) on \(ground)")
      }
    }
  }

  @Test(arguments: names, [0, 8, 16, 256]) func theCursorsLineIsSetOff(_ name: String, _ colours: Int) throws {
    let (theme, palette) = (try theme(name), Palette(colours: colours))
    for ground in [Ground.cursor, .bar] {
      #expect(
        Inks.ink(.text, on: ground, of: theme, palette: palette)
          != Inks.ink(.text, on: .plain, of: theme, palette: palette), "\(ground)")
    }
  }

  @Test(
    arguments: [
      ("colourblind", Vision.protan), ("colourblind", .deutan), ("colourblind-light", .protan),
      ("colourblind-light", .deutan), ("tritanopia", .tritan), ("tritanopia-light", .tritan),
    ], [1 << 24, 256])
  func verdictsStayApartWithoutAKindOfCone(_ which: (name: String, vision: Vision), _ colours: Int) throws {
    let (theme, palette) = (try theme(which.name), Palette(colours: colours))
    let seen = try [Role.rising, .falling, .turning].map { role in
      let number = try #require(Inks.ink(role, on: .plain, of: theme, palette: palette).foreground)
      return Lab(try #require(palette.look(of: number)), seenBy: which.vision)
    }
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
      // Ten is told apart side by side; twenty also in different corners of a screen.
      #expect(seen[one].distance(to: seen[other]) > 20)
    }
  }

  /// The matrices are the right ones: who sees no red takes red and a dark yellow for the same.
  @Test func theSimulationConfusesWhatSuchEyesConfuse() {
    let (red, olive) = (Colour.rgb(200, 0, 0), Colour.rgb(94, 83, 0))
    #expect(Lab(red, seenBy: .all).distance(to: Lab(olive, seenBy: .all)) > 60)
    #expect(Lab(red, seenBy: .protan).distance(to: Lab(olive, seenBy: .protan)) < 25)
    let (blue, green) = (Colour.rgb(0, 120, 190), Colour.rgb(0, 130, 130))
    #expect(Lab(blue, seenBy: .tritan).distance(to: Lab(green, seenBy: .tritan)) < 12)
  }
}

/// Eyes, and what they make of linear light.
///
/// - Source: Machado, Oliveira and Fernandes 2009, severity 1.0.
enum Vision: Sendable {
  case all, protan, deutan, tritan

  fileprivate var rows: [[Double]] {
    switch self {
    case .all: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protan:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deutan:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .tritan:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }
}

/// CIE L*a*b* of an sRGB colour under D65.
private struct Lab {
  var parts: [Double]

  init(_ colour: Colour, seenBy vision: Vision) {
    guard case .rgb(let red, let green, let blue) = colour else {
      parts = []
      return
    }
    let light = [red, green, blue].map { part -> Double in
      let part = Double(part) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    func times(_ rows: [[Double]], _ v: [Double]) -> [Double] { rows.map { zip($0, v).reduce(0) { $0 + $1.0 * $1.1 } } }
    let seen = times(vision.rows, light).map { min(1, max(0, $0)) }
    let xyz = times([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]], seen)
    let f = zip(xyz, [0.9505, 1, 1.089]).map { value, white in
      value / white > 0.008856 ? cbrt(value / white) : 7.787 * value / white + 16 / 116
    }
    parts = [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }

  func distance(to other: Lab) -> Double {
    zip(parts, other.parts).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }
}
