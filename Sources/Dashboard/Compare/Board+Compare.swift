internal import Runs

/// What is typed after `:` to hold behaviours or models side by side, from any screen; and that each such look counts.
extension Board {
  /// nil: the line asks for no comparison.
  mutating func compare(by command: Command) -> [Effect]? {
    let names = command.words
    guard ["compare", "models"].contains(command.name), !names.isEmpty else { return nil }
    if isBlind {
      around.message = Self.blindly
      return []
    }
    if command.name == "models" { return showModels(names.split(whereSeparator: \.isWhitespace).map(String.init)) }
    guard let sides = sides(named: names) else { return [] }
    guard let request = CompareRequest(sides, measure: top.screen.measure(around)) else {
      around.message = CompareRequest.refusal(of: sides.count)
      return []
    }
    return obey([.ask(.compare(request))])
  }

  /// nil, and a message, where a name means nothing.
  private mutating func sides(named words: String) -> [CompareSide]? {
    let known = CompareNames(around.overview.rows.map { ($0.key, $0.suites) })
    if ["variants", "suites"].contains(words), known.sides(named: words).isEmpty {
      guard let subject = top.screen.subject(around) else {
        around.message = "no behaviour is selected; name some: compare NAME NAME"
        return nil
      }
      return words == "variants" ? around.overview.variants(of: subject) : around.overview.suites(of: subject)
    }
    do throws(CompareNames.Unknown) {
      return try known.sides(in: words)
    } catch {
      around.message = noBehaviour(called: error.name)
      return nil
    }
  }

  /// Opens the models with these picked.
  mutating func showModels(_ names: [String]) -> [Effect] {
    let screen: ModelsScreen
    do throws(ModelsScreen.Unknown) {
      screen = try ModelsScreen(of: top.screen.subject(around), picking: names, in: around.overview)
    } catch {
      around.message = error.sentence
      return []
    }
    push(screen)
    return screen.question.map { obey([.replace($0)]) } ?? []
  }

  /// What is held side by side was looked at.
  mutating func count(_ question: Question) {
    guard case .compare(let request) = question else { return }
    around.looked.insert(.compared(request.sides.sorted()))
  }
}

extension OverviewContents {
  /// The prompts of a behaviour, in name order.
  func variants(of key: BehaviourKey) -> [CompareSide] {
    rows.filter { $0.key.behaviour == key.behaviour }.map { CompareSide($0.key) }
  }

  func suites(of key: BehaviourKey) -> [CompareSide] {
    rows.first { $0.key == key }?.suites.map { CompareSide(key, suite: $0) } ?? []
  }
}
