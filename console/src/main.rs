//! console: the program that the page loads; everything is in the library beside it.

fn main() {
    baton_console::start();
}
