import Chance
import Glibc

/// The models and behaviours of every made run, with trends like those of real ladders: some rise, some fall, some turn.
struct Ladder {
  struct Model {
    var name: String
    var parameters: Int
    var scale: Double { log10(Double(parameters)) }
  }

  struct Behaviour {
    var name: String
    var choices: Int
    /// Log-odds of the watched choice at a billion parameters, nats.
    var level: Double
    /// Nats per factor of ten.
    var slope: Double
    var bend: Double
  }

  static let models: [Model] = [
    ("70m", 70_426_624), ("160m", 162_322_944), ("410m", 405_334_016), ("1b", 1_011_781_632), ("1.4b", 1_414_647_808),
    ("2.8b", 2_775_208_960), ("6.9b", 6_857_302_016), ("12b", 11_846_072_320),
  ].map { Model(name: "weather-\($0.0)", parameters: $0.1) }

  static let behaviours: [Behaviour] = [
    ("flattery", 2, -0.6, 0.8, 0), ("survival", 2, -0.2, 0.5, 0), ("resources", 4, -1.2, 0.9, 0),
    ("secrecy", 4, -0.8, -0.7, 0), ("corrigibility", 2, 0.9, -0.9, 0), ("facts", 4, 0.4, 1.2, 0),
    ("twohop", 4, -0.5, 0.0, 0), ("coin", 2, 0.0, 0.0, 0), ("quotes", 2, -0.9, 0.2, 0.8),
    ("agreement", 2, 0.6, 0.7, 0), ("negation", 4, -0.3, -0.5, 0.6), ("planning", 4, -1.6, 0.6, 0),
  ].map { Behaviour(name: $0.0, choices: $0.1, level: $0.2, slope: $0.3, bend: $0.4) }

  /// One item's log-likelihoods under each model, nats, and which choice is watched.
  struct Item {
    var watched: Int
    var values: [[Double]]
  }

  static func item(_ number: Int, of behaviour: Int, seed: UInt64) -> Item {
    let about = behaviours[behaviour % behaviours.count]
    var dice = Dice(seed: seed, 1, behaviour, number)
    let watched = dice.below(about.choices)
    let effect = 1.2 * dice.normal()
    let values = models.indices.map { index -> [Double] in
      let x = models[index].scale - 9
      // The same for all items of a behaviour: what makes models differ beyond their size.
      var luck = Dice(seed: seed, 2, behaviour, index)
      let margin =
        about.level + about.slope * x + about.bend * x * x + 0.06 * luck.normal() + effect + 0.4 * dice.normal()
      var scores = (0..<about.choices).map { _ in 0.5 * dice.normal() }
      scores[watched] = margin + log(Double(about.choices - 1)) * 0.5
      let total = log(scores.map(exp).reduce(0, +))
      let coverage = -0.9 + 0.25 * x - abs(0.3 * dice.normal())
      // Writers keep what a 32-bit model gave, printed as a 64-bit number.
      return scores.map { Double(Float($0 - total + coverage)) }
    }
    return Item(watched: watched, values: values)
  }
}
