//! A chart as a part of its own, in `DrawingML`: its figures are stored in it, so that it is drawn without a workbook.
//!
//! Colour is never all there is: figures are written on or beside what is drawn, every series has its name in the legend,
//! lines have signs and dashes of their own, and all that the chart says stands in words in its description. No workbook is
//! behind it, so what is written on it is the text itself, which every program shows alike.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::block::{Chart, ChartKind, Series};
use super::scale::Scale;
use super::text::{attribute, escaped};

/// The text of a chart, in hundredths of a point; that of small ones, of which several stand beside each other.
const SIZE: u32 = 1_000;
const SMALL: u32 = 900;
/// Axis text and lines: dark grey, contrast 10 to 1 on white.
const INK: &str = "404040";
const LINE: &str = "BFBFBF";
/// The axis of shares.
const WHOLE: Scale = Scale { least: Decimal::ZERO, most: Decimal::ONE, step: Decimal::from_parts(2, 0, 0, false, 1) };
/// Where the lines of small charts are drawn, as parts of the chart: at the same place in each, below a title of three lines.
const PLACE: &str = "<c:layout><c:manualLayout><c:layoutTarget val=\"inner\"/><c:xMode val=\"edge\"/><c:yMode val=\"edge\"/><c:x val=\"0.13\"/><c:y val=\"0.28\"/><c:w val=\"0.84\"/><c:h val=\"0.42\"/></c:manualLayout></c:layout>";
/// A figure from which on the axis parts thousands.
const THOUSAND: i64 = 1_000;
/// The part of a chart; `font` where the document names one.
pub(super) fn part(chart: &Chart, font: Option<&str>) -> String {
    let font = font.map(|font| format!("<a:latin typeface=\"{0}\"/><a:cs typeface=\"{0}\"/>", attribute(font)));
    let font = font.unwrap_or_default();
    let size = size(chart);
    let title = if chart.title.is_empty() {
        "<c:autoTitleDeleted val=\"1\"/>".to_owned()
    } else {
        let bold = format!("sz=\"{}\" b=\"1\"", size + 100);
        let line = |line: &str| {
            format!(
                "<a:p><a:pPr><a:defRPr {bold}/></a:pPr><a:r><a:rPr lang=\"en-GB\" {bold}/><a:t>{}</a:t></a:r></a:p>",
                escaped(line)
            )
        };
        let lines: String = chart.title.lines().map(line).collect();
        format!(
            "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>{lines}</c:rich></c:tx><c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/>"
        )
    };
    let (place, plot) = match chart.kind {
        ChartKind::Shares => ("<c:layout/>", shares(chart)),
        ChartKind::Lines => (PLACE, over_time(chart)),
    };
    let legend =
        format!("<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>{}</c:legend>", lettering(INK, false, size));
    let legend = if chart.series.len() > 1 || chart.kind == ChartKind::Shares { legend } else { String::new() };
    format!(
        "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:date1904 val=\"0\"/><c:lang val=\"en-GB\"/><c:roundedCorners val=\"0\"/><c:chart>{title}<c:plotArea>{place}{plot}</c:plotArea>{legend}<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{size}\">{font}</a:defRPr></a:pPr><a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr></c:chartSpace>"
    )
}

/// How high a chart is drawn, in twentieths of a point.
pub(super) fn height(chart: &Chart) -> u32 {
    let rows = u32::try_from(chart.categories.len().min(30)).unwrap_or(30);
    match chart.kind {
        ChartKind::Shares => 1_000 + if chart.title.is_empty() { 0 } else { 500 } + rows * 540,
        ChartKind::Lines => 2_900,
    }
}

fn size(chart: &Chart) -> u32 {
    match chart.kind {
        ChartKind::Shares => SIZE,
        ChartKind::Lines => SMALL,
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
        let labels = labels(series, "ctr", &hex(series.colour.text_colour().0), SIZE);
        let _ = write!(out, "<c:ser>{}{look}{labels}{}</c:ser>", name(at, series), figures(chart, at, series));
    }
    out.push_str(
        "<c:gapWidth val=\"45\"/><c:overlap val=\"100\"/><c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:barChart>",
    );
    // The first row is at the top, and shares at the foot.
    out.push_str(&category_axis("l", "maxMin", "nextTo", SIZE));
    out.push_str(&value_axis("b", "0%", "max", Some(WHOLE), chart));
    out
}

fn over_time(chart: &Chart) -> String {
    let mut out = String::from("<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>");
    for (at, series) in chart.series.iter().enumerate() {
        let fill = format!("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", hex(series.colour.0));
        // What is the same all along has no points of its own.
        let look = if at > 0 && is_level(series) {
            format!(
                "<c:spPr><a:ln w=\"15875\" cap=\"rnd\">{fill}<a:prstDash val=\"dash\"/><a:round/></a:ln></c:spPr><c:marker><c:symbol val=\"none\"/></c:marker>"
            )
        } else {
            format!(
                "<c:spPr><a:ln w=\"28575\" cap=\"rnd\">{fill}<a:prstDash val=\"solid\"/><a:round/></a:ln></c:spPr><c:marker><c:symbol val=\"circle\"/><c:size val=\"6\"/><c:spPr>{fill}<a:ln>{fill}</a:ln></c:spPr></c:marker>"
            )
        };
        let labels = labels(series, "t", INK, SMALL);
        let _ = write!(
            out,
            "<c:ser>{}{look}{labels}{}<c:smooth val=\"0\"/></c:ser>",
            name(at, series),
            figures(chart, at, series)
        );
    }
    out.push_str("<c:marker val=\"1\"/><c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:lineChart>");
    let all = || chart.series.iter().flat_map(|series| series.values.iter().flatten());
    let thousands = all().any(|value| value.abs() >= Decimal::from(THOUSAND));
    out.push_str(&category_axis("b", "minMax", "low", SMALL));
    let scale = Scale::of(all().copied());
    out.push_str(&value_axis("l", if thousands { "#,##0" } else { "General" }, "autoZero", scale, chart));
    out
}

fn is_level(series: &Series) -> bool {
    series.values.windows(2).all(|two| two.first() == two.last())
}

fn hex(colour: u32) -> String {
    format!("{:06X}", colour & 0xFF_FF_FF)
}

fn lettering(colour: &str, bold: bool, size: u32) -> String {
    let bold = if bold { " b=\"1\"" } else { "" };
    format!(
        "<c:txPr><a:bodyPr wrap=\"none\"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{size}\"{bold}><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr>"
    )
}

/// What is written on or beside the figures of a series: each its own text.
fn labels(series: &Series, place: &str, colour: &str, size: u32) -> String {
    const SHOWN: &str = "<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>";
    const NONE: &str = "<c:showLegendKey val=\"0\"/><c:showVal val=\"0\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>";
    // As a format of nothing but these words: programs draw words of a label's own in other ways, and some break them.
    let of_its_own = |(at, text): (usize, &str)| {
        format!(
            "<c:dLbl><c:idx val=\"{at}\"/><c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}<c:dLblPos val=\"{place}\"/>{SHOWN}</c:dLbl>",
            attribute(&words_as_format(text)),
            lettering(colour, true, size)
        )
    };
    let written = series.labels.iter().enumerate().zip(&series.values);
    let written = written.filter_map(|((at, label), value)| value.and(label.as_deref()).map(|text| (at, text)));
    format!("<c:dLbls>{}{NONE}</c:dLbls>", written.map(of_its_own).collect::<String>())
}

/// The format of a number that shows these words whatever the number is.
fn words_as_format(words: &str) -> String {
    let line: Vec<&str> = words.split_whitespace().collect();
    let parts: Vec<String> = line.join(" ").split('"').map(|part| format!("\"{part}\"")).collect();
    parts.join("\\\"")
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

fn category_axis(side: &str, order: &str, labels: &str, letters: u32) -> String {
    format!(
        "<c:catAx><c:axId val=\"1001\"/><c:scaling><c:orientation val=\"{order}\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{side}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"{labels}\"/><c:spPr><a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"{LINE}\"/></a:solidFill></a:ln></c:spPr>{}<c:crossAx val=\"1002\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>",
        lettering(INK, false, letters)
    )
}

fn value_axis(side: &str, format: &str, crosses: &str, scale: Option<Scale>, chart: &Chart) -> String {
    let (is_hidden, letters) = (u8::from(!chart.has_scale), size(chart));
    let range =
        |own: Scale| format!("<c:max val=\"{}\"/><c:min val=\"{}\"/>", own.most.normalize(), own.least.normalize());
    let range = scale.map(range).unwrap_or_default();
    let step = scale.map(|own| format!("<c:majorUnit val=\"{}\"/>", own.step.normalize())).unwrap_or_default();
    format!(
        "<c:valAx><c:axId val=\"1002\"/><c:scaling><c:orientation val=\"minMax\"/>{range}</c:scaling><c:delete val=\"{is_hidden}\"/><c:axPos val=\"{side}\"/><c:majorGridlines><c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"D9D9D9\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode=\"{format}\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{}<c:crossAx val=\"1001\"/><c:crosses val=\"{crosses}\"/><c:crossBetween val=\"between\"/>{step}</c:valAx>",
        lettering(INK, false, letters)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Colour;

    fn chart(kind: ChartKind) -> Chart {
        let series = |name: &str, values: [Option<i64>; 3]| Series {
            name: name.to_owned(),
            colour: Colour(0xFF_C0_00),
            values: values.map(|own| own.map(Decimal::from)).to_vec(),
            labels: values.map(|own| own.map(|own| format!("{own} <of 9>"))).to_vec(),
        };
        Chart {
            kind,
            title: "Ratings <now>".to_owned(),
            description: String::new(),
            has_scale: true,
            categories: ["Q1", "Q2", "Q3"].map(str::to_owned).to_vec(),
            series: vec![series("Green", [Some(5), None, Some(0)]), series("Red", [None, None, Some(2)])],
        }
    }

    #[test]
    fn figures_are_stored_and_a_missing_one_is_a_gap() {
        for kind in [ChartKind::Shares, ChartKind::Lines] {
            let part = part(&chart(kind), None);
            let values = part.split("<c:numCache>").nth(1).unwrap().split("</c:numCache>").next().unwrap();
            assert_eq!(values.matches("<c:pt ").count(), 2, "{values}");
            assert!(!values.contains("idx=\"1\"") && part.contains("<c:dispBlanksAs val=\"gap\"/>"));
            assert!(part.contains("Ratings &lt;now&gt;"));
        }
    }

    #[test]
    fn text_on_a_bar_is_readable_on_its_colour() {
        let part_of = part(&chart(ChartKind::Shares), None);
        let label = part_of.split("<c:dLbl>").nth(1).unwrap().split("</c:dLbl>").next().unwrap();
        assert!(
            label.contains("srgbClr val=\"000000\"") && label.contains("formatCode=\"&quot;5 &lt;of 9&gt;&quot;\""),
            "{label}"
        );
        assert!(part(&chart(ChartKind::Shares), Some("Arial")).contains("typeface=\"Arial\""));
    }

    #[test]
    fn a_figure_is_written_as_it_is_printed_and_one_without_words_not_at_all() {
        let mut own = chart(ChartKind::Lines);
        own.series[0].labels[2] = None;
        own.series[0].labels[0] = Some("5 \"of 9\"".to_owned());
        let part = part(&own, None);
        assert_eq!(part.matches("<c:dLbl>").count(), 2, "one of two, and one of one: {part}");
        assert!(part.contains("\"&quot;5 &quot;\\&quot;&quot;of 9&quot;\\&quot;&quot;&quot;\""), "{part}");
        assert!(!part.contains("showVal val=\"1\"/></c:dLbls>"), "{part}");
    }

    #[test]
    fn a_target_is_dashed_and_has_no_points_and_what_moves_has_them() {
        let mut own = chart(ChartKind::Lines);
        own.series[1].values = vec![Some(Decimal::from(4)); 3];
        let (dashed, plain) = ("prstDash val=\"dash\"", "prstDash val=\"solid\"");
        let level = part(&own, None);
        assert!(level.matches(dashed).count() == 1 && level.contains("symbol val=\"none\""), "{level}");
        own.series[1].values[1] = Some(Decimal::from(5));
        let moving = part(&own, None);
        assert!(moving.matches(plain).count() == 2 && !moving.contains(dashed), "{moving}");
    }

    #[test]
    fn columns_of_the_sheet_that_is_not_there_have_letters_as_in_one() {
        assert_eq!([0, 24, 25, 700].map(column), ["B", "Z", "AA", "ZZ"]);
    }
}
