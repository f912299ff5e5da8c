//! A chart as a part of its own, in `DrawingML`: its figures are stored in it, so that it is drawn without a workbook.
//!
//! Colour is never all there is: every figure is written on or beside what is drawn, every series has its name in the
//! legend, lines have signs of their own, and what the chart says stands in words in its description.

use std::fmt::Write as _;

use super::block::{Chart, ChartKind, Series};
use super::text::{attribute, escaped};

/// The text of a chart, in hundredths of a point.
const SIZE: u32 = 1_000;
/// Axis text and lines: dark grey, contrast 10 to 1 on white.
const INK: &str = "404040";
const LINE: &str = "BFBFBF";
/// The signs of lines, in turn.
const SIGNS: [&str; 5] = ["circle", "square", "diamond", "triangle", "x"];
/// Figures of nought are written on no bar, which has no room for them.
const ON_BARS: &str = "#,##0.##;-#,##0.##;;";
/// More points than this, and figures over a line run into each other.
const MOST_FIGURES: usize = 16;

/// The part of a chart; `font` where the document names one.
pub(super) fn part(chart: &Chart, font: Option<&str>) -> String {
    let font = font.map(|font| format!("<a:latin typeface=\"{0}\"/><a:cs typeface=\"{0}\"/>", attribute(font)));
    let font = font.unwrap_or_default();
    let title = if chart.title.is_empty() {
        "<c:autoTitleDeleted val=\"1\"/>".to_owned()
    } else {
        format!(
            "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"1100\" b=\"1\"/></a:pPr><a:r><a:rPr lang=\"en-GB\" sz=\"1100\" b=\"1\"/><a:t>{}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/>",
            escaped(&chart.title)
        )
    };
    let plot = match chart.kind {
        ChartKind::Shares => shares(chart),
        ChartKind::Lines | ChartKind::Columns => over_time(chart),
    };
    let legend =
        format!("<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>{}</c:legend>", lettering(INK, false));
    let legend = if chart.series.len() > 1 || chart.kind == ChartKind::Shares { legend } else { String::new() };
    format!(
        "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:date1904 val=\"0\"/><c:lang val=\"en-GB\"/><c:roundedCorners val=\"0\"/><c:chart>{title}<c:plotArea><c:layout/>{plot}</c:plotArea>{legend}<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{SIZE}\">{font}</a:defRPr></a:pPr><a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr></c:chartSpace>"
    )
}

/// How high a chart is drawn, in twentieths of a point.
pub(super) fn height(chart: &Chart) -> u32 {
    let rows = u32::try_from(chart.categories.len().min(30)).unwrap_or(30);
    let title = if chart.title.is_empty() { 0 } else { 500 };
    match chart.kind {
        ChartKind::Shares => 1_000 + title + rows * 540,
        ChartKind::Lines | ChartKind::Columns => 3_600 + title,
    }
}

fn shares(chart: &Chart) -> String {
    let mut out = String::from(
        "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"percentStacked\"/><c:varyColors val=\"0\"/>",
    );
    for (at, series) in chart.series.iter().enumerate() {
        // A white edge parts two bars whose colours are alike.
        let look = format!(
            "<c:spPr><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill><a:ln w=\"12700\"><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val=\"0\"/>",
            hex(series.colour.0)
        );
        let labels = labels("ctr", &hex(series.colour.text_colour().0), ON_BARS);
        let _ = write!(out, "<c:ser>{}{look}{labels}{}</c:ser>", name(at, series), figures(chart, at, series));
    }
    out.push_str(
        "<c:gapWidth val=\"45\"/><c:overlap val=\"100\"/><c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:barChart>",
    );
    // The first row is at the top, and shares at the foot.
    out.push_str(&category_axis("l", "maxMin", "none"));
    out.push_str(&value_axis("b", "0%", "max", Some("1")));
    out
}

fn over_time(chart: &Chart) -> String {
    let is_line = chart.kind == ChartKind::Lines;
    let mut out = String::from(if is_line {
        "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>"
    } else {
        "<c:barChart><c:barDir val=\"col\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>"
    });
    let points: usize = chart.series.iter().map(|series| series.values.iter().flatten().count()).sum();
    for (at, series) in chart.series.iter().enumerate() {
        let colour = hex(series.colour.0);
        let fill = format!("<a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill>");
        let look = if is_line {
            let sign = SIGNS.get(at % SIGNS.len()).copied().unwrap_or_default();
            let dash = if at == 0 { "solid" } else { "dash" };
            format!(
                "<c:spPr><a:ln w=\"28575\" cap=\"rnd\">{fill}<a:prstDash val=\"{dash}\"/><a:round/></a:ln></c:spPr><c:marker><c:symbol val=\"{sign}\"/><c:size val=\"7\"/><c:spPr>{fill}<a:ln>{fill}</a:ln></c:spPr></c:marker>"
            )
        } else {
            format!("<c:spPr>{fill}</c:spPr><c:invertIfNegative val=\"0\"/>")
        };
        let place = if is_line { "t" } else { "outEnd" };
        let labels = if points <= MOST_FIGURES { labels(place, INK, "#,##0.##") } else { String::new() };
        let end = if is_line { "<c:smooth val=\"0\"/>" } else { "" };
        let _ = write!(out, "<c:ser>{}{look}{labels}{}{end}</c:ser>", name(at, series), figures(chart, at, series));
    }
    out.push_str(if is_line {
        "<c:marker val=\"1\"/><c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:lineChart>"
    } else {
        "<c:gapWidth val=\"80\"/><c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:barChart>"
    });
    out.push_str(&category_axis("b", "minMax", "low"));
    out.push_str(&value_axis("l", "#,##0.##", "autoZero", None));
    out
}

fn hex(colour: u32) -> String {
    format!("{:06X}", colour & 0xFF_FF_FF)
}

fn lettering(colour: &str, bold: bool) -> String {
    let bold = if bold { " b=\"1\"" } else { "" };
    format!(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{SIZE}\"{bold}><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr>"
    )
}

fn labels(place: &str, colour: &str, format: &str) -> String {
    format!(
        "<c:dLbls><c:numFmt formatCode=\"{format}\" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}<c:dLblPos val=\"{place}\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>",
        lettering(colour, true)
    )
}

/// The column of a sheet that a series would stand in, were there one: B is the first.
fn column(at: usize) -> String {
    let mut left = at + 2;
    let mut out = String::new();
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).map_or('A', |step| char::from(b'A' + step));
        out.insert(0, letter);
        left = (left - 1) / 26;
    }
    out
}

fn name(at: usize, series: &Series) -> String {
    format!(
        "<c:idx val=\"{at}\"/><c:order val=\"{at}\"/><c:tx><c:strRef><c:f>Figures!${}$1</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>",
        column(at),
        escaped(&series.name)
    )
}

fn figures(chart: &Chart, at: usize, series: &Series) -> String {
    let count = chart.categories.len();
    let last = count + 1;
    let mut out = format!("<c:cat><c:strRef><c:f>Figures!$A$2:$A${last}</c:f><c:strCache><c:ptCount val=\"{count}\"/>");
    for (row, category) in chart.categories.iter().enumerate() {
        let _ = write!(out, "<c:pt idx=\"{row}\"><c:v>{}</c:v></c:pt>", escaped(category));
    }
    let letter = column(at);
    let _ = write!(
        out,
        "</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Figures!${letter}$2:${letter}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{count}\"/>"
    );
    for (row, value) in series.values.iter().take(count).enumerate() {
        if let Some(value) = value {
            let _ = write!(out, "<c:pt idx=\"{row}\"><c:v>{}</c:v></c:pt>", value.normalize());
        }
    }
    out.push_str("</c:numCache></c:numRef></c:val>");
    out
}

fn category_axis(side: &str, order: &str, labels: &str) -> String {
    let labels = if labels == "none" { "nextTo" } else { labels };
    format!(
        "<c:catAx><c:axId val=\"1001\"/><c:scaling><c:orientation val=\"{order}\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{side}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"{labels}\"/><c:spPr><a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"{LINE}\"/></a:solidFill></a:ln></c:spPr>{}<c:crossAx val=\"1002\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>",
        lettering(INK, false)
    )
}

fn value_axis(side: &str, format: &str, crosses: &str, most: Option<&str>) -> String {
    let range = most.map(|most| format!("<c:max val=\"{most}\"/><c:min val=\"0\"/>")).unwrap_or_default();
    format!(
        "<c:valAx><c:axId val=\"1002\"/><c:scaling><c:orientation val=\"minMax\"/>{range}</c:scaling><c:delete val=\"0\"/><c:axPos val=\"{side}\"/><c:majorGridlines><c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"D9D9D9\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode=\"{format}\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{}<c:crossAx val=\"1001\"/><c:crosses val=\"{crosses}\"/><c:crossBetween val=\"between\"/></c:valAx>",
        lettering(INK, false)
    )
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::domain::Colour;

    fn chart(kind: ChartKind) -> Chart {
        let series = |name: &str, values: [Option<i64>; 3]| Series {
            name: name.to_owned(),
            colour: Colour(0xFF_C0_00),
            values: values.map(|own| own.map(Decimal::from)).to_vec(),
        };
        Chart {
            kind,
            title: "Ratings <now>".to_owned(),
            description: String::new(),
            categories: ["Q1", "Q2", "Q3"].map(str::to_owned).to_vec(),
            series: vec![series("Green", [Some(5), None, Some(0)]), series("Red", [None, None, Some(2)])],
        }
    }

    #[test]
    fn figures_are_stored_and_a_missing_one_is_a_gap() {
        for kind in [ChartKind::Shares, ChartKind::Lines, ChartKind::Columns] {
            let part = part(&chart(kind), None);
            let values = part.split("<c:numCache>").nth(1).unwrap().split("</c:numCache>").next().unwrap();
            assert_eq!(values.matches("<c:pt ").count(), 2, "{values}");
            assert!(!values.contains("idx=\"1\"") && part.contains("<c:dispBlanksAs val=\"gap\"/>"));
            assert!(part.contains("Ratings &lt;now&gt;"));
        }
    }

    #[test]
    fn text_on_a_bar_is_readable_on_its_colour() {
        assert!(labels("ctr", &hex(Colour(0xFF_C0_00).text_colour().0), ON_BARS).contains("srgbClr val=\"000000\""));
        assert!(part(&chart(ChartKind::Shares), Some("Arial")).contains("typeface=\"Arial\""));
    }

    #[test]
    fn columns_of_the_sheet_that_is_not_there_have_letters_as_in_one() {
        assert_eq!([0, 24, 25, 700].map(column), ["B", "Z", "AA", "ZZ"]);
    }
}
