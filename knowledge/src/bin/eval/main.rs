//! The evaluation of the AI agent's embedded answers: `cargo xtask eval` runs it.
#![expect(clippy::print_stdout, reason = "a command-line tool tells people what it measured")]

mod fit;
mod set;
mod trial;

use std::path::Path;
use anyhow::Result;
use set::{FOLDS, Set};
use trial::{Said, figures, share};

fn main() -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../eval/faq.json");
    let set = Set::read(&path)?;
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    if has("--fit") {
        for learnt in [true, false] {
            let worth = fit::fit(&set, learnt);
            println!("{learnt}: {:.2?}", worth);
        }
        return Ok(());
    }
    for learn in [false, true] {
        for phrasings in [1, 2, 3, 5, 8] {
            let mut all = Vec::new();
            for fold in 0..FOLDS { all.extend(trial::ask(set.fold(fold, phrasings), learn)); }
            line(&format!("cv {learn} {phrasings}"), &mut all);
        }
        for phrasings in [1, 2, 3, 5] {
            let mut all = Vec::new();
            for first in 0..7 { all.extend(trial::ask(set.small(first, phrasings), learn)); }
            line(&format!("small {learn} {phrasings}"), &mut all);
        }
    }
    if has("--real") {
        for learn in [false, true] { for p in [1, 3, 5, 10] { line(&format!("real {learn} {p}"), &mut trial::ask(set.whole(p), learn)); } }
    }
    Ok(())
}
fn line(name: &str, all: &mut [trial::Asked]) {
    let f = figures(all);
    print!("{name:20} first {:.3} given {:.3} | right {:.3} wrong {:.3} askright {:.3} askwrong {:.3} unknown {:.3} |", f.first, f.given, share(all, Said::Right), share(all, Said::Wrong), share(all, Said::AskedRight), share(all, Said::AskedWrong), share(all, Said::Unknown));
    for low in [0.3f32, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95] {
        let high = match low { 0.3 => 0.5, 0.95 => 1.1, 0.9 => 0.95, _ => low + 0.1 };
        let b: Vec<_> = all.iter().filter(|a| a.confidence >= low && a.confidence < high).collect();
        print!(" {low}:{:.2}({})", trial::part(b.iter().filter(|a| a.right).count(), b.len()), b.len());
    }
    println!();
}
