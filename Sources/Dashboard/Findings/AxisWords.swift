internal import Runs
internal import Trends

extension ScaleAxis {
  /// What stands under a chart, short.
  var legend: String {
    switch self {
    case .parameters: "log params"
    case .flops: "log FLOPs"
    case .loss: "text loss"
    }
  }

  /// Along the axis of a figure.
  var label: String {
    switch self {
    case .parameters: "parameters, log scale"
    case .flops: "training FLOPs, log scale"
    case .loss: "text loss, nats per byte"
    }
  }

  /// One model's place on it: `size from file`.
  var noun: String {
    switch self {
    case .parameters: "size"
    case .flops: "FLOPs"
    case .loss: "loss"
    }
  }
}

extension OverviewContents {
  /// ` over FLOPs`; nothing for the usual axis, whose labels speak for themselves.
  var axisNote: String {
    switch rows.first?.finding.axis {
    case .parameters, nil: ""
    case .flops: " over FLOPs"
    case .loss: " over text loss"
    }
  }
}
