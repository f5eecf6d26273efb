import Runs

/// A file's row, sealed: how the file was, who ran what, which columns it has and what was wrong with it.
extension IndexedFile {
  var packed: [UInt8] {
    var packer = Packer()
    packer.put(stamp.path)
    packer.put(stamp.size)
    packer.put(stamp.modified)
    packer.put(stamp.changed)
    packer.put(format)
    packer.put(ignoredBecause)
    packer.put(end != nil)
    if let end {
      packer.put(end.offset)
      packer.put(end.lines)
      packer.put(end.fingerprint)
    }
    packer.put(UInt32(heads.count))
    for head in heads { packer.put(head) }
    packer.put(UInt32(facts.count))
    for one in facts { packer.put(one) }
    packer.put(UInt32(problems.count))
    for problem in problems { packer.put(problem) }
    return packer.sealed
  }

  init(packed: [UInt8]) throws(Unpacker.Damage) {
    var unpacker = try Unpacker(sealed: packed)
    let stamp = FileStamp(
      path: try unpacker.takeText(), size: try unpacker.take(UInt64.self), modified: try unpacker.take(Int64.self),
      changed: try unpacker.take(Int64.self))
    self.init(stamp: stamp, format: try unpacker.takeOptionalText())
    ignoredBecause = try unpacker.takeOptionalText()
    if try unpacker.takeFlag() {
      end = ReadingEnd(
        offset: try unpacker.take(UInt64.self), lines: try unpacker.take(UInt32.self),
        fingerprint: try unpacker.take(UInt64.self))
    }
    for _ in 0..<(try unpacker.takeCount()) { heads.append(try unpacker.takeHead()) }
    for _ in 0..<(try unpacker.takeCount()) { facts.append(try unpacker.takeFacts()) }
    for _ in 0..<(try unpacker.takeCount()) { problems.append(try unpacker.takeProblem()) }
  }
}

extension Packer {
  mutating func put(_ head: ColumnsHead) {
    put(head.id)
    put(head.task)
    put(head.filter)
    put(head.kind.rawValue)
    put(UInt64(head.count))
    put(UInt64(head.values))
    put(head.list != nil)
    put(head.list ?? 0)
    put(head.numbers != nil)
    put(head.numbers ?? 0)
  }

  mutating func put(_ problem: Problem) {
    put(problem.place.file)
    put(Int64(problem.place.line ?? -1))
    put(problem.what)
    put(problem.action)
    put(problem.rejects)
  }

  mutating func put(_ facts: RunFacts) {
    put(facts.stamp)
    put(facts.model)
    put(facts.namesProvider)
    put(facts.parameters)
    put(facts.revision)
    put(facts.date)
    put(facts.harness)
    put(facts.limit)
    put(facts.keptItems)
    put(UInt32(facts.ways.count))
    for (name, way) in facts.ways.sorted(by: { $0.key < $1.key }) {
      put(name)
      put(way)
    }
    put(UInt32(facts.tasks.count))
    for task in facts.tasks { put(task) }
    put(UInt32(facts.groups.count))
    for (group, children) in facts.groups.sorted(by: { $0.key < $1.key }) {
      put(group)
      put(UInt32(children.count))
      for child in children { put(child) }
    }
  }

  private mutating func put(_ task: TaskFacts) {
    put(task.name)
    put(task.outputType)
    put(task.behaviour)
    put(task.prompt)
    put(task.version)
    put(Int64(task.shots ?? -1))
    put(Int64(task.items ?? -1))
    put(UInt32(task.aggregates.count))
    for (name, value) in task.aggregates.sorted(by: { $0.key < $1.key }) {
      put(name)
      put(value)
    }
    put(UInt32(task.logprobs.count))
    for use in task.logprobs {
      put(use.place.description)
      put(use.filter)
      put(UInt64(use.items))
      put(use.isCertain)
    }
  }
}

extension Unpacker {
  mutating func takeHead() throws(Damage) -> ColumnsHead {
    let (id, task, filter) = (try take(Int64.self), try takeText(), try takeOptionalText())
    let kind = try takeKind()
    let (count, values) = (Int(try take(UInt64.self)), Int(try take(UInt64.self)))
    let (isListed, list) = (try takeFlag(), try take(Int64.self))
    let (isNumbered, numbers) = (try takeFlag(), try take(Int64.self))
    return ColumnsHead(
      id: id, task: task, filter: filter, kind: kind, count: count, values: values, list: isListed ? list : nil,
      numbers: isNumbered ? numbers : nil)
  }

  mutating func takeProblem() throws(Damage) -> Problem {
    let (file, line) = (try takeText(), try take(Int64.self))
    let (what, action) = (try takeText(), try takeText())
    let place = Place(file: file, line: line < 0 ? nil : Int(line))
    return Problem(place, what, action, rejects: try takeFlag())
  }

  mutating func takeKind() throws(Damage) -> Columns.Kind {
    guard let kind = Columns.Kind(rawValue: try takeText()) else { throw Damage() }
    return kind
  }

  mutating func takeFacts() throws(Damage) -> RunFacts {
    var facts = RunFacts()
    facts.stamp = try takeText()
    facts.model = try takeOptionalText()
    facts.namesProvider = try takeFlag()
    facts.parameters = try takeOptionalDouble()
    facts.revision = try takeOptionalText()
    facts.date = try takeOptionalDouble()
    facts.harness = try takeOptionalText()
    facts.limit = try takeOptionalDouble()
    facts.keptItems = try takeFlag()
    for _ in 0..<(try takeCount()) {
      let name = try takeText()
      facts.ways[name] = try takeText()
    }
    for _ in 0..<(try takeCount()) { facts.tasks.append(try takeTask()) }
    for _ in 0..<(try takeCount()) {
      let group = try takeText()
      var children: [String] = []
      for _ in 0..<(try takeCount()) { children.append(try takeText()) }
      facts.groups[group] = children
    }
    return facts
  }

  private mutating func takeTask() throws(Damage) -> TaskFacts {
    var task = TaskFacts(name: try takeText())
    task.outputType = try takeOptionalText()
    task.behaviour = try takeOptionalText()
    task.prompt = try takeOptionalText()
    task.version = try takeOptionalText()
    let (shots, items) = (try take(Int64.self), try take(Int64.self))
    task.shots = shots < 0 ? nil : Int(shots)
    task.items = items < 0 ? nil : Int(items)
    for _ in 0..<(try takeCount()) {
      let name = try takeText()
      task.aggregates[name] = try takeDouble()
    }
    for _ in 0..<(try takeCount()) {
      guard let place = LogprobPlace(parsing: try takeText()) else { throw Damage() }
      let (filter, items) = (try takeOptionalText(), Int(clamping: try take(UInt64.self)))
      task.logprobs.append(LogprobUse(place, filter: filter, items: items, isCertain: try takeFlag()))
    }
    return task
  }
}
