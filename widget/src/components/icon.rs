//! widget: the lines of drawings of 24 by 24, beside words or a label that say what they mean.

pub(crate) const CLOSE: &str = "M6 6l12 12M18 6L6 18";
pub(crate) const MORE: &str = "M5 12v.01M12 12v.01M19 12v.01";
pub(crate) const BACK: &str = "M15 5l-7 7 7 7";
pub(crate) const SEND: &str = "M12 19V5M5.5 11.5L12 5l6.5 6.5";
pub(crate) const SPARK: &str =
    "M12 3.5l2.100 6.400 6.400 2.100-6.400 2.100L12 20.5l-2.100-6.400L3.5 12l6.400-2.100z";
pub(crate) const DOWN: &str = "M6 10l6 6 6-6";
pub(crate) const PERSON: &str = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0";
pub(crate) const CLIP: &str =
    "M20 11.5l-8 8a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.5-7.5";
pub(crate) const SMILE: &str =
    "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14.5q1.5 2 3.5 2t3.5-2M9 9.5v.01M15 9.5v.01";
pub(crate) const SAVE: &str = "M12 4v11M7 10.5l5 5 5-5M5 20h14";
pub(crate) const FILE: &str = "M13 3H6v18h12V8zM13 3v5h5";
