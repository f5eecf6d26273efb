internal import Dispatch
import Synchronization

/// `body` of every element, on all cores, in the elements' order. The first failure is thrown.
public func inParallel<Element: Sendable, Value: Sendable, Failure: Error>(
  _ elements: [Element], _ body: @Sendable (Element) throws(Failure) -> Value
) throws(Failure) -> [Value] {
  let results = Mutex([Result<Value, Failure>?](repeating: nil, count: elements.count))
  DispatchQueue.concurrentPerform(iterations: elements.count) { at in
    let result: Result<Value, Failure>
    do throws(Failure) {
      result = .success(try body(elements[at]))
    } catch {
      result = .failure(error)
    }
    results.withLock { $0[at] = result }
  }
  var values: [Value] = []
  values.reserveCapacity(elements.count)
  for result in results.withLock({ $0 }) {
    if let result { values.append(try result.get()) }
  }
  return values
}
