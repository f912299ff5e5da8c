"""The same consolidation by other means: read every return, put the rows together, count by priority and rating, write.

    python3 benches/others.py WAY FOLDER OUT.xlsx

WAY is pandas-openpyxl, pandas-calamine, polars or calamine-only (which reads every sheet and does nothing more). Each does
less than planroll: nothing is checked, no sheet is laid out, and the headings are where planroll put them. FOLDER holds
returns of benches/make_quarter.py. Prints how many rows were counted.
"""

import pathlib
import sys

SHEETS = ["Actions", "Indicators"]
HEADINGS_ROW = 3


def tidy(name):
    return str(name).rstrip("*")


def with_pandas(files, out, engine):
    import pandas

    frames = {sheet: [] for sheet in SHEETS}
    for path in files:
        book = pandas.ExcelFile(path, engine=engine)
        for sheet in SHEETS:
            if sheet in book.sheet_names:
                frame = pandas.read_excel(book, sheet_name=sheet, header=HEADINGS_ROW).rename(columns=tidy)
                frame["File"] = path.name
                frames[sheet].append(frame[frame["Ref"].notna()])
    rows = 0
    with pandas.ExcelWriter(out, engine="xlsxwriter") as writer:
        for sheet, list_of in frames.items():
            if not list_of:
                continue
            whole = pandas.concat(list_of, ignore_index=True)
            rows += len(whole)
            counts = whole.pivot_table(index="Priority", columns="Rating", values="Ref", aggfunc="count", fill_value=0)
            share = counts.div(counts.sum(axis=1), axis=0).mul(100).round(0)
            counts.join(share.add_suffix(" %")).to_excel(writer, sheet_name=f"{sheet} summary")
            whole.to_excel(writer, sheet_name=sheet, index=False)
    return rows


def with_polars(files, out):
    import fastexcel
    import polars
    import xlsxwriter

    frames = {sheet: [] for sheet in SHEETS}
    for path in files:
        book = fastexcel.read_excel(path)
        for sheet in SHEETS:
            if sheet in book.sheet_names:
                frame = book.load_sheet(sheet, header_row=HEADINGS_ROW, dtypes="string").to_polars()
                frame = frame.rename(tidy).with_columns(File=polars.lit(path.name))
                frames[sheet].append(frame.filter(polars.col("Ref").is_not_null()))
    rows = 0
    with xlsxwriter.Workbook(out) as book:
        for sheet, list_of in frames.items():
            if not list_of:
                continue
            whole = polars.concat(list_of, how="diagonal_relaxed")
            rows += len(whole)
            counts = whole.filter(polars.col("Rating").is_not_null())
            counts = counts.pivot(on="Rating", index="Priority", values="Ref", aggregate_function="len").fill_null(0)
            ratings = [name for name in counts.columns if name != "Priority"]
            total = polars.sum_horizontal(ratings)
            counts = counts.with_columns((polars.col(name) * 100 / total).round().alias(f"{name} %") for name in ratings)
            counts.write_excel(book, worksheet=f"{sheet} summary")
            whole.write_excel(book, worksheet=sheet)
    return rows


def with_calamine(files):
    import python_calamine

    rows = 0
    for path in files:
        book = python_calamine.CalamineWorkbook.from_path(path)
        for sheet in book.sheet_names:
            read = book.get_sheet_by_name(sheet).to_python()
            if sheet in SHEETS:
                rows += sum(1 for row in read[HEADINGS_ROW + 1 :] if row[0] not in ("", None))
    return rows


def main():
    way, folder, out = sys.argv[1:4]
    files = sorted(pathlib.Path(folder).glob("*.xlsx"))
    if way == "pandas-openpyxl":
        rows = with_pandas(files, out, "openpyxl")
    elif way == "pandas-calamine":
        rows = with_pandas(files, out, "calamine")
    elif way == "polars":
        rows = with_polars(files, out)
    elif way == "calamine-only":
        rows = with_calamine(files)
    else:
        raise SystemExit(f"no such way: {way}")
    print(rows)


if __name__ == "__main__":
    main()
