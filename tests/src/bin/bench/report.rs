//! tests, bench: the table, budget beside figure.

use std::fmt;

use anyhow::Result;
use serde::Serialize;

/// One figure.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) figure: f64,
    pub(crate) unit: &'static str,
    pub(crate) budget: Budget,
    /// The same of the bare relay, in the same run.
    pub(crate) bare: Option<f64>,
    /// How it was measured.
    pub(crate) how: String,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Budget {
    AtMost(f64),
    AtLeast(f64),
    /// For information.
    None,
}

#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    rows: Vec<Row>,
    /// What could not be measured, and why.
    failed: Vec<(String, String)>,
}

impl Row {
    fn verdict(&self) -> &'static str {
        match self.budget {
            Budget::AtMost(most) if self.figure <= most => "ok",
            Budget::AtLeast(least) if self.figure >= least => "ok",
            Budget::AtMost(_) | Budget::AtLeast(_) => "over",
            Budget::None => "",
        }
    }
}

impl Report {
    pub(crate) fn add(&mut self, section: &str, rows: Result<Vec<Row>>) {
        match rows {
            Ok(rows) => {
                for row in &rows {
                    eprintln!("  {}: {} {}", row.what, short(row.figure), row.unit);
                }
                self.rows.extend(rows);
            }
            Err(error) => {
                eprintln!("  {section} could not be measured: {error:#}");
                self.failed.push((section.to_owned(), format!("{error:#}")));
            }
        }
    }

    pub(crate) fn to_json(&self) -> Result<String> {
        let mut report = serde_json::to_value(self)?;
        if let Some(rows) = report["rows"].as_array_mut() {
            for (shown, row) in rows.iter_mut().zip(&self.rows) {
                shown["verdict"] = row.verdict().into();
            }
        }
        Ok(serde_json::to_string_pretty(&report)?)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = vec![["what", "budget", "figure", "bare", "", "how"].map(str::to_owned)];
        for row in &self.rows {
            let budget = match row.budget {
                Budget::AtMost(most) => format!("at most {}", short(most)),
                Budget::AtLeast(least) => format!("at least {}", short(least)),
                Budget::None => String::new(),
            };
            lines.push([
                row.what.clone(),
                budget,
                format!("{} {}", short(row.figure), row.unit),
                row.bare.map(short).unwrap_or_default(),
                row.verdict().to_owned(),
                row.how.clone(),
            ]);
        }
        let mut widths = [0; 6];
        for line in &lines {
            for (width, cell) in widths.iter_mut().zip(line) {
                *width = (*width).max(cell.chars().count());
            }
        }
        for line in &lines {
            let cells = line.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
            writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
        }
        for (section, why) in &self.failed {
            writeln!(out, "{section}: not measured: {why}")?;
        }
        Ok(())
    }
}

/// Three digits that count, and thousands apart.
fn short(number: f64) -> String {
    let places = match number.abs() {
        small if small < 1.0 => 3,
        small if small < 10.0 => 2,
        middle if middle < 1_000.0 => 1,
        _ => 0,
    };
    let mut text = format!("{number:.places$}");
    if places == 0 && text.len() > 3 {
        text.insert(text.len() - 3, ',');
    }
    text
}

/// The middle of some figures.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    quantile(&figures, 0.5)
}

/// The figure below which this share of the sorted ones lies; 0 where there are none.
pub(crate) fn quantile(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1) as f64;
    sorted.get((last * share).round() as usize).copied().unwrap_or_default()
}
