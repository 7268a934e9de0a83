//! Browser stories: pages that bend what everybody leans on.

use baton_tests::page::{library, script, style};
use serde_json::json;

use super::Shop;
use crate::engine::Engine;

/// The page itself must still be drawn: nothing inside a root without a box has one.
const HIDES_ALL: &str = "html * { display: none !important; visibility: hidden !important; opacity: 0 !important; \
    pointer-events: none !important; position: static !important; transform: scale(0) !important; \
    width: 0 !important; height: 0 !important; color: red !important; font-size: 3px !important }";

/// What libraries of old put into everybody's objects, and what others wrap.
const PATCHES: &str = r"
Object.prototype.each = function () { return this; };
Array.prototype.toJSON = function () { return '[patched]'; };
Array.prototype.contains = function (one) { return this.indexOf(one) >= 0; };
String.prototype.toJSON = function () { return '' + this; };
Function.prototype.bind = function (on) { const call = this; return function () { return call.apply(on, arguments); }; };
Element.prototype.remove = function () { if (this.parentNode) this.parentNode.removeChild(this); };
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (kind, call, how) {
    return listen.call(this, kind, call && call.handleEvent ? call : event => call(event), how);
};
const append = Node.prototype.appendChild;
Node.prototype.appendChild = function (node) { return append.call(this, node); };
window.setTimeout = (later => (call, wait) => later(() => call(), wait))(window.setTimeout);
window.name = 'shop'; window.status = 'ready'; window.length = 7;
";

const FREEZES: &str = r"
for (const frozen of [Object, Array, Function, String, Promise, Map, WeakMap, Set, Event, CustomEvent, EventTarget,
    Node, Element, HTMLElement, HTMLIFrameElement, Document, ShadowRoot, MessageChannel, MessagePort]) {
    Object.freeze(frozen.prototype);
    Object.freeze(frozen);
}
for (const frozen of [JSON, Math, Reflect, navigator, console, customElements, history, Intl]) Object.freeze(frozen);
";

async fn a_rule_hides_everything(engine: Engine) {
    let shop = Shop::opens(engine).await;
    let visitor = shop.visited(shop.page().first(&style(HIDES_ALL))).await;
    visitor.has_its_look().await;
    visitor.chats().await;
    visitor.is_left_alone().await;
}
stories!(a_rule_hides_everything in chromium, firefox, webkit);

#[tokio::test(flavor = "multi_thread")]
async fn prototypes_are_patched() {
    let shop = Shop::opens(Engine::Chromium).await;
    let visitor = shop.visited(shop.page().first(&script(PATCHES))).await;
    visitor.chats().await;
    visitor.is_left_alone().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_frozen() {
    let shop = Shop::opens(Engine::Chromium).await;
    let visitor = shop.visited(shop.page().first(&script(FREEZES))).await;
    visitor.chats().await;
    visitor.is_left_alone().await;
}

/// jQuery 1 listens to every click, and the page's own code expects its `$` and nobody else's.
#[tokio::test(flavor = "multi_thread")]
async fn jquery_1_is_there() {
    let shop = Shop::opens(Engine::Chromium).await;
    let busy = "jQuery(document).on('click focusin keydown', '*', function () { window.heard = true });\
                jQuery.ajaxSetup({ cache: false }); jQuery(function () { jQuery('h1').fadeTo(0, 1) });";
    let page = shop.page().first(&script(busy)).first(&library("jquery/dist/jquery.js"));
    let visitor = shop.visited(page).await;
    visitor.chats().await;
    visitor.is_left_alone().await;
    assert_eq!(visitor.ask("return [jQuery.fn.jquery, jQuery === $]").await, json!(["1.12.4", true]));
}
