"""Writes the golden vectors, or makes random cases on demand.

    python main.py write FOLDER     one file of JSON lines per topic
    python main.py serve            reads lines `topic seed index`, answers each with one case

A topic is a module in topics/ with `cases(g)`, which yields the golden cases, `random(g)`, which returns one random
case (or is absent), and `OPS`, the functions of operations that are not simply NumPy's of the same name. `g` is a
`random.Random` whose seed is fixed, so the files are the same every time.
"""

import importlib
import pathlib
import random
import sys
import warnings

import numpy as np

HERE = pathlib.Path(__file__).parent
VERSION = "2.4.6"


def topics():
    names = sorted(path.stem for path in (HERE / "topics").glob("*.py"))
    return {name: importlib.import_module(f"topics.{name}") for name in names}


def write(folder):
    total = 0
    for name, topic in topics().items():
        lines = [case.line(topic.OPS) for case in topic.cases(random.Random(name))]
        kept = list(dict.fromkeys(lines))
        pathlib.Path(folder, f"{name}.jsonl").write_text("\n".join(kept) + "\n")
        total += len(kept)
        print(f"{name}: {len(kept)} cases")
    print(f"{total} cases")


def serve():
    known = topics()
    print(" ".join(name for name, topic in known.items() if hasattr(topic, "random")), flush=True)
    for line in sys.stdin:
        name, seed, index = line.split()
        case = known[name].random(random.Random(f"{name} {seed} {index}"))
        print(case.line(known[name].OPS, whole=True), flush=True)


if __name__ == "__main__":
    if np.__version__ != VERSION:
        sys.exit(f"NumPy {VERSION} is the oracle, this is {np.__version__}")
    sys.path.insert(0, str(HERE))
    np.seterr(all="ignore")
    warnings.simplefilter("ignore")
    if sys.argv[1] == "write":
        write(sys.argv[2])
    else:
        serve()
