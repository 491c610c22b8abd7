import Monitor
@main struct M { static func main() {} }
