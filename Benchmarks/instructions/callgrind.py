"""Runs a program under callgrind and reads what it counted: instructions, and calls by caller and callee."""
import collections
import dataclasses
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

# Whatever asks the system or the C library for memory; C++'s operator new and Swift's swift_allocObject end there.
ALLOCATIONS = {"malloc", "calloc", "realloc", "posix_memalign", "aligned_alloc", "memalign", "mmap"}
REFERENCE_COUNTING = {
    "swift_retain", "swift_release", "swift_retain_n", "swift_release_n", "swift_bridgeObjectRetain",
    "swift_bridgeObjectRelease", "swift_isUniquelyReferenced_nonNull_native",
}
OBJECTS = {"swift_allocObject", "swift_initStackObject", "swift_slowAlloc"}
# Mangled names of Swift begin with $s. The ends of those that are reached through a witness table, which is how a call
# on an existential or an unspecialised generic goes; and of closures handed on.
SWIFT = "$s"
WITNESSES = ("TW", "TWTm")
CLOSURES = ("TA", "TATm", "TR")
# Callgrind numbers the levels of a recursion.
RECURSION = re.compile(r"'\d+$")


@dataclasses.dataclass
class Counts:
    instructions: int
    # By (caller, callee).
    calls: collections.Counter
    # Instructions of each function itself.
    own: collections.Counter = dataclasses.field(default_factory=collections.Counter)

    def to(self, *names: str) -> int:
        """Calls to these functions."""
        return sum(count for (_, callee), count in self.calls.items() if callee in names)

    def ending(self, suffixes: tuple[str, ...]) -> int:
        """Calls to Swift functions whose mangled names end so."""
        return sum(count for (_, callee), count in self.calls.items()
                   if callee.startswith(SWIFT) and callee.endswith(suffixes))

    @property
    def allocations(self) -> int:
        return self.to(*ALLOCATIONS)

    @property
    def all_calls(self) -> int:
        return sum(self.calls.values())

    def kinds(self) -> dict[str, int]:
        """Calls that have no place in a hot loop, by what they are for."""
        return {
            "reference counting": self.to(*REFERENCE_COUNTING),
            "objects": self.to(*OBJECTS),
            "malloc and its kin": self.allocations,
            "witness tables": self.ending(WITNESSES),
            "closures": self.ending(CLOSURES),
        }

    def __sub__(self, other: "Counts") -> "Counts":
        calls, own = self.calls.copy(), self.own.copy()
        calls.subtract(other.calls)
        own.subtract(other.own)
        return Counts(self.instructions - other.instructions, calls, own)

    def most_frequent(self, number: int, rows: int) -> str:
        """The calls that are made most often, a row, with readable names; one in a hundred rows at least."""
        lines = [f"{count / rows:8.3f}  {readable(caller)}\n          -> {readable(callee)}"
                 for (caller, callee), count in self.calls.most_common(number) if count >= rows / 100]
        return "\n".join(lines)


def readable(function: str) -> str:
    """The name as it stands in the source, of a mangled Swift name."""
    if not function.startswith(SWIFT):
        return function
    command = ["swift", "demangle", "--compact", "--simplified", function]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def prepared(binary: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    """A copy without debugging information, which valgrind 3.19 cannot read, with the names of functions."""
    copy = folder / binary.name
    subprocess.run(["strip", "-g", "-o", copy, binary], check=True)
    return copy


def preloaded(folder: pathlib.Path) -> pathlib.Path:
    """The library that mends sigsuspend."""
    library = folder / "sigsuspend.so"
    compiler = shutil.which("clang") or "cc"
    source = pathlib.Path(__file__).with_name("sigsuspend.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source], check=True)
    return library


def count(
    command: list, within: str | None = None, preload: pathlib.Path | None = None, codes: tuple[int, ...] = (0,)
) -> Counts:
    """Counts a whole process, or what happens within the one call of a function of this name."""
    with tempfile.TemporaryDirectory() as folder:
        output = pathlib.Path(folder) / "callgrind"
        options = [f"--callgrind-out-file={output}", "--compress-strings=no", "--compress-pos=no"]
        if within:
            options += [f"--zero-before={within}", f"--dump-after={within}"]
        # Bound at once, so that the first call of a function is one like any other.
        environment = os.environ | {"LD_BIND_NOW": "1", "SWIFT_BACKTRACE": "enable=no"}
        if preload:
            environment["LD_PRELOAD"] = str(preload)
        process = subprocess.run(
            ["valgrind", "--tool=callgrind", *options, *map(str, command)], env=environment, capture_output=True,
            text=True)
        if process.returncode not in codes:
            raise SystemExit(f"{command[0]} under callgrind: exit code {process.returncode}\n{process.stderr[-2000:]}")
        return read(pathlib.Path(f"{output}.1") if within else output)


def read(path: pathlib.Path) -> Counts:
    """Reads callgrind's output.

    `fn=` names a function; lines of a position and a number are its own instructions. `cfn=` and `calls=` tell what it
    called, and the line after those is what the callee took.
    """
    calls, own = collections.Counter(), collections.Counter()
    instructions, caller, callee, is_own = 0, "", "", True
    with open(path, errors="replace") as file:
        for line in file:
            key, _, value = line.rstrip("\n").partition("=")
            match key:
                case "fn":
                    caller = RECURSION.sub("", value)
                case "cfn":
                    callee = RECURSION.sub("", value)
                case "calls":
                    calls[caller, callee] += int(value.split()[0])
                    is_own = False
                case _ if line.startswith("summary:"):
                    instructions = int(line.split()[1])
                case _ if line[0].isdigit():
                    if is_own:
                        own[caller] += int(line.split()[1])
                    is_own = True
    return Counts(instructions, calls, own)
