//! line: calls about the menus at the bottom of the chat.

use reqwest::{
    Method,
    header::{CONTENT_LENGTH, CONTENT_TYPE},
};
use serde::Deserialize;
use serde_json::Value;

use super::{Failed, Line, answer};

#[derive(Deserialize)]
struct List {
    richmenus: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    #[serde(rename = "richMenuId")]
    id: String,
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
struct Created {
    #[serde(rename = "richMenuId")]
    id: String,
}

impl Line {
    /// The account's menus, those made in LINE's own manager excepted: each one's id and name.
    ///
    /// # Errors
    ///
    /// Why they are not known.
    pub async fn menus(&self, token: &str) -> Result<Vec<(String, String)>, Failed> {
        let list: List =
            answer::read(Self::ask(self.api(Method::GET, &["richmenu", "list"]), token).await?).await?;
        Ok(list.richmenus.into_iter().map(|menu| (menu.id, menu.name)).collect())
    }

    /// Makes a menu of [`crate::menu::Design::json`], which nobody sees yet. Gives its id.
    ///
    /// # Errors
    ///
    /// After [`Failed::NoAnswer`] there may be one: [`Line::menus`] tells it by its name.
    pub async fn create_menu(&self, token: &str, menu: &Value) -> Result<String, Failed> {
        let call = self.api(Method::POST, &["richmenu"]).json(menu);
        answer::read::<Created>(Self::ask(call, token).await?).await.map(|created| created.id)
    }

    /// Gives a menu its picture, a PNG. A menu takes one once.
    ///
    /// # Errors
    ///
    /// Why it was not taken.
    pub async fn upload_menu(&self, token: &str, menu: &str, png: Vec<u8>) -> Result<(), Failed> {
        let call = self.data(Method::POST, &["richmenu", menu, "content"]);
        self.send(call.header(CONTENT_TYPE, "image/png").body(png), token, None).await
    }

    /// Removes a menu. That it is not there is no failure.
    ///
    /// # Errors
    ///
    /// Why it was not removed.
    pub async fn delete_menu(&self, token: &str, menu: &str) -> Result<(), Failed> {
        absent(self.send(self.api(Method::DELETE, &["richmenu", menu]), token, None).await)
    }

    /// Shows a menu to everybody who has none of their own.
    ///
    /// # Errors
    ///
    /// [`Failed::Refused`] where it is not there, or has no picture.
    pub async fn default_menu(&self, token: &str, menu: &str) -> Result<(), Failed> {
        self.send(
            self.api(Method::POST, &["user", "all", "richmenu", menu]).header(CONTENT_LENGTH, 0),
            token,
            None,
        )
        .await
    }

    /// Shows everybody no menu. That there was none is no failure.
    ///
    /// # Errors
    ///
    /// Why it is still shown.
    pub async fn no_default_menu(&self, token: &str) -> Result<(), Failed> {
        absent(self.send(self.api(Method::DELETE, &["user", "all", "richmenu"]), token, None).await)
    }

    /// Shows a user a menu of their own.
    ///
    /// # Errors
    ///
    /// [`Failed::Refused`] where the menu is not there, or has no picture.
    pub async fn link_menu(&self, token: &str, user: &str, menu: &str) -> Result<(), Failed> {
        self.send(
            self.api(Method::POST, &["user", user, "richmenu", menu]).header(CONTENT_LENGTH, 0),
            token,
            None,
        )
        .await
    }

    /// Shows a user what everybody sees. That they had none of their own is no failure.
    ///
    /// # Errors
    ///
    /// Why it is still shown.
    pub async fn unlink_menu(&self, token: &str, user: &str) -> Result<(), Failed> {
        absent(self.send(self.api(Method::DELETE, &["user", user, "richmenu"]), token, None).await)
    }
}

fn absent(result: Result<(), Failed>) -> Result<(), Failed> {
    match result {
        Err(Failed::Refused { status: 404, .. }) => Ok(()),
        other => other,
    }
}
