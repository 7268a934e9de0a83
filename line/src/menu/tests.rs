//! line: menus as LINE takes them, and pictures that can be read.

use super::*;

#[test]
fn temp_pictures() {
    let t = std::time::Instant::now();
    for (locale, accent) in [("en","#2f6f4f"),("ja","#2f6f4f"),("th","#2f6f4f"),("ar","#2f6f4f"),("de","#2f6f4f"),("en","#06C755"),("ja","#ffd600"),("th","#1d4ed8"),("ar","#e11d48"),("de","#ff7a00"),("zh-Hant","#ffffff"),("ko","#000000")] {
        for menu in [Menu::Talk, Menu::Back] {
            let png = Design { locale, accent }.picture(menu);
            println!("{locale} {accent} {menu:?} {}", png.len());
            std::fs::create_dir_all("/tmp/menus").unwrap();
            std::fs::write(format!("/tmp/menus/{locale}-{}-{menu:?}.png", &accent[1..]), png).unwrap();
        }
    }
    println!("{:?}", t.elapsed());
}
