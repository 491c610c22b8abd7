import CMeasured
import Foundation
import Kernels

// `kernels` lists what there is; `kernels NAME ROWS` runs a kernel twice, the second time within `mw_measured`.
let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.isEmpty {
    for kernel in KernelCatalog.all { print(kernel.name, kernel.rows) }
} else if arguments.count == 2, let type = KernelCatalog.named(arguments[0]), let rows = Int(arguments[1]) {
    var kernel: any Kernel = try type.init(rows: rows)
    // What is initialised lazily, or kept for the next time, is not the kernel's cost.
    try kernel.run()
    unsafe withUnsafeMutablePointer(to: &kernel) { kernel in
        unsafe mw_measured(
            { kernel in
                do {
                    try unsafe kernel.assumingMemoryBound(to: (any Kernel).self).pointee.run()
                } catch {
                    preconditionFailure("\(error)")
                }
            }, kernel)
    }
} else {
    print("usage: kernels [NAME ROWS]")
    exit(2)
}
