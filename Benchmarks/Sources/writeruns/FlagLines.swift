import Chance

/// A flag file that many people have written to for years.
enum FlagLines {
  private static let seed: UInt64 = 20_261_127
  private static let authors = ["ada", "kl", "noor", "tomasz"]
  private static let reasons = ["wrong-key", "ambiguous", "length-cue", "duplicate", "leaked", "other"]

  static func write(to path: String, count: Int, suites: Int, items: Int) {
    let file = Output(path)
    var line: [UInt8] = []
    for number in 0..<count {
      var dice = Dice(seed: seed, number)
      let task = dice.below(1000 * suites)
      let minute = number / 60
      line.removeAll(keepingCapacity: true)
      line.add("{\"schema\":\"vane.flag/1\",\"id\":\"01J")
      line.add(TableRuns.padded(number, 23))
      line.add("\",\"time\":\"2026-0\(1 + minute / 43_200 % 9)-\(TableRuns.padded(1 + minute / 1440 % 28, 2))T")
      line.add("\(TableRuns.padded(minute / 60 % 24, 2)):\(TableRuns.padded(minute % 60, 2)):")
      line.add("\(TableRuns.padded(number % 60, 2))Z\",\"author\":\"\(authors[dice.below(4)])\",\"action\":\"")
      line.add(dice.below(5) == 0 ? "unflag" : "flag")
      line.add("\",\"behaviour\":\"\(WideRuns.name("b", task / suites, 4))\",\"suite\":\"")
      line.add("\(WideRuns.name("t", task, 5))\",\"item\":\"q\(dice.below(items))\",\"variant\":null,")
      line.add("\"reason\":\"\(reasons[dice.below(6)])\",\"note\":null,\"content_hash\":null}\n")
      file.write(line)
    }
    file.close()
  }
}
