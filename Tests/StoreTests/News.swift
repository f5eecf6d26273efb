import Runs

@testable import Store

/// What a look at flag files brought, from the last time on that they were read anew.
struct News: Equatable {
  var isAnew = false
  var ids: [String] = []
  /// Their lines.
  var problems: [Int?] = []
}

func look(_ tail: inout FlagTail) throws -> News {
  var news = News()
  try tail.look { piece in
    switch piece {
    case .anew: news = News(isAnew: true)
    case .lines(let lines): news.ids += lines.map(\.id)
    case .problem(let problem): news.problems.append(problem.place.line)
    }
  }
  return news
}
