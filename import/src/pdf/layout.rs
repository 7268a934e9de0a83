//! Import's layout of a PDF: lines become headings, paragraphs and rows of lists; what every page repeats is dropped.

use std::collections::HashMap;

use super::glyphs::Line;
use crate::escape::escape;

/// Letters so much larger than those of the text, in a hundredth, are a heading's.
const LARGER: f64 = 115.0;

/// A heading in letters; longer ones are large text.
const HEADING: usize = 150;

/// How much farther apart lines stand between paragraphs than within one.
const APART: f64 = 1.3;

/// Pages from which repetition is noticed.
const REPEATED: usize = 3;

/// What begins a row of a list.
const BULLETS: [char; 9] = ['•', '◦', '▪', '‣', '·', '●', '○', '■', '–'];

/// Writes the lines of all pages: the title, if the first page has one in the largest letters, and the Markdown.
pub(super) fn write(mut pages: Vec<Vec<Line>>) -> (Option<String>, String) {
    drop_repeated(&mut pages);
    let body = body_size(&pages);
    let step = step(&pages);
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<&Line> = None;
    for page in &pages {
        let margins = Margins::of(page);
        for line in page {
            let kind = kind(line, body);
            match (blocks.last_mut(), before) {
                (Some(block), Some(above)) if continues(block, above, kind, line, step, &margins) => {
                    join(&mut block.text, &line.text);
                }
                _ => {
                    let row = kind == Kind::Row;
                    let text =
                        if row { line.text.trim_start_matches(BULLETS).trim_start() } else { &line.text };
                    blocks.push(Block { kind, size: line.size, text: text.to_owned() });
                }
            }
            before = Some(line);
        }
    }
    let title = title(&mut blocks, pages.first());
    (title, markdown(&blocks))
}

/// What ends a sentence.
const ENDS: [char; 7] = ['.', '!', '?', ':', '。', '！', '？'];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Heading,
    Text,
    Row,
}

struct Block {
    kind: Kind,
    size: f64,
    text: String,
}

fn kind(line: &Line, body: f64) -> Kind {
    if line.text.starts_with(BULLETS) && line.text.chars().nth(1) == Some(' ') {
        Kind::Row
    } else if line.size * 100.0 >= body * LARGER && line.text.chars().count() <= HEADING {
        Kind::Heading
    } else {
        Kind::Text
    }
}

/// Where the columns of a page end: the end of the longest line that begins at a place.
struct Margins(HashMap<i64, f64>);

impl Margins {
    /// How far two lines of one column may begin apart, in points: the first of a paragraph a little to the right.
    const COLUMN: f64 = 12.0;

    fn of(page: &[Line]) -> Self {
        let mut ends: HashMap<i64, f64> = HashMap::new();
        for line in page {
            let end = ends.entry(Self::place(line.x)).or_insert(line.end);
            *end = end.max(line.end);
        }
        Self(ends)
    }

    fn place(x: f64) -> i64 {
        (x / Self::COLUMN).round() as i64
    }

    /// Whether the line `above` was ended although the first word of the next would have had room.
    fn ended(&self, above: &Line, next: &Line) -> bool {
        let place = Self::place(above.x);
        let end =
            (place - 1..=place + 1).filter_map(|place| self.0.get(&place)).copied().fold(above.end, f64::max);
        let letters = next.text.chars().count().max(1);
        let first = next.text.chars().take_while(|letter| *letter != ' ' && !unspaced(*letter)).count();
        let width = (next.end - next.x) / letters as f64 * (first.max(1) + 1) as f64;
        above.end + width < end
    }
}

/// Whether a line goes on with the block that the line above it is the end of.
fn continues(block: &Block, above: &Line, kind: Kind, line: &Line, step: f64, margins: &Margins) -> bool {
    let same = (line.size - above.size).abs() <= 0.1 * above.size.max(line.size);
    let down = line.y - above.y;
    let near = down > 0.0 && down <= step * APART * above.size;
    match (block.kind, kind) {
        (_, Kind::Row) => false,
        (Kind::Heading, Kind::Heading) => same && near,
        (Kind::Heading, Kind::Text) | (Kind::Text | Kind::Row, Kind::Heading) => false,
        (Kind::Text | Kind::Row, Kind::Text) if near => same && !margins.ended(above, line),
        // The next column or page: a sentence that is not over goes on there.
        (Kind::Text | Kind::Row, Kind::Text) => same && down <= 0.0 && !block.text.ends_with(ENDS),
    }
}

/// Appends a line. A word that was broken at its end becomes whole; scripts without blanks get none.
fn join(text: &mut String, line: &str) {
    let last = text.chars().next_back().unwrap_or(' ');
    let first = line.chars().next().unwrap_or(' ');
    let broken =
        last == '-' && first.is_lowercase() && text.chars().rev().nth(1).is_some_and(char::is_alphabetic);
    if broken {
        text.pop();
    } else if !(unspaced(last) && unspaced(first)) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Letters of Chinese, Japanese, Thai, Lao, Khmer and Burmese, and the wide punctuation.
fn unspaced(letter: char) -> bool {
    matches!(letter, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3000}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// The size that most letters have.
fn body_size(pages: &[Vec<Line>]) -> f64 {
    let mut letters: HashMap<u64, usize> = HashMap::new();
    for line in pages.iter().flatten() {
        *letters.entry((line.size * 10.0) as u64).or_default() += line.text.len();
    }
    let most = letters.into_iter().max_by_key(|(size, count)| (*count, *size));
    most.map_or(0.0, |(size, _)| size as f64 / 10.0)
}

/// How far lines stand apart within a paragraph, in sizes: what is usual in this file.
fn step(pages: &[Vec<Line>]) -> f64 {
    let mut steps: Vec<f64> = pages
        .iter()
        .flat_map(|page| page.windows(2))
        .map(|pair| (pair[1].y - pair[0].y) / pair[0].size)
        .filter(|step| (0.5..3.0).contains(step))
        .collect();
    steps.sort_by(f64::total_cmp);
    // The lower third, because paragraphs of one line have none.
    steps.get(steps.len() / 3).copied().unwrap_or(1.2).clamp(1.0, 2.0)
}

/// Drops what stands at the top and the bottom of pages: numbers, the outermost line where some pages have it, the next
/// where most have it; numbers in them do not count.
fn drop_repeated(pages: &mut [Vec<Line>]) {
    if pages.len() < REPEATED {
        return;
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let mut own: Vec<String> = edges(page).into_iter().map(|(at, _)| plain(&page[at])).collect();
        own.sort();
        own.dedup();
        own.into_iter().for_each(|text| *seen.entry(text).or_default() += 1);
    }
    let half = pages.len() / 2;
    for page in pages.iter_mut() {
        let mut dropped: Vec<usize> = edges(page)
            .into_iter()
            .filter(|(at, outermost)| {
                let text = plain(&page[*at]);
                let count = seen[&text];
                count > half.max(REPEATED - 1)
                    || (*outermost && (count >= REPEATED || text.trim().is_empty()))
            })
            .map(|(at, _)| at)
            .collect();
        while let Some(at) = dropped.pop() {
            page.remove(at);
        }
    }
}

/// The words of a line without its numbers.
fn plain(line: &Line) -> String {
    line.text.chars().filter(|letter| !letter.is_numeric()).collect()
}

/// The two lines at the top and the two at the bottom of a page, and whether they are the outermost.
fn edges(page: &[Line]) -> Vec<(usize, bool)> {
    // Of a page with very many lines, those that are drawn first and last are looked at.
    let ends = (0..page.len().min(8)).chain(page.len().saturating_sub(8).max(8)..page.len());
    ends.filter_map(|at| {
        let above = page.iter().filter(|line| line.y < page[at].y - 1.0).count();
        let below = page.iter().filter(|line| line.y > page[at].y + 1.0).count();
        (above.min(below) < 2).then_some((at, above.min(below) == 0))
    })
    .collect()
}

/// Takes the first heading in the largest letters of the first page out of the blocks.
fn title(blocks: &mut Vec<Block>, first: Option<&Vec<Line>>) -> Option<String> {
    let largest = first?.iter().map(|line| line.size).fold(0.0, f64::max);
    let at = blocks.iter().position(|block| block.kind == Kind::Heading)?;
    if blocks.len() > 1 && blocks[at].size >= largest * 0.99 {
        return Some(blocks.remove(at).text);
    }
    None
}

fn markdown(blocks: &[Block]) -> String {
    let mut sizes: Vec<u64> = blocks
        .iter()
        .filter(|block| block.kind == Kind::Heading)
        .map(|block| block.size.round() as u64)
        .collect();
    sizes.sort_by(|a, b| b.cmp(a));
    sizes.dedup();
    let mut out = String::new();
    let mut before = Kind::Text;
    for block in blocks {
        if !out.is_empty() {
            out.push_str(if before == Kind::Row && block.kind == Kind::Row { "\n" } else { "\n\n" });
        }
        match block.kind {
            Kind::Heading => {
                let level =
                    sizes.iter().position(|size| *size == block.size.round() as u64).unwrap_or_default();
                out.push_str(&"#".repeat((level + 2).min(4)));
                out.push(' ');
            }
            Kind::Row => out.push_str("- "),
            Kind::Text => {}
        }
        escape(&block.text, block.kind != Kind::Heading, &mut out);
        before = block.kind;
    }
    out
}
