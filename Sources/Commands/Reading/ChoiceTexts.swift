import Readers
import Runs
import Synchronization

/// What the choices of an item say, to find those that a manifest names by their text. The index keeps no text, so each
/// question is read back from its log: once, however many models were asked it.
final class ChoiceTexts: Sendable {
  private struct Wish: Hashable {
    let question: UInt64
    let texts: [String]
    let order: [Int32]
    /// Set where its choices may stand in another order in each log, and their lengths do not tell.
    let log: String?

    init(_ texts: [String], at item: Int, in asked: Asked) {
      question = asked.content(of: item)
      self.texts = texts
      order = Array(asked.choiceBytes(of: item))
      let mayDiffer = asked.run.isOfInspect && Set(order).count < order.count
      log = mayDiffer ? asked.run.path : nil
    }
  }

  private let known = Mutex<[Wish: UInt64]>([:])
  private let hasRefusals = Atomic<Bool>(false)

  /// True once a text could not be read. The next time it may be, and nothing about its file will show that.
  var lacksAny: Bool { hasRefusals.load(ordering: .relaxed) }

  /// The bit set of the choices that say one of the texts; 0 where none does, or where the text cannot be read.
  func bits(of texts: [String], at item: Int, in asked: Asked) -> UInt64 {
    let wish = Wish(texts, at: item, in: asked)
    if wish.question != 0, let bits = known.withLock({ $0[wish] }) { return bits }
    let text = try? asked.text(of: item)
    if text == nil { hasRefusals.store(true, ordering: .relaxed) }
    let bits = Manifest.Watched.bits(of: texts, among: text?.choices ?? [])
    if wish.question != 0 { known.withLock { $0[wish] = bits } }
    return bits
  }
}

extension Run {
  /// Its choices may stand in another order than another model's, and its questions' hashes are in two parts.
  var isOfInspect: Bool { format.hasPrefix("inspect") }
}
