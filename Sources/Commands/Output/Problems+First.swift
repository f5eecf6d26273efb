import Runs

extension [Problem] {
  /// The first of each file, and behind them how many more there are.
  var firstOfEachFile: [Problem] {
    // So many lines about one file tell what is wrong with it.
    let most = 20
    var all: [ExactName: Int] = [:]
    for problem in self { all[ExactName(problem.place.file), default: 0] += 1 }
    var told: [ExactName: Int] = [:]
    return flatMap { problem -> [Problem] in
      let file = ExactName(problem.place.file)
      let (number, count) = (told[file, default: 0] + 1, all[file, default: 0])
      told[file] = number
      if number > most { return [] }
      guard number == most, count > number else { return [problem] }
      let rest = Problem(Place(file: file.text), "\(count - number) more in this file", "vane check lists them")
      return [problem, rest]
    }
  }
}
