//! Browser stories: what things are called, as the browser tells assistive technology.

use serde_json::Value;
use thirtyfour::WebElement;

use super::Browser;

/// The name as far as the stories need it, for where a driver cannot tell it.
const NAME: &str = "const [one] = arguments; \
    return (one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? one.innerText).trim()";

impl Browser {
    /// Whether it has this role and this name.
    pub(super) async fn is(&self, element: &WebElement, role: &str, name: &str) -> bool {
        if self.isolated {
            // chromedriver looks for things of another process in the page's own. The role was looked for already.
            let read = self.driver.execute(NAME, vec![element.to_json().unwrap()]).await;
            return read.is_ok_and(|read| read.json() == name);
        }
        self.computed(element, "computedlabel").await.as_deref() == Some(name)
            && self.computed(element, "computedrole").await.as_deref() == Some(role)
    }

    /// WebDriver, 12.4.9 and 12.4.10.
    async fn computed(&self, element: &WebElement, what: &str) -> Option<String> {
        let (session, id) = (self.driver.session_id(), element.element_id());
        let url = format!("{}/session/{session}/element/{id}/{what}", self.address);
        let answer: Value = self.http.get(url).send().await.ok()?.json().await.ok()?;
        Some(answer.get("value")?.as_str()?.trim().to_owned())
    }
}

/// The elements that can have this role.
pub(super) fn css(role: &str) -> String {
    let native = match role {
        "button" => "button, input[type=submit], summary",
        "textbox" => {
            "input:not([type]), input[type=text], input[type=email], input[type=password], input[type=url], textarea"
        }
        "dialog" => "dialog",
        "region" => "section",
        "link" => "a[href]",
        "radio" => "input[type=radio]",
        "checkbox" => "input[type=checkbox]",
        "heading" => "h1, h2, h3",
        _ => ":not(*)",
    };
    format!("{native}, [role={role}]")
}
