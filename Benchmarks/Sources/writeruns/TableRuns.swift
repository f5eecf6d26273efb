import Chance

/// Plain tables, one per model, with many measurements in few bytes: for what a person feels once all is read.
enum TableRuns {
  private static let seed: UInt64 = 20_261_125
  /// Spread over the whole ladder.
  private static let models = [0, 2, 3, 5, 7]
  private static let choices = ["1", "0"]

  static func write(to folder: String, behaviours: Int, items: Int) {
    for index in models { table(of: Ladder.models[index], in: folder, behaviours: behaviours, items: items) }
  }

  private static func table(of model: Ladder.Model, in folder: String, behaviours: Int, items: Int) {
    let file = Output("\(folder)/\(model.name).csv")
    file.write(Array("model,parameters,behaviour,item,logp,watched\n".utf8))
    var line: [UInt8] = []
    for behaviour in 0..<behaviours {
      let front = Array("\(model.name),\(model.parameters),b\(padded(behaviour, 4)),q".utf8)
      var about = Dice(seed: seed, 6, behaviour)
      let slope = 1.6 * about.unit() - 0.8
      for item in 0..<items {
        var dice = Dice(seed: seed, 7, behaviour, item)
        let effect = 2 * dice.unit() - 1
        var own = Dice(seed: seed, 8, behaviour, item, model.parameters)
        let margin = slope * (model.scale - 9) + effect + 0.6 * (own.unit() - 0.5)
        line.removeAll(keepingCapacity: true)
        for choice in choices.indices {
          line += front
          line.add("\(item),")
          line.add(fixed(choice == 0 ? -2 + margin / 2 : -2 - margin / 2))
          line.add(",\(choices[choice])\n")
        }
        file.write(line)
      }
    }
    file.close()
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Four decimals.
  static func fixed(_ value: Double) -> String {
    let whole = Int((abs(value) * 10_000).rounded())
    return "\(value < 0 ? "-" : "")\(whole / 10_000).\(padded(whole % 10_000, 4))"
  }
}
