import Chance
import Glibc

/// Plain tables in very many files: each model's tasks are spread over 250 of them.
enum WideRuns {
  private static let seed: UInt64 = 20_261_126
  private static let files = 250

  static func write(to folder: String, behaviours: Int, suites: Int, items: Int) {
    for model in Ladder.models {
      let place = "\(folder)/\(model.name)"
      mkdir(place, 0o755)
      for file in 0..<files {
        let tasks = (0..<behaviours * suites).filter { $0 % files == file }
        table(of: model, tasks: tasks, suites: suites, items: items, to: "\(place)/part-\(file).csv")
      }
    }
  }

  private static func table(of model: Ladder.Model, tasks: [Int], suites: Int, items: Int, to path: String) {
    let file = Output(path)
    file.write(Array("model,parameters,behaviour,suite,item,logp,watched\n".utf8))
    var line: [UInt8] = []
    for task in tasks {
      let behaviour = task / suites
      let front = Array("\(model.name),\(model.parameters),\(name("b", behaviour, 4)),\(name("t", task, 5)),q".utf8)
      var about = Dice(seed: seed, 1, behaviour)
      let slope = 1.6 * about.unit() - 0.8
      for item in 0..<items {
        var dice = Dice(seed: seed, 2, task, item, model.parameters)
        let margin = slope * (model.scale - 9) + 2 * dice.unit() - 1
        line.removeAll(keepingCapacity: true)
        for (choice, sign) in [1.0, -1.0].enumerated() {
          line += front
          line.add("\(item),\(TableRuns.fixed(-2 + sign * margin / 2)),\(1 - choice)\n")
        }
        file.write(line)
      }
    }
    file.close()
  }

  static func name(_ letter: String, _ number: Int, _ digits: Int) -> String {
    letter + TableRuns.padded(number, digits)
  }
}
