"""Makes the seeds of the fuzz targets from the examples; the template is one that `planroll report-template` wrote:

    planroll report-template target/template.docx
    python3 fuzz/seeds.py target/template.docx

A seed for a workbook is the number of a part and the contents that it has, or 255 and the whole file.
"""

import pathlib
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
QUARTER = HERE.parent / "examples" / "two-quarters" / "q2"
TRACKERS = HERE.parent / "tests" / "adopt" / "trackers"

SCHEME = """Actions\tComplete\t✓\tCompleted, Done\t1F5C99\tFinished\tComplete\t\t\tOptional\tOptional\tRequired\tYes
Actions\tGreen\t●\tG\t00703C\tOn course\tOn track\t\t\tOptional\tOptional\tOptional\tYes
Actions\tAmber\t▲\tA\tFFBF47\tLate\tBehind\t0\t3 months\tRequired\tRequired\tOptional\tYes
Both\tRed\t■\tR\tB10E1E\tVery late\tOff track\t3 months\t\tRequired\tRequired\tOptional\tYes
Indicators\tAwaited\t…\t\tF2F2F2\tNot there yet\tAwaited\t\t\tOptional\t\t\tNo

Standard\t% of target\tGreen\t<= 0
Standard\t% of target\tAmber\t< 5
Standard\t% of target\tRed\t>= 5
Points\tpercentage points\tGreen\t2 or less
Points\tpercentage points\tRed\tmore than 2"""

TEXTS = """31/03/2026|31-03-26|2026-03-31|1st of April 2026|Mar 2026|Sept 25|Q2|Q4 2025/26|2025-26 Q3|end of June 2026|by March|
mid April 2026|summer 2026|2025-26|2021 to 2023|2026|Ongoing|Annual|Every period|n/a|TBC|45%|£1,234.50|1 234|30 to 40|
< 5|>= 5|5 or more|less than 10%|3 months|90 days|2 quarters|29 Feb 2026|31/02/2026|not before May 2027, see Q3"""


def write(target, name, data):
    folder = HERE / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def workbook(target, path, first=0):
    write(target, f"whole-{path.stem}", b"\xff" + path.read_bytes())
    with zipfile.ZipFile(path) as parts:
        for number, part in enumerate(parts.infolist(), first):
            write(target, f"part-{number:03}", bytes([number]) + parts.read(part))


workbook("a_return", QUARTER / "returns" / "homes-2025-26-q2.xlsx")
workbook("a_plan", QUARTER / "plan.xlsx")
write("a_scheme", "usual", SCHEME.encode())
for number, text in enumerate(TEXTS.replace("\n", "").split("|")):
    write("a_text", f"text-{number:02}", text.encode())
workbook("a_tracker", TRACKERS / "homes-tracker.xlsx")
workbook("a_tracker", TRACKERS / "delivery-plan.docx", first=100)
write("a_tracker", "csv", b"\xfe" + (TRACKERS / "improvement-plan.csv").read_bytes())
for template in sys.argv[1:]:
    workbook("a_template", pathlib.Path(template))
