public import Runs

/// A choice that was looked at; the session counts them.
public enum Look: Hashable, Sendable {
  case items(BehaviourKey, [ItemName])
  /// Some of the rows: a filter.
  case rows([BehaviourKey])
  /// Held side by side.
  case compared([CompareSide])
}
