"""A second opinion on the examples: counts, percentages and findings worked out from the data files alone.

It reads plan.json and returns.json, never a workbook, and knows nothing of planroll's code: the rules below
are written again from their descriptions, so that expected.json is not merely what planroll happened to say. Of the
other bodies it counts what they printed (published.json).
Numbers are exact (Fraction, Decimal); dates are days. Rules that need last period's workbook are left out.
"""

import calendar
import datetime
import json
import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction

MONTHS = {m.lower(): n for n, m in enumerate(calendar.month_name) if m}
MONTHS |= {m.lower(): n for n, m in enumerate(calendar.month_abbr) if m} | {"sept": 9}
MONTH = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
OPEN_WORDS = {"ongoing", "annual", "continuous", "every period"}
# The vocabulary as the rule's page gives it; anything else is RAT011.
DIRECTIONS = {"↑", "↓", "↔", "→", "-", "–", "improving", "steady", "worsening", "up", "down", "same", "no change"}

# standing of each rating, and what it needs, per preset
ACTIONS = {
    "cannock-chase": {"Completed": "Complete", "Slightly behind": "Behind", "Behind": "Off track", "To be closed": "Closed"},
    "west-norfolk": {"Red": "Off track", "Amber": "Behind", "Green": "On track", "On hold or closed": "Closed", "Completed": "Complete"},
    "southend": {"Red": "Off track", "Amber": "Behind", "Green": "On track"},
    "colchester": {},
}
INDICATORS = {
    "cannock-chase": [],
    "west-norfolk": ["Red", "Amber", "Green", "Monitor only", "In progress"],
    "southend": [],
    "colchester": ["Green", "Amber", "Red"],
}
UNCOUNTED = {"Completed": {"west-norfolk"}, "Monitor only": {"west-norfolk"}, "In progress": {"west-norfolk"}}
NEEDS_REVISED = {("cannock-chase", "Slightly behind"), ("cannock-chase", "Behind")}
NEEDS_WORDS = NEEDS_REVISED | {("cannock-chase", "To be closed"), ("west-norfolk", "On hold or closed")}
WHEN_RATED = {"cannock-chase"}
BANDED = {"west-norfolk"}
PLACES = {"cannock-chase": 1}


def end_of(year, month):
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def quarter_end(start_year, quarter):
    return end_of(start_year + (quarter == 4), (6, 9, 12, 3)[quarter - 1])


def day_of(value, year):
    """The day a date or text date stands for; `year` is the period's financial year. None if unreadable."""
    if isinstance(value, dict):
        return datetime.date.fromisoformat(value["date"])
    text = re.sub(r"\s+", " ", value.strip().lower())
    if found := re.fullmatch(r"q([1-4])", text):
        return quarter_end(year, int(found[1]))
    if re.fullmatch(r"(19|20)\d\d", text):
        return datetime.date(int(text), 12, 31)
    if found := re.fullmatch(r"(20)(\d\d)\s*[-/]\s*(?:20)?(\d\d)", text):
        return end_of(2000 + int(found[3]), 3)
    if found := re.fullmatch(rf"mid {MONTH}\w* (\d{{4}})", text):
        return datetime.date(int(found[2]), MONTHS[found[1]], 15)
    if found := re.fullmatch(rf"(?:(?:by|due|end of) )?{MONTH} (\d{{4}})", text):
        return end_of(int(found[2]), MONTHS[found[1]])
    return None


def days_named(text, year):
    """Days named in prose: a month with its year, or a quarter."""
    low = text.lower()
    for found in re.finditer(rf"\b{MONTH} (\d{{4}})", low):
        yield end_of(int(found[2]), MONTHS[found[1]])
    for found in re.finditer(r"\bq([1-4])\b", low):
        yield quarter_end(year, int(found[1]))


def quarters_late(deadline, revised):
    """Whole reporting quarters, rounded up, from the deadline's quarter to the revised date's."""
    index = lambda day: (day.year * 12 + day.month - 1) // 3
    return index(revised) - index(deadline)


def shares(counts, places):
    """Percentages that add to 100: largest remainder, ties to the left, trailing zeros dropped."""
    base, units = sum(counts), 100 * 10**places
    if base == 0:
        return [None] * len(counts)
    floors = [n * units // base for n in counts]
    order = sorted(range(len(counts)), key=lambda i: (-(counts[i] * units % base), i))
    for i in order[: units - sum(floors)]:
        floors[i] += 1
    printed = [str(Decimal(n).scaleb(-places)) for n in floors]
    return [p.rstrip("0").rstrip(".") if "." in p else p for p in printed]


def number(value):
    if isinstance(value, dict):
        value = value["percent"]
    return Fraction(str(value)) if isinstance(value, (int, float)) else None


def band(row, value):
    """The 5% bands on the share of the target by which the value is worse than it."""
    target = number(row.get("Target Q1"))
    if target is None:
        target = number(row["Target"])
        if row.get("Cumulative") == "Yes":
            target = target / 4  # the first of four quarters, unrounded
    worse = target - value if row["Better when"] == "Higher" else value - target
    share = worse / abs(target) * 100
    return "Green" if share <= 0 else "Amber" if share < 5 else "Red"


def check_action(council, row, entry, as_of, year):
    """Findings on one monitored action, as (code, ref)."""
    rating, words = entry.get("Rating"), entry.get("Commentary", "")
    standing = ACTIONS[council].get(rating)
    text = row.get("Deadline")
    open_ended = text is not None and not isinstance(text, dict) and text.lower() in OPEN_WORDS
    due = None if text is None or open_ended else day_of(text, year)
    if text is None:
        yield "PLN023"
    elif open_ended:
        yield "PLN020"
    elif due is None:
        yield "PLN006"
    has_complete = "Complete" in ACTIONS[council].values()
    done = day_of(entry["Completed date"], year) if "Completed date" in entry else None
    revised = day_of(entry["Revised deadline"], year) if "Revised deadline" in entry else None
    unreadable = ("Completed date" in entry and done is None) or ("Revised deadline" in entry and revised is None)
    if unreadable:
        yield "CEL001"
    if rating is not None and standing is None:
        yield "RAT002"
    complete = standing == "Complete" if has_complete else done is not None
    closed = standing == "Closed"
    if rating is None and (council not in WHEN_RATED or (due and due <= as_of) or (text or "").lower() == "every period"):
        yield "RAT001"
    if rating and not words and ((council, rating) in NEEDS_WORDS or closed):
        yield "RAT003"
    if done and has_complete and standing and standing != "Complete":
        yield "RAT008"
    if done and done > as_of:
        yield "DLN001"
    elif done and due and done > due:
        yield "DLN006"
    if revised and complete:
        yield "DLN005"
    if rating and due and not complete and not closed:
        behind = standing in ("Behind", "Off track")
        if standing == "On track" and (revised or due) <= as_of:
            yield "RAT005"
        elif revised and revised <= due:
            yield "DLN003"
        elif revised and revised <= as_of:
            yield "DLN004"
        elif not revised and ((council, rating) in NEEDS_REVISED or (behind and due <= as_of)):
            yield "DLN002"
        elif revised and council == "cannock-chase" and (quarters_late(due, revised) > 1) != (rating == "Behind"):
            yield "RAT006"
        if not revised and any(day > due for day in days_named(words, year)):
            yield "DLN008"
    low = words.lower().replace("’", "'")
    off = any(w in low for w in ("cancelled", "on hold", "paused", "withdrawn"))
    never = any(w in low for w in ("will not", "won't", "cancelled"))
    if standing == "On track" and (off or never):
        yield "RAT014"
    elif standing in ("Behind", "Off track") and off and not revised:
        yield "RAT014"
    if "Direction of travel" in entry and entry["Direction of travel"].lower() not in DIRECTIONS:
        yield "RAT011"


def rate_indicator(row, entry):
    """The rating that counts: monitor-only and not-due rows take their own."""
    if row.get("Rated") == "Monitor only":
        return "Monitor only"
    if row.get("Frequency") == "Annual" or entry.get("Value") in ("Awaited", "Not due", "Not available"):
        return "In progress"
    return entry.get("Rating")


def check_indicator(council, row, entry):
    value = number(entry.get("Value"))
    if not INDICATORS[council]:  # reported, not rated
        if value is not None and row.get("Frequency") == "Annual":
            yield "IND002"
        return
    rating = rate_indicator(row, entry)
    if row.get("Rated") == "Monitor only":
        if isinstance(entry.get("Value"), str):
            yield "CEL003"
        if entry.get("Rating") not in (None, "Monitor only"):
            yield "RAT013"
        return
    if rating == "In progress":
        return
    if rating is None:
        yield "RAT001"
    if council not in BANDED:
        return
    if value is None:
        yield "IND001"
    elif row["Unit"] == "%" and not 0 <= value <= 100:
        yield "IND004"
    elif rating and band(row, value) != rating:
        yield "IND005"


def table(council, kind, groups, columns, ratings):
    counted = [c for c in columns if council not in UNCOUNTED.get(c, ())]
    def line(code, rows):
        tally = Counter(ratings[kind].get(ref) for ref in rows)
        counts = [tally[c] for c in columns]
        base = [tally[c] for c in counted]
        printed = dict(zip(counted, shares(base, PLACES.get(council, 0))))
        return {"code": code, "counts": counts, "percentages": [printed.get(c) for c in columns],
                "base": sum(base), "total": sum(counts)}
    lines = [line(code, rows) for code, rows in groups.items()]
    overall = line("overall", [ref for rows in groups.values() for ref in rows])
    return lines, overall


def for_information(row):
    """Whether a row is shown, and neither rated nor counted."""
    return row.get("Monitored") == "No" or row.get("Rated") == "Information only"


def examine(council, folder, expected):
    """Works one council out and returns what differs from expected, as lines of text."""
    plan = json.loads((folder / "data" / "plan.json").read_text(encoding="utf-8"))
    returns = json.loads((folder / "data" / "returns.json").read_text(encoding="utf-8"))
    as_of = datetime.date.fromisoformat(expected["as_of"])
    year = int(expected["period"][:4])
    wrong, found, ratings = [], [], {"actions": {}, "indicators": {}}
    plans = {row["Code"]: row.get("Priority") for row in plan["Delivery plans"]}
    for kind, sheet in (("actions", "Actions"), ("indicators", "Indicators")):
        rows = plan[sheet]
        typed = {ref: e for code in returns for ref, e in returns[code].get(sheet, {}).items()}
        if len({row["Ref"] for row in rows}) != len(rows) or typed.keys() - {row["Ref"] for row in rows}:
            wrong.append(f"{sheet}: a ref twice, or an entry for no row")
        information = 0
        for row in rows:
            entry = typed.get(row["Ref"], {})
            if for_information(row):
                information += 1
                if "Rating" in entry:
                    found.append(("RAT013", row["Ref"]))
                continue
            if kind == "actions":
                codes, rating = check_action(council, row, entry, as_of, year), entry.get("Rating")
            else:
                codes = check_indicator(council, row, entry)
                rating = rate_indicator(row, entry) if INDICATORS[council] else None
            found += [(code, row["Ref"]) for code in codes]
            ratings[kind][row["Ref"]] = rating
        want = expected[kind]
        if want is None:
            if rows:
                wrong.append(f"{sheet}: rows where expected.json has none")
            continue
        columns = list(ACTIONS[council]) if kind == "actions" else INDICATORS[council]
        if columns != want["columns"]:
            wrong.append(f"{sheet}: columns {columns}")
        for part in ("priorities", "by_delivery_plan"):
            if want[part] is None:
                continue
            groups = {line["code"]: [] for line in want[part]}
            for row in (row for row in rows if not for_information(row)):
                code = row["Delivery plan"]
                groups[code if part == "by_delivery_plan" else row.get("Priority", plans[code])].append(row["Ref"])
            lines, overall = table(council, kind, groups, columns, ratings)
            for mine, theirs in zip(lines + [overall], want[part] + [want["overall"] | {"code": "overall"}]):
                theirs = {key: theirs[key] for key in mine}
                if mine != theirs:
                    wrong.append(f"{sheet} {part}: worked out {mine}, expected {theirs}")
        unrated = sum(1 for rating in ratings[kind].values() if rating is None)
        if (unrated, information) != (want["not_rated"], want["information_only"]):
            wrong.append(f"{sheet}: not rated {unrated}, information only {information}")
    listed = [(f["code"], ref) for f in expected["findings"] + expected["plan_findings"] for ref in f["refs"]]
    wrong += [f"found but not expected: {code} {ref}" for code, ref in sorted((Counter(found) - Counter(listed)))]
    wrong += [f"expected but not found: {code} {ref}" for code, ref in sorted((Counter(listed) - Counter(found)))]
    return wrong, Counter(code for code, _ in found)


def examine_body(folder):
    """Counts one of the other bodies and returns what differs from what it printed, as lines of text."""
    plan, returns, printed = (
        json.loads((folder / path).read_text(encoding="utf-8"))
        for path in ("data/plan.json", "data/returns.json", "published.json")
    )
    wrong = [] if plan["Settings"]["Period"] == printed["period"] else ["another period"]
    names = {row["Code"]: row["Priority"] for row in plan["Priorities"]}
    of_plan = {row["Code"]: row.get("Priority") for row in plan["Delivery plans"]}
    followed = next((row["Rating"] for row in plan["Ratings"] if row["Standing"] == "Monitor only"), None)
    for published in printed["tables"]:
        sheet = published["kind"].capitalize()
        typed = {ref: entry for code in returns for ref, entry in returns[code].get(sheet, {}).items()}
        shared = {row["Rating"] for row in plan["Ratings"] if row["In percentages"] == "Yes" and row["Applies to"] == sheet}
        for line in published["lines"]:
            rows = [
                row for row in plan[sheet]
                if line["line"] in ("Overall", names[row.get("Priority", of_plan[row["Delivery plan"]])])
            ]
            tally = Counter(
                followed if row.get("Rated") == "Monitor only" else typed.get(row["Ref"], {}).get("Rating")
                for row in rows
            )
            base = sum(count for rating, count in tally.items() if rating in shared)
            mine = [tally[rating] for rating in published["columns"]]
            if (mine, len(rows)) != (line["counts"], line["total"]):
                wrong.append(f"{line['line']}: counted {mine} of {len(rows)}, printed {line['counts']} of {line['total']}")
            for count, share in zip(mine, line["percentages"]):
                if share is not None and str((200 * count + base) // (2 * base)) != share:
                    wrong.append(f"{line['line']}: {count} of {base} is not {share}%")
    typed = {ref: entry for code in returns for ref, entry in returns[code].get("Indicators", {}).items()}
    rows = {row["Ref"]: row for row in plan["Indicators"]}
    for figures in printed.get("values", []):
        row, now = rows[figures["ref"]], typed[figures["ref"]]["Value"]
        now = None if isinstance(now, str) else number(now)
        mine = [number(row.get(month)) for month in printed["months"]] + [now]
        theirs = [None if figure is None else Fraction(figure) for figure in figures["earlier"] + [figures["value"]]]
        target = row.get(f"Target {printed['period'].split()[-1]}", row.get("Target"))
        if mine != theirs or (figures["target"] is not None and number(target) != Fraction(figures["target"])):
            wrong.append(f"{figures['ref']}: other figures than were printed")
    return wrong


def verify(home, councils, bodies):
    """Prints a line per council and body; returns 0 when everything agrees with what they printed, else 1."""
    expected = json.loads((home / "expected.json").read_text(encoding="utf-8"))
    bad = 0
    for council in councils:
        wrong, codes = examine(council, home / council, expected[council])
        tally = ", ".join(f"{code} {n}" for code, n in sorted(codes.items())) or "no finding"
        print(f"{council}: {'agrees' if not wrong else 'DIFFERS'} ({tally})")
        for line in wrong:
            print(f"  {line}")
        bad += len(wrong)
    for body in bodies:
        wrong = examine_body(home / body)
        print(f"{body}: {'agrees' if not wrong else 'DIFFERS'}")
        for line in wrong:
            print(f"  {line}")
        bad += len(wrong)
    return 1 if bad else 0
