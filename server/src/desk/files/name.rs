//! A file's name as it is kept: no path, nothing that cannot be seen, not too long. Pure.

use baton_protocol::limits::FILE_NAME_CHARS;

/// The longest ending that survives shortening, dot included.
const ENDING: usize = 12;

/// `called` without what a name must not have; where nothing is left, `file` with the usual `ending`.
pub(super) fn tidy(called: &str, ending: &str) -> String {
    let last = called.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = last.chars().filter(|c| !c.is_control() && !turns(*c)).collect();
    let name = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches([' ', '.']);
    if name.is_empty() {
        return if ending.is_empty() { "file".to_owned() } else { format!("file.{ending}") };
    }
    shortened(name)
}

/// Characters without a shape that change how their neighbours are read: `exe.gnp` must not look like `png.exe`.
const fn turns(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn shortened(name: &str) -> String {
    let chars = name.chars().count();
    if chars <= FILE_NAME_CHARS {
        return name.to_owned();
    }
    let ending = name.rfind('.').map_or("", |at| &name[at..]);
    let ending = if ending.chars().count() <= ENDING { ending } else { "" };
    let room = FILE_NAME_CHARS - 1 - ending.chars().count();
    name.chars().take(room).chain(['…']).chain(ending.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_path_and_hides_nothing() {
        for (called, kept) in [
            ("cat.png", "cat.png"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\kim\\cat.png", "cat.png"),
            ("a\0b\r\n\"c.png", "ab\"c.png"),
            ("invoice\u{202e}gnp.exe", "invoicegnp.exe"),
            ("  .hidden. ", "hidden"),
            ("猫 の 写真.jpg", "猫 の 写真.jpg"),
            ("", "file.png"),
            ("...", "file.png"),
            ("/", "file.png"),
        ] {
            assert_eq!(tidy(called, "png"), kept, "{called:?}");
        }
        assert_eq!(tidy("", ""), "file");
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let kept = tidy(&format!("{}.jpeg", "貓".repeat(4_096)), "jpg");
        assert_eq!(kept.chars().count(), FILE_NAME_CHARS);
        assert!(kept.ends_with("貓….jpeg"), "{kept}");
        assert_eq!(tidy(&"a.".repeat(4_096), "").chars().count(), FILE_NAME_CHARS);
    }
}
