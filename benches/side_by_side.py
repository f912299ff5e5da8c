"""planroll beside what people would use instead, over the same returns: time, memory and files per second, as a table.

    python3 -m venv venv && venv/bin/pip install pandas openpyxl python-calamine polars fastexcel xlsxwriter
    venv/bin/python benches/side_by_side.py 10 100 1000 3000

A number is so many returns of 60 actions and 20 indicators, made by make_quarter.py where target/bench-N is not there yet; a
folder is a quarter that it made. These four take about ten minutes to make and a quarter of an hour to measure. planroll is
built, unless PLANROLL names a program, and the bench that measures the floor, unless FLOOR names it.

Each way is a process of its own: whole-process time (median of as many runs as fit in the time given, RUNS at most) and peak
memory as the system counts it. planroll uses two threads here and checks every cell beside; the others use what they use.
The floor (from benches/quarter.rs) has two threads as well, which inflate and scan the parts of the plan workbook and of every
return that must be read, and do nothing with them. It is that of 0.1.0, so that ratios of all editions can be compared; the faster
floor only inflates and looks for tags.

A ratio is measured in two ways: of the median seconds, and as the median of what each run takes beside the runs of planroll before
and after it. They are of the same runs, and differ where the machine is slower in one minute than in the next. Quoted is whichever
is less favourable to planroll. Those that take longer than LONGEST seconds for one size are not tried with
a larger one.
"""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

OTHERS = pathlib.Path(__file__).with_name("others.py")
MAKE = pathlib.Path(__file__).with_name("make_quarter.py")
RUNS = 5
ENOUGH = 20
LONGEST = 400
FLOOR = "the floor: inflating and scanning"
FASTER = "a faster floor: inflating, and no more"
OURS = "planroll consolidate"


def built(name, *command):
    """The executable of that name, as cargo tells where it is when it has built it."""
    said = subprocess.run(["cargo", *command, "--message-format=json"], stdout=subprocess.PIPE, check=True, text=True).stdout
    made = [json.loads(line) for line in said.splitlines()]
    return next(one["executable"] for one in made if one.get("executable") and one["target"]["name"] == name)


def quarter(wanted, planroll):
    """The folder of a quarter, from a number of returns or its name."""
    if not wanted.isdigit():
        return pathlib.Path(wanted)
    folder = pathlib.Path("target") / f"bench-{wanted}"
    if not folder.exists():
        half_made = folder.with_name(f"{folder.name}-half-made")
        shutil.rmtree(half_made, ignore_errors=True)
        subprocess.run([sys.executable, str(MAKE), planroll, str(half_made), wanted, "60", "20"], check=True)
        half_made.rename(folder)
    return folder


def once(command):
    """Seconds and megabytes of one run. What planroll wrote before is taken away: reading its corrections is another job."""
    if "-o" in command:
        pathlib.Path(command[command.index("-o") + 1]).unlink(missing_ok=True)
    environment = dict(os.environ, RAYON_NUM_THREADS="2")
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{command}: {said.decode(errors='replace')[-2000:]}")
    return seconds, used.ru_maxrss / 1024


def measured(ways):
    """Of each way its seconds (median), megabytes (most), how often planroll consolidates in that time (median) and how many
    runs. The ways take turns and planroll consolidates between them: a machine that is slower in one minute than in the next
    is so for both."""
    runs = {way: [] for way in ways}
    before = once(ways[OURS])
    for _ in range(RUNS):
        for way, command in ways.items():
            spent = sum(seconds for seconds, _, _ in runs[way])
            if not runs[way] or spent + spent / len(runs[way]) < ENOUGH:
                seconds, megabytes = before if way == OURS else once(command)
                after = once(ways[OURS])
                beside = statistics.mean([before[0], after[0]])
                runs[way].append((seconds, megabytes, 1 if way == OURS else seconds / beside))
                before = after
    return {
        way: (
            statistics.median(seconds for seconds, _, _ in done),
            max(most for _, most, _ in done),
            statistics.median(times for _, _, times in done),
            len(done),
        )
        for way, done in runs.items()
    }


def main():
    planroll = os.environ.get("PLANROLL") or built("planroll", "build", "--release")
    floor = os.environ.get("FLOOR") or built("quarter", "bench", "--bench", "quarter", "--no-run")
    folders = [quarter(wanted, planroll) for wanted in sys.argv[1:]]
    print("| returns | way | seconds | × planroll consolidate: by seconds | in pairs | × the floor: by seconds | in pairs | quoted | peak MB | runs |")
    print("|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    too_slow = set()
    with tempfile.TemporaryDirectory() as out:
        for folder in folders:
            returns = folder / "returns"
            count = len(list(returns.glob("*.xlsx")))
            other = lambda way: [sys.executable, str(OTHERS), way, str(returns), f"{out}/other.xlsx"]
            plan = str(folder / "plan.xlsx")
            ways = {
                FLOOR: [floor, str(folder), "--floor"],
                FASTER: [floor, str(folder), "--faster-floor"],
                OURS: [planroll, "consolidate", plan, str(returns), "-o", f"{out}/c.xlsx", "-q"],
                "planroll check": [planroll, "check", str(returns), "--plan", plan, "--format", "concise"],
                "calamine, reading every sheet only": other("calamine-only"),
                "polars with fastexcel": other("polars"),
                "pandas with calamine": other("pandas-calamine"),
                "pandas with openpyxl": other("pandas-openpyxl"),
            }
            tried = {way: command for way, command in ways.items() if way not in too_slow}
            found = measured(tried)
            floor_seconds, _, floor_times, _ = found[FLOOR]
            for way in ways:
                if way in too_slow:
                    print(f"| {count} | {way} | not tried | | | | | | | |")
                    continue
                seconds, megabytes, times, runs = found[way]
                if seconds > LONGEST:
                    too_slow.add(way)
                by_seconds, over_floor = seconds / found[OURS][0], (seconds / floor_seconds, times / floor_times)
                # What planroll takes is quoted by the floor, what others take by planroll.
                quoted = f"{max(over_floor):.2f} × the floor" if way.startswith("planroll") else f"{min(by_seconds, times):.2f} × consolidate"
                print(
                    f"| {count} | {way} | {seconds:.3f} | {by_seconds:.2f} | {times:.2f} | {over_floor[0]:.2f} | {over_floor[1]:.2f}"
                    f" | {'' if way in (FLOOR, FASTER) else quoted} | {megabytes:.0f} | {runs} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
