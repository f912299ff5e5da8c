//! The officer's own columns: numbers come out as the plan shows them.

use std::process::Command;

use super::workdir::Workdir;
use crate::tools;

/// Sets number formats in a plan with openpyxl, issues and consolidates it without an answer, and gives the format and the
/// value of the own columns' cells in the return and in the consolidated workbook.
const SCRIPT: &str = "
import glob, openpyxl, subprocess, sys
plan, program = 'plan.xlsx', sys.argv[1]
wb = openpyxl.load_workbook(plan)
actions = wb['Actions']
def put(cell, value, shown):
    actions[cell].value, actions[cell].number_format = value, shown
for col, heading in zip('FGHI', ['Budget', 'Share', 'Homes', 'Plain']):
    actions[col + '1'] = heading
put('F2', 1250, '[$£-809]#,##0.00'); put('G2', 0.125, '0.0%'); put('H2', 1200, '#,##0'); put('I2', 3.5, 'General')
put('F3', -80, '\"£\"#,##0;[Red]-\"£\"#,##0'); put('G3', 0.5, '0%'); put('H3', 12, '0\" homes\"'); put('I3', 7, 'General')
wb.save(plan)
def run(*args):
    subprocess.run([program, *args], check=False, capture_output=True)
run('issue', plan, '--period', '2025-26 Q1', '--out', 'own')
run('consolidate', plan, 'own', '--period', '2025-26 Q1', '-o', 'all.xlsx', '--data', 'data')
for file in ['own/economy-2025-26-q1.xlsx', 'all.xlsx']:
    sheet = openpyxl.load_workbook(file)['Actions']
    heads = {str(c.value): c.column for row in sheet.iter_rows(min_row=1, max_row=8) for c in row if c.value in ['Ref', 'Budget', 'Share', 'Homes', 'Plain']}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, heads['Ref']).value in ['1.1', '1.2']:
            print([(c.value, c.number_format) for c in (sheet.cell(row, heads[h]) for h in ['Budget', 'Share', 'Homes', 'Plain'])])
for line in open(*glob.glob('data/further-columns*.csv')):
    print(line.strip())
";

#[test]
fn a_percentage_stays_one_and_pounds_stay_pounds_from_the_plan_to_every_workbook() {
    let Some(python) = tools::python() else { return };
    let workdir = Workdir::issued("standard");
    let program = env!("CARGO_BIN_EXE_planroll");
    let ran = Command::new(python).args(["-c", SCRIPT, program]).current_dir(workdir.path(".")).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    insta::assert_snapshot!(format!("{out}{err}"), @r##"
    [(1250, '"£"#,##0.00'), (0.125, '0.0%'), (1200, '#,##0'), (3.5, 'General')]
    [(-80, '"£"0'), (0.5, '0%'), (12, '0" homes"'), (7, 'General')]
    [(1250, '"£"#,##0.00'), (0.125, '0.0%'), (1200, '#,##0'), (3.5, 'General')]
    [(-80, '"£"0'), (0.5, '0%'), (12, '0" homes"'), (7, 'General')]
    organisation,plan,period,period_from,period_to,of,ref,heading,value
    Your council,Corporate plan,2025-26 Q1,2025-04-01,2025-06-30,Actions,1.1,Budget,1250
    Your council,Corporate plan,2025-26 Q1,2025-04-01,2025-06-30,Actions,1.1,Share,12.5%
    Your council,Corporate plan,2025-26 Q1,2025-04-01,2025-06-30,Actions,1.1,Homes,1200
    Your council,Corporate plan,2025-26 Q1,2025-04-01,2025-06-30,Actions,1.1,Plain,3.5
    Your council,Corporate plan,2025-26 Q1,2025-04-01,2025-06-30,Actions,1.2,Budget,-80
    Your council,Corporate plan,2025-26 Q1,2025-04-01,2025-06-30,Actions,1.2,Share,50%
    Your council,Corporate plan,2025-26 Q1,2025-04-01,2025-06-30,Actions,1.2,Homes,12
    Your council,Corporate plan,2025-26 Q1,2025-04-01,2025-06-30,Actions,1.2,Plain,7
    "##);
}
