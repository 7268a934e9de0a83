//! Import's choice of a page's main content, and of what in it is no content.

use super::outline::{Outline, ROOT};

/// A part of the page that holds so much of its parent's text, in a hundredth, is where the content is.
const MOST: usize = 80;

/// Text of a block that consists of links, in a hundredth, from which the block is a menu.
const LINKS: usize = 70;

/// How many classes of an element are looked at.
const WORDS: usize = 24;

/// The node that holds the main content: the page's own `main` or only `article`; else the innermost part that has most of
/// the text.
pub(super) fn choose(page: &Outline) -> usize {
    let weights = Weights::of(page);
    let named = |wanted: fn(&Outline, usize) -> bool| {
        let wanted = page.elements(ROOT).filter(|node| wanted(page, *node));
        wanted.filter(|node| weights.text(page, *node) > 0).collect::<Vec<_>>()
    };
    let mains = named(|page, node| page.name(node) == "main" || page.attribute(node, "role") == Some("main"));
    if let Some(main) = mains.into_iter().max_by_key(|node| page.inside(*node).len()) {
        return main;
    }
    if let [article] = named(|page, node| page.name(node) == "article")[..] {
        return article;
    }
    let mut content = page.elements(ROOT).find(|node| page.name(*node) == "body").unwrap_or(ROOT);
    loop {
        let whole = weights.text(page, content);
        let mut parts = page.children(content).filter(|node| {
            matches!(
                page.name(*node),
                "div" | "section" | "form" | "table" | "tbody" | "tr" | "td" | "center"
            )
        });
        match parts.find(|part| weights.text(page, *part) * 100 > whole * MOST) {
            // A heading beside it belongs to it.
            Some(part) if !page.children(content).any(|node| page.name(node) == "h1") => content = part,
            _ => return content,
        }
    }
}

/// Whether a node is no content wherever it stands: scripts, controls, what is not shown, what surrounds every page.
/// `main` says that it stands in the page's own `main` or `article`, whose header is its heading.
pub(super) fn skipped(page: &Outline, node: usize, main: bool) -> bool {
    match page.name(node) {
        "script" | "style" | "template" | "noscript" | "svg" | "math" | "canvas" | "iframe" | "object"
        | "embed" | "audio" | "video" | "picture" | "img" | "map" | "head" | "title" | "nav" | "aside"
        | "footer" | "dialog" | "button" | "input" | "select" | "textarea" | "label" | "option"
        | "progress" | "menu" => return true,
        "header" if !main => return true,
        "form" => return form_is_no_page(page, node),
        _ => {}
    }
    if page.attribute(node, "hidden").is_some() || page.attribute(node, "aria-hidden") == Some("true") {
        return true;
    }
    let role = page.attribute(node, "role").unwrap_or_default();
    if matches!(
        role,
        "navigation"
            | "banner"
            | "contentinfo"
            | "complementary"
            | "search"
            | "dialog"
            | "alertdialog"
            | "menu"
            | "toolbar"
    ) {
        return true;
    }
    let words = [page.attribute(node, "class"), page.attribute(node, "id")];
    let mut words = words.into_iter().flatten().flat_map(|words| words.split_ascii_whitespace().take(WORDS));
    // Some call the page after what stands on it: a `body` of the class `sidebar-left`.
    words.any(named_aside)
        && !page.elements(node).any(|inner| matches!(page.name(inner), "h1" | "main" | "article"))
}

/// Whether a class or id is one that everybody uses for what surrounds the content.
fn named_aside(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let part = |name: &str| {
        word.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
    };
    [
        "breadcrumb",
        "breadcrumbs",
        "cookie",
        "cookies",
        "cookiebanner",
        "consent",
        "sidebar",
        "newsletter",
        "share",
        "social",
    ]
    .into_iter()
    .any(part)
        || matches!(
            word.as_str(),
            "skip-link" | "skiplink" | "sr-only" | "visually-hidden" | "screen-reader-text" | "noprint"
        )
}

/// Whether a block outside `main` is a menu: mostly links, and more than one.
pub(super) fn menu(page: &Outline, node: usize) -> bool {
    if !matches!(page.name(node), "ul" | "ol" | "div" | "section" | "table") {
        return false;
    }
    let (mut whole, mut linked, mut links, mut link_end) = (0, 0, 0, 0);
    for inner in page.inside(node) {
        if page.name(inner) == "a" {
            links += 1;
            link_end = page.after(inner);
        }
        let letters = page.words(inner).trim().len();
        whole += letters;
        if inner < link_end {
            linked += letters;
        }
    }
    links > 1 && linked * 100 > whole * LINKS
}

/// A form that a whole page stands in, as some frameworks make them, has more words than controls.
fn form_is_no_page(page: &Outline, form: usize) -> bool {
    !page.elements(form).any(|node| matches!(page.name(node), "h1" | "main" | "article"))
}

/// How much text stands before each node, so that a node's text is one subtraction.
struct Weights(Vec<usize>);

impl Weights {
    fn of(page: &Outline) -> Self {
        let mut sum = 0;
        let mut before = vec![0];
        let mut quiet = 0;
        for node in page.inside(ROOT) {
            if matches!(page.name(node), "script" | "style" | "template" | "noscript") {
                quiet = quiet.max(page.after(node));
            }
            before.push(sum);
            if node >= quiet {
                sum += page.words(node).trim().len();
            }
        }
        before.push(sum);
        Self(before)
    }

    fn text(&self, page: &Outline, node: usize) -> usize {
        let at = |node: usize| self.0.get(node).copied().unwrap_or_default();
        at(page.after(node)) - at(node)
    }
}
