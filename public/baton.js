// public: the loader draws the launcher and holds the page's API. What is needed only once a visitor turns to
// the chat is in baton-panel.js. It shares a page with code it does not know: one global, no markup from strings,
// no rule in the page's own styles, and whatever fails here fails without the page noticing.
try { (() => {
  const early = window.Baton;
  const script = document.currentScript || document.querySelector('script[src*="/baton.js"]');
  if (!script || early && early.version || document.querySelector('baton-chat')) return;
  const { origin, searchParams } = new URL(script.src);
  // The server writes the site's own look in the place of BATON_LOOK.
  const said = { site: searchParams.get('site'), ...BATON_LOOK, ...script.dataset, ...window.batonSettings };
  const settings = { position: 'right', zIndex: 2147483647, radius: 16, label: '', scheme: 'auto', ...said };
  if (!settings.site) throw 'The chat has no data-site';
  const key = 'baton:' + settings.site;
  const url = origin + '/w/' + settings.site;
  const name = settings.label || 'Chat';
  const wrapped = new WeakMap();
  let hidden = settings.launcher == 'hidden', rescues = 0, tries = 0, before;

  const emit = (type, detail) => dispatchEvent(new CustomEvent('baton:' + type, { detail }));
  const fail = message => emit('error', { message: '' + message });
  const make = (tag, parent, attributes, space = '1999/xhtml') => {
    const node = document.createElementNS('http://www.w3.org/' + space, tag);
    for (const key of Object.keys(attributes)) node.setAttribute(key, attributes[key]);
    if (parent) parent.appendChild(node);
    return node;
  };
  // 0: the panel was used. 1: it holds an open conversation. 2: a logout may not have reached it yet.
  const memory = value => {
    try {
      if (value >= 0) localStorage.setItem(key, value);
      return localStorage.getItem(key);
    } catch (e) {}
  };

  const host = make('baton-chat', 0, {});
  const root = host.attachShadow({ mode: 'open' });
  const button = make('button', root, { 'aria-label': name, 'aria-haspopup': 'dialog', 'aria-describedby': 'i' });
  const icon = make('path', make('svg', button, { viewBox: '0 0 24 24' }, '2000/svg'), {}, '2000/svg');
  const label = make('span', button, {});
  const badge = make('i', button, { id: 'i' });
  const panel = make('div', root, { 'aria-label': 'Chat', role: 'dialog' });
  label.textContent = settings.label;

  // What both files work on.
  const chat = { settings: said, url, origin, host, panel, badge, make, emit, fail, memory, queue: [] };

  // Every "right" in the styles turns with the side. Old browsers keep the first value of a pair.
  const side = text => text.replace(/right/g, settings.position);
  // Only inline !important outranks a page's own !important rules.
  host.style.cssText = side('all:initial;position:fixed;right:16px;bottom:16px;'
    + 'right:calc(16px + env(safe-area-inset-right));bottom:calc(var(--baton-y,16px) + env(safe-area-inset-bottom));'
    + 'z-index:' + settings.zIndex + ';color-scheme:' + settings.scheme.replace('auto', 'light dark') + ';').replace(/;/g, '!important;');
  if (settings.accent) host.style.setProperty('--baton-accent', settings.accent);
  if (settings.onAccent) host.style.setProperty('--baton-on-accent', settings.onAccent);
  const small = '(max-width:479.9px),(max-height:420px)';
  const css = side('button,div{position:absolute;right:0;bottom:0;background:Canvas;box-shadow:0 0 0 1px rgba(128,128,128,.3),0 4px 24px rgba(0,0,0,.25)}'
    + 'button{z-index:1;height:56px;padding:0 11px;border:2px solid transparent;border-radius:28px;outline-offset:2px;cursor:pointer;'
    + 'font:600 15px system-ui;white-space:nowrap;background:var(--baton-accent,#2456d3) border-box;color:var(--baton-on-accent,#fff)}'
    + 'button:hover{filter:brightness(1.1)}'
    + 'svg{width:30px;vertical-align:middle;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round}'
    + 'span{margin:0 8px}span:empty,i:empty,[hidden]{display:none}'
    + 'i{position:absolute;top:-6px;right:-6px;min-width:10px;padding:0 5px;border:2px solid Canvas;border-radius:16px;font:600 12px/18px system-ui;background:#c8102e;color:#fff}'
    + 'div{width:384px;height:640px;max-width:calc(100vw - 32px);max-height:calc(100vh - 16px - var(--baton-y,16px));'
    + 'display:flex;overflow:hidden;border-radius:' + settings.radius + 'px;transform-origin:right bottom}'
    + '@media' + small + '{div{position:fixed;right:0;top:var(--y,0);width:100%;height:var(--h,100%);max-width:none;max-height:none;border-radius:0}}'
    + '@media(prefers-reduced-motion:no-preference){.o{animation:o .18s ease-out}}@keyframes o{0%{opacity:0;transform:scale(.2)}}'
    + '@media print{button,div{display:none}}');
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch (e) {
    make('style', root, {}).textContent = css;
  }

  const paint = chat.paint = () => {
    // Until the panel can close itself, the launcher stays on top as the way out.
    button.hidden = chat.shown ? chat.live : hidden;
    button.setAttribute('aria-expanded', !!chat.shown);
    label.hidden = chat.shown;
    icon.setAttribute('d', chat.shown ? 'M6 6l12 12M18 6L6 18'
      : settings.icon == 'question' ? 'M8 8.5a4 4 0 1 1 6 3.5q-2 1-2 3m0 4v.1'
      : settings.icon == 'person' ? 'M12 12a4 4 0 1 0-.1 0M4 21a8 7 0 0 1 16 0'
      : 'M12 4a9 7.5 0 1 1-3 14.5l-4 2 1-4A9 7.5 0 0 1 12 4z');
    panel.style.visibility = chat.shown ? 'visible' : 'hidden';
    panel.className = chat.shown ? 'o' : '';
  };

  const say = message => chat.live ? chat.tell(message) : chat.queue.push(message);

  const warm = () => {
    // Not for ever: a page's policy that refuses it is told of each attempt.
    if (chat.frame || tries > 20) return;
    if (memory() > 1) chat.queue.unshift({ do: 'logout' });
    chat.frame = make('iframe', panel, { title: 'Chat', allow: 'autoplay;clipboard-write', width: '100%', height: '100%', frameborder: 0, src: url });
    // The number makes it a new attempt: browsers remember a module that did not come.
    import(origin + '/baton-panel.js#' + tries++).then(module => module.default(chat)).catch(error => {
      panel.removeChild(chat.frame);
      chat.frame = 0;
      chat.failed = true;
      if (chat.shown && !chat.quiet) window.open(url);
      set(false);
      fail(error);
      addEventListener('online', warm);
    });
  };

  // Quiet: the visitor did not ask for it, so the focus stays.
  const set = chat.set = (on, quiet) => {
    // Where the panel cannot be had, the chat opens as a page of its own.
    if (on && chat.failed) return window.open(url);
    if (on == !!chat.shown) return;
    const focused = document.activeElement;
    chat.shown = on;
    chat.quiet = quiet;
    paint();
    if (on) {
      before = focused;
      warm();
    } else if (focused == host) {
      (hidden && before || button).focus();
    }
    if (chat.turn) chat.turn();
    emit(on ? 'open' : 'close', {});
  };

  const veil = on => () => {
    hidden = on;
    paint();
  };
  const wrap = call => wrapped.get(call) || wrapped.set(call, event => call(event.detail)).get(call);
  const verbs = {
    open: () => set(true),
    close: () => set(false),
    toggle: () => set(!chat.shown),
    show: veil(false),
    hide: veil(true),
    popout() {
      const own = window.open(url, 'baton', 'width=400,height=700');
      if (own) set(false);
      if (own && chat.live) chat.join(own);
    },
    requestAgent() {
      set(true);
      say({ do: 'requestAgent' });
    },
    logout() {
      chat.queue = [];
      if (!chat.frame && !memory()) return;
      memory(2);
      if (chat.frame) say({ do: 'logout' });
      warm();
    },
    on(type, call) {
      addEventListener('baton:' + type, wrap(call));
      if (type == 'ready' && host.isConnected) call({});
    },
    off: (type, call) => removeEventListener('baton:' + type, wrap(call)),
  };
  // What the loader has no part in (identify, endChat ...) waits for the panel, without creating it.
  const Baton = (verb, data, call) => {
    try {
      if (verbs[verb]) verbs[verb](data, call);
      else say({ do: verb, with: data });
    } catch (error) {
      fail(error);
    }
  };
  Baton.version = 1;
  Baton.push = call => Baton(...call);

  // Also after a page has thrown everything away, handlers included.
  const attach = () => {
    document.documentElement.appendChild(host);
    button.onclick = verbs.toggle;
    button.onpointerenter = button.onfocus = warm;
    host.onkeydown = event => {
      if (event.key == 'Escape') set(false);
    };
    if (chat.attach) chat.attach();
    watch.observe(document, { childList: true });
    watch.observe(document.documentElement, { childList: true });
  };
  // A page that keeps removing the launcher wins in the end, instead of looping for ever.
  const watch = new MutationObserver(() => host.isConnected || rescues++ > 50 || attach());

  const rest = () => (window.requestIdleCallback || setTimeout)(() => {
    const net = navigator.connection || {};
    if (memory() > 0 || settings.preload == 'idle' && !net.saveData && !/2g/.test(net.effectiveType)) warm();
  });
  // By itself it opens once in a tab, never over the whole of a phone, and never again after somebody closed it.
  const offer = () => {
    try {
      if (matchMedia(small).matches || localStorage[key + ':closed'] || sessionStorage[key]) return;
      sessionStorage[key] = 1;
      set(true, true);
    } catch (e) {}
  };
  const start = () => {
    if (settings.openAfter) setTimeout(offer, settings.openAfter * 1000);
    if (document.readyState == 'complete') rest();
    else addEventListener('load', rest);
  };
  const calls = early && (early.q || early.pop && early) || [];
  // A page may have frozen what it has: calls still come through the queue of its own stub.
  Reflect.set(window, 'Baton', Baton);
  Reflect.set(Object(early), 'q', Baton);
  for (const call of calls) Baton(...call);
  paint();
  attach();
  emit('ready', {});
  if (document.prerendering) document.addEventListener('prerenderingchange', start);
  else start();
})() } catch (error) {
  dispatchEvent(new CustomEvent('baton:error', { detail: { message: '' + error } }));
}
