//! The evaluation of the AI agent's embedded answers: `cargo xtask eval` runs it.
#![expect(clippy::print_stdout, reason = "a command-line tool tells people what it measured")]

mod fit;
mod set;
mod speed;
mod trial;

use std::{path::Path, process::ExitCode, sync::Arc};

use anyhow::{Result, bail};
use baton_knowledge::Embed;

use set::{FOLDS, Set};
use trial::{Asked, Said, figures, share};

/// What must be reached.
const FIRST: f32 = 0.84;
const GIVEN: f32 = 0.50;
/// The phrasings of an entry in the whole set.
const ALL: usize = 10;

const USAGE: &str = "\
eval            both figures against their floors, by cross-validation too, with fewer phrasings, and the time of training
eval --cross    only the two cross-validations that everything is chosen by
eval --speed    only the time of an answer against the number of passages
eval --fit      the numbers for confidence.rs, from the knowledge's own phrasings

Before any of these: --embeddings FOLDER, a folder with a model of static sentence embeddings as model2vec saves it; for that
it must be built with --features embeddings.";

fn main() -> Result<ExitCode> {
    let mut set = Set::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../eval/faq.json"))?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let arguments = match arguments.as_slice() {
        ["--embeddings", folder, rest @ ..] => {
            set.embed = Some(embeddings(Path::new(folder))?);
            rest
        }
        all => all,
    };
    match arguments {
        [] => Ok(evaluate(&set)),
        ["--cross"] => {
            cross(&set);
            Ok(ExitCode::SUCCESS)
        }
        ["--speed"] => {
            speed_of_answers(&set);
            Ok(ExitCode::SUCCESS)
        }
        ["--fit"] => {
            for (name, learnt) in [("LEARNT", true), ("UNLEARNT", false)] {
                println!("const {name}: Worth = {:.2?};", fit::fit(&set, learnt));
            }
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("there is no argument {other:?}\n\n{USAGE}"),
    }
}

#[cfg(feature = "embeddings")]
fn embeddings(folder: &Path) -> Result<Arc<dyn Embed>> {
    Ok(Arc::new(baton_knowledge::Embeddings::open(folder)?))
}

#[cfg(not(feature = "embeddings"))]
fn embeddings(_: &Path) -> Result<Arc<dyn Embed>> {
    bail!("This is built without embeddings. Build it with --features embeddings.")
}

fn evaluate(set: &Set) -> ExitCode {
    println!("first  the best candidate is right, of all questions that an entry answers");
    println!(
        "given  right answers given where 95 % of the answers given are right, of all questions, those that no entry"
    );
    println!("       answers included");
    println!(
        "       then, at the threshold that sites begin with: answered rightly and wrongly, asked back with the right"
    );
    println!("       choice and without, and not known\n");
    println!(
        "chosen by this: cross-validation on the knowledge's own phrasings. In each of {FOLDS} folds a fifth of them is"
    );
    println!(
        "asked and not known, and one entry in eight is left out, whose phrasings are what no entry answers"
    );
    for phrasings in [1, 3, 5] {
        folds(set, phrasings);
    }
    cross(set);
    println!(
        "\nonly reported: 1,500 questions and 200 that no entry answers; nothing is fitted to these (see eval/README.md)"
    );
    for phrasings in [1, 3, 5] {
        print_line(&format!("{phrasings} phrasings"), &mut trial::ask(set.whole(phrasings), true));
    }
    print_line("10, before training", &mut trial::ask(set.whole(ALL), false));
    let mut asked = trial::ask(set.whole(ALL), true);
    print_line("10 phrasings", &mut asked);
    println!("\ntraining, one core");
    for entries in [150, 1_000] {
        println!("  {entries:>5} entries of 10 phrasings  {:.2} s", speed::training(set, entries));
    }
    speed_of_answers(set);
    let reached = figures(&mut asked);
    println!("\nfirst answer right                     {:.3}  floor {FIRST:.2}", reached.first);
    println!("right answers given at 95 % precision  {:.3}  floor {GIVEN:.2}", reached.given);
    if reached.first >= FIRST && reached.given >= GIVEN {
        ExitCode::SUCCESS
    } else {
        println!("below the floor");
        ExitCode::FAILURE
    }
}

fn folds(set: &Set, phrasings: usize) {
    let fold = |fold: usize| trial::ask(set.fold(fold, phrasings), true);
    print_line(&format!("{phrasings} phrasings"), &mut (0..FOLDS).flat_map(fold).collect::<Vec<_>>());
}

/// The plain folds with all the phrasings that they have, and the harder ones.
fn cross(set: &Set) {
    folds(set, ALL * (FOLDS - 1) / FOLDS);
    let apart = |fold: usize| trial::ask(set.apart(fold), true);
    print_line("7, none alike known", &mut (0..FOLDS).flat_map(apart).collect::<Vec<_>>());
}

fn speed_of_answers(set: &Set) {
    println!("\ntime of an answer, microseconds");
    for passages in [100, 1_000, 10_000] {
        let (median, most) = speed::answering(set, passages);
        println!("  {passages:>6} passages  median {median:>5}  99 % {most:>5}");
    }
}

fn print_line(name: &str, asked: &mut [Asked]) {
    let reached = figures(asked);
    let [right, wrong, back, vain, unknown] =
        [Said::Right, Said::Wrong, Said::AskedRight, Said::AskedWrong, Said::Unknown]
            .map(|said| share(asked, said));
    println!(
        "  {name:<20} first {:.3}  given {:.3}   right {right:.2} wrong {wrong:.2} asked back {back:.2}, {vain:.2} unknown \
         {unknown:.2}",
        reached.first, reached.given
    );
}
