import Dashboard
import Readers
import Runs
import Store

extension Answers {
  /// One item: its text read back from its record, and what every model made of it.
  func item(_ name: ItemName, of key: BehaviourKey) throws(StoreProblem) -> ItemContents? {
    guard let behaviour = collection.behaviour(key) else { return nil }
    let all = try collection.asked(behaviour.runs).filter {
      options.choice.families?.contains($0.run.model.family) ?? true
    }
    let found = all.filter { $0.run.suite == name.suite }.compactMap { asked in
      asked.columns.items.firstIndex(of: name.item).map { Found(asked: asked, at: $0) }
    }.sorted { $0.order < $1.order }
    guard let example = found.first else { return nil }
    let text: ItemText?
    let prompt: String
    do throws(Problem) {
      text = try example.asked.text(of: example.at)
      prompt = text?.prompt ?? ""
    } catch {
      text = nil
      prompt = "The text cannot be read back: \(error)"
    }
    let list = Ladder(of: all, choosing: options.choice).items
    let position = list.firstIndex(of: name)
    return ItemContents(
      key: key, name: name, position: position ?? 0, of: list.count,
      previous: position.flatMap { $0 > 0 ? list[$0 - 1] : nil },
      next: position.flatMap { $0 + 1 < list.count ? list[$0 + 1] : nil },
      prompt: prompt,
      choices: choices(of: example, text: text), models: found.map { answer(of: $0, to: text) },
      contentHash: ContentHash.text(
        of: example.asked.content(of: example.at), inParts: example.asked.run.isOfInspect))
  }

  /// What tells each question from the others, on one line; empty where there are too many items.
  func beginnings(of items: [ItemName], asked: [Asked]) -> [String] {
    guard items.count <= Self.mostBeginnings else { return [] }
    return Beginnings.of(
      ItemExamples(of: asked, for: items).places.map { place in
        guard let place, let text = try? asked[place.run].text(of: place.at) else { return "" }
        return text.prompt.utf8.count > Self.mostOfPrompt
          ? String(decoding: text.prompt.utf8.suffix(Self.mostOfPrompt), as: UTF8.self) : text.prompt
      })
  }

  /// Texts are read back from the logs, one by one.
  private static let mostBeginnings = 1000

  /// Bytes of a prompt that are held while those of a list are put side by side; the question is at the end.
  private static let mostOfPrompt = 1 << 15

  private struct Found {
    let asked: Asked
    let at: Int

    var order: (String, Double, String, Int) {
      let model = asked.run.model
      return (model.family, model.scale ?? .infinity, model.name, model.checkpoint ?? .max)
    }
  }

  private func choices(of found: Found, text: ItemText?) -> [ChoiceRow] {
    let watched = found.asked.watched(of: found.at)
    if let texts = text?.choices, !texts.isEmpty {
      return texts.enumerated().map { ChoiceRow(text: $1, isWatched: watched & 1 << UInt64($0) != 0) }
    }
    let count = found.asked.columns.values(of: found.at).count
    guard found.asked.columns.kind == .choices else { return [] }
    return (0..<count).map { ChoiceRow(text: "choice \($0 + 1)", isWatched: watched & 1 << UInt64($0) != 0) }
  }

  /// - Parameter text: the item as it is shown.
  private func answer(of found: Found, to text: ItemText?) -> ModelAnswer {
    let (asked, at) = (found.asked, found.at)
    let address = asked.columns.address(of: at)
    let place = Place(file: name(asked.run.path), line: address.line > 0 ? Int(address.line) : nil)
    let values = ordered(logLikelihoods(of: found), of: found, like: text?.choices ?? [])
    return ModelAnswer(
      model: asked.run.model, logLikelihoods: values, measured: asked.measured(at), response: response(of: found),
      place: place)
  }

  /// Of each choice where the log has them; with two classes a loss and its coverage give both.
  private func logLikelihoods(of found: Found) -> [Double] {
    let (asked, at) = (found.asked, found.at)
    switch asked.run.kind {
    case .choices: return Array(asked.columns.values(of: at))
    case .sequence: return [asked.measured(at).logp]
    case .loss:
      let measured = asked.measured(at)
      let watched = found.asked.watched(of: found.at)
      guard !measured.logp.isNaN, let questions = asked.questions, let question = asked.question(of: at),
        questions.values(of: question).count == 2, watched == 1 || watched == 2
      else { return [] }
      let other = measured.logp - measured.margin
      return watched == 1 ? [measured.logp, other] : [other, measured.logp]
    case .logOdds, .logOddsDifference, .rolling, .generated, .aggregate, .questions: return []
    }
  }

  /// Inspect may have shown each model the choices in another order. NaN for a choice that was not among its own.
  private func ordered(_ values: [Double], of found: Found, like choices: [String]) -> [Double] {
    guard found.asked.run.isOfInspect, values.count > 1, choices.count == values.count,
      let own = (try? found.asked.text(of: found.at))?.choices, own != choices, own.count == values.count,
      Set(own).count == own.count
    else { return values }
    return choices.map { choice in own.firstIndex(of: choice).map { values[$0] } ?? .nan }
  }

  /// Only sampled answers are read back from every model's log; it is a record per model.
  private func response(of found: Found) -> String? {
    guard found.asked.run.kind == .generated else { return nil }
    let run = found.asked.run
    return (try? itemText(format: run.format, path: run.path, address: found.asked.columns.address(of: found.at)))?
      .response
  }
}
