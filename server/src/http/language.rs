//! Languages: which of ours fits what a browser asks for.

/// The best of `ours` for an `Accept-Language` header (RFC 9110, 12.5.4) or a single tag; `en` where none fits.
pub(crate) fn choose<'a>(wanted: &str, ours: &[&'a str]) -> &'a str {
    let mut ranked: Vec<(&str, f32)> = wanted.split(',').take(20).filter_map(ranked).collect();
    ranked.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    ranked.iter().find_map(|(tag, _)| fitting(tag, ours)).unwrap_or("en")
}

/// Languages that are written from right to left.
pub(crate) fn direction(language: &str) -> &'static str {
    match language.split('-').next() {
        Some("ar" | "fa" | "he" | "ur") => "rtl",
        _ => "ltr",
    }
}

fn ranked(part: &str) -> Option<(&str, f32)> {
    let mut fields = part.split(';');
    let tag = fields.next()?.trim();
    let weight = fields.find_map(|field| field.trim().strip_prefix("q="));
    let weight = weight.map_or(Some(1.0), |weight| weight.parse().ok())?;
    (!tag.is_empty() && weight > 0.0).then_some((tag, weight))
}

fn fitting<'a>(tag: &str, ours: &[&'a str]) -> Option<&'a str> {
    let lower = tag.to_ascii_lowercase();
    let first = |fits: &dyn Fn(&str) -> bool| ours.iter().copied().find(|ours| fits(ours));
    if let Some(exact) = first(&|ours| ours.eq_ignore_ascii_case(&lower)) {
        return Some(exact);
    }
    let primary = lower.split('-').next()?;
    if primary == "zh" {
        let traditional =
            ["hant", "tw", "hk", "mo"].iter().any(|mark| lower.split('-').any(|part| part == *mark));
        let script = if traditional { "zh-Hant" } else { "zh-Hans" };
        return first(&|ours| ours == script).or_else(|| first(&|ours| ours.starts_with("zh")));
    }
    first(&|ours| ours.split('-').next() == Some(primary))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_language_is_chosen() {
        let ours = ["ar", "de", "en", "ja", "zh-Hant"];
        for (wanted, best) in [
            ("", "en"),
            ("ja", "ja"),
            ("fr, de;q=0.5", "de"),
            ("en;q=0.5,de-AT", "de"),
            ("zh-TW,zh;q=0.9", "zh-Hant"),
            ("zh-CN", "zh-Hant"),
            ("xx;q=nonsense,ja;q=0.1", "ja"),
            ("de;q=0,en", "en"),
        ] {
            assert_eq!(choose(wanted, &ours), best, "{wanted}");
        }
        assert_eq!(direction("ar"), "rtl");
    }
}
