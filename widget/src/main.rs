//! widget: the program that the page loads; everything is in the library beside it.

fn main() {
    baton_widget::start();
}
