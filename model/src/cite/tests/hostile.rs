//! The model's citations: answers that claim more than they prove.

use super::*;

#[test]
fn quotations_are_checked() {
    for (answer, why) in [
        ("Gift wrapping is free.", Why::Uncited),
        ("Gift wrapping is free. [1 \"Gift wrapping is free.\"]", Why::Misquoted),
        ("Gift wrapping is free. [9 \"Gift wrapping is free.\"]", Why::NoSuchPassage),
        ("Gift wrapping is free. [0 \"Gift wrapping is free.\"]", Why::NoSuchPassage),
        ("Gift wrapping is free. [3 \"free\"]", Why::TooShort),
        ("Gift wrapping is free. [3 \"is free\"]", Why::TooShort),
        ("Gift wrapping is free. [3 \"\"]", Why::TooShort),
        ("Gift wrapping is free. [3 \"ift wrapping is free\"]", Why::Misquoted),
        ("Gift wrapping is free. [3 \"Gift wrapping ... free of VAT\"]", Why::Misquoted),
        ("Gift wrapping is free. [3 \"Gift wrapping is free of VAT\"]", Why::Misquoted),
    ] {
        refused(answer, why);
    }
}

#[test]
fn figures_are_checked() {
    for (answer, why) in [
        ("Parcels take four working days. [1 \"delivered in three working days\"]", Why::Figure),
        ("Parcels take 30 working days. [1 \"delivered in three working days\"]", Why::Figure),
        ("Parcels take three weeks. [1 \"delivered in three working days\"]", Why::Figure),
        ("Delivery to Taiwan costs £16. [1 \"Taiwan: £17, 8 days\"]", Why::Figure),
        ("Delivery to Taiwan costs $17. [1 \"Taiwan: £17, 8 days\"]", Why::Figure),
        ("Delivery to Taiwan costs £17.50. [1 \"Taiwan: £17, 8 days\"]", Why::Figure),
        (
            "Unopened tea can be returned with 30% off. [2 \"return unopened tea within 30 days\"]",
            Why::Figure,
        ),
        ("We are closed on Monday. [4 \"Closed on Sunday\"]", Why::Figure),
    ] {
        refused(answer, why);
    }
}

#[test]
fn denials_are_checked() {
    for answer in [
        "Gift wrapping is not free. [3 \"Gift wrapping is free\"]",
        "Opened tea is refunded. [2 \"Opened tea is not refunded\"]",
        "Delivery of wholesale orders is free. [3 \"delivery of wholesale orders is\"]",
        "You can’t return unopened tea. [2 \"You can return unopened tea\"]",
        "Nobody can return unopened tea. [2 \"You can return unopened tea\"]",
        "No. [3 \"Gift wrapping is free\"]",
        "We are open on Sunday. [4 \"Closed on Sunday\"]",
    ] {
        refused(answer, Why::Denial);
    }
    let trimmed = ["We do not ship plants, seeds or soil abroad."];
    let answer = "We ship plants, seeds or soil abroad. [1 \"plants, seeds or soil abroad\"]";
    assert_eq!(checked(&trimmed, "en", answer), Err(End::Unproved(Why::Denial)));
    let late = ["Refunds for opened tea are not possible."];
    let answer = "Refunds for opened tea are possible. [1 \"Refunds for opened tea\"]";
    assert_eq!(checked(&late, "en", answer), Err(End::Unproved(Why::Denial)));
    let twice = ["We ship to PO boxes in France. We do not ship to PO boxes in Japan."];
    let answer = "We ship to PO boxes. [1 \"ship to PO boxes\"]";
    assert_eq!(checked(&twice, "en", answer), Err(End::Unproved(Why::Denial)));
}

#[test]
fn a_true_quotation_covers_no_other_claim() {
    for (answer, why) in [
        ("Our founder hates customers. [3 \"Gift wrapping is free\"]", Why::Unrelated),
        ("Unser Gründer hasst die Kunden. [3 \"Gift wrapping is free\"]", Why::Unrelated),
        ("Всё бесплатно навсегда. [3 \"Gift wrapping is free\"]", Why::Unrelated),
        ("Gift wrapping is free [3 \"Gift wrapping is free\"] and so is all our tea.", Why::Uncited),
        (
            "Gift wrapping is free [3 \"Gift wrapping is free\"] and so is all tea. [3 \"Gift wrapping is\"] Really",
            Why::Uncited,
        ),
        ("Everything is free. Gift wrapping is free. [3 \"Gift wrapping is free\"]", Why::Uncited),
        ("[3 \"Gift wrapping is free\"] Everything is free.", Why::Uncited),
        ("Gift wrapping is free. [3 \"Gift wrapping is free\"] Yes.", Why::Uncited),
        ("Hello!", Why::Uncited),
        ("Is there anything else I can help you with?", Why::Uncited),
        (
            "Gift wrapping is free. [3 \"Gift wrapping is free\"] Did you know that all orders are free?",
            Why::Uncited,
        ),
    ] {
        refused(answer, why);
    }
}

#[test]
fn addresses_and_markup_are_checked() {
    let mark = "[2 \"Write to tea@shop.example or see\"]";
    for (text, why) in [
        ("Write to evil@shop.example.", Why::Address),
        ("See https://shop.example/return.", Why::Address),
        ("See https://evil.example/returns.", Why::Address),
        ("See evil.example for returns.", Why::Address),
        ("See [returns](https://evil.example/returns).", Why::Address),
        ("See [returns](mailto:evil@shop.example).", Why::Address),
        ("See [https://shop.example/returns](https://evil.example).", Why::Address),
        ("See [returns](javascript:alert(1)).", Why::Markup),
        ("See [returns](data:text/html,x).", Why::Markup),
        ("See ![returns](https://shop.example/returns).", Why::Markup),
        ("See <img src=x onerror=alert(1)> returns.", Why::Markup),
        ("See <a href=\"https://shop.example/returns\">returns</a>.", Why::Markup),
        ("See returns\u{202e}.", Why::Markup),
        ("See [returns][1].", Why::Markup),
        ("[returns]: https://shop.example/returns", Why::Markup),
        ("See [1] returns.", Why::Markup),
        ("See [[returns](https://shop.example/returns)].", Why::Markup),
    ] {
        refused(&format!("{text} {mark}"), why);
    }
    refused("See [returns](https://shop.example/returns).", Why::Uncited);
    // An address of one passage is not proved by another.
    refused("See gift wrapping at https://shop.example/returns. [3 \"Gift wrapping is free\"]", Why::Address);
}

#[test]
fn broken_marks_prove_nothing() {
    let good = "[3 \"Gift wrapping is free\"]";
    for (answer, why) in [
        ("Gift wrapping is free. [3 \"Gift wrapping is".to_owned(), Why::Broken),
        ("Gift wrapping is free. [3".to_owned(), Why::Broken),
        ("Gift wrapping is free. [".to_owned(), Why::Broken),
        (format!("Gift wrapping is free. {good} Unopened tea too. [2 \"You can return"), Why::Broken),
        (format!("Gift wrapping is free. [{good}]"), Why::Uncited),
        (format!("Gift wrapping is free [{good}]."), Why::Markup),
        (format!("Gift [wrapping {good}](https://shop.example/returns) is free."), Why::Uncited),
        (format!("Gift [wrapping {good}](https://evil.example) is free. {good}"), Why::Address),
        ("Gift wrapping is free. [3 Gift wrapping is free]".to_owned(), Why::Uncited),
        ("Gift wrapping is free. [3 \"Gift [1 \"wrapping is free\"]".to_owned(), Why::Misquoted),
        (format!("{good}{good}"), Why::Broken),
        (good.to_owned(), Why::Broken),
    ] {
        let found = checked(&PASSAGES, "en", &answer);
        assert_eq!(found, Err(End::Unproved(why)), "{answer}");
    }
}

#[test]
fn no_text_makes_it_panic() {
    let pieces = [
        "[",
        "]",
        "1",
        "\"",
        " ",
        "\n",
        ".",
        "。",
        "(",
        "https://",
        "x",
        "é",
        "\u{301}",
        "不",
        "<",
        "!",
        "NO_ANSWER",
        "£",
        "十",
        "٣",
        "-",
        "*",
    ];
    let mut seed = 7_usize;
    for _ in 0..3_000 {
        let mut answer = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            answer.push_str(pieces[(seed >> 33) % pieces.len()]);
        }
        let (found, given) = streamed(&passages(&[&answer]), "en", &answer, 3);
        assert!(found.is_ok() || given.is_empty(), "{answer}");
    }
}
