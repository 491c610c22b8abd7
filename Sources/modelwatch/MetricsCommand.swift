public import ArgumentParser
public import Monitor

/// `modelwatch metrics`.
struct MetricsCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "metrics", abstract: "Print every metric: its name, type, unit, labels, origin and meaning.")

    @Option(help: "How to print.")
    var format = MetricTable.Format.text

    func run() {
        print(MetricTable().formatted(as: format), terminator: "")
    }
}

extension MetricTable.Format: ExpressibleByArgument {}
