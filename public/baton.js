// public: the loader draws the launcher, opens the panel in a frame and holds the page's API.
// It shares a page with code it does not know: one global, no markup from strings, no rule in the page's own styles.
(() => {
  const early = window.Baton;
  const script = document.currentScript || document.querySelector('script[src*="/baton.js"]');
  if (early && early.version || !script) return;
  const settings = { ...script.dataset, ...window.batonSettings };
  const key = 'baton:' + settings.site;
  const name = settings.label || 'Chat';
  const origin = new URL(script.src).origin;
  const url = origin + '/w/' + settings.site;
  const page = document.documentElement;
  const wrapped = new WeakMap();
  let outbox = [], rescues = 0, frame, port, timer, before, live, shown, hidden, failed;

  const plain = value => JSON.parse(JSON.stringify(value));
  const here = () => ({ url: location.href, title: document.title, referrer: document.referrer });
  const emit = (type, detail) => dispatchEvent(new CustomEvent('baton:' + type, { detail }));

  // 0: the panel was used. 1: it holds an open conversation. 2: a logout may not have reached it yet.
  const memory = value => {
    try {
      if (value >= 0) localStorage.setItem(key, value);
      return localStorage.getItem(key);
    } catch (e) {}
  };

  const make = (tag, parent, attributes, space = '1999/xhtml') => {
    const node = document.createElementNS('http://www.w3.org/' + space, tag);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    if (parent) parent.appendChild(node);
    return node;
  };
  const host = make('baton-chat');
  const root = host.attachShadow({ mode: 'open' });
  const button = make('button', root, { 'aria-label': name, 'aria-haspopup': 'dialog', 'aria-describedby': 'i' });
  const icon = make('path', make('svg', button, { viewBox: '0 0 24 24' }, '2000/svg'), {}, '2000/svg');
  const badge = make('i', button, { id: 'i' });
  const panel = make('div', root, { 'aria-label': name, role: 'dialog' });

  // Every "right" in the styles turns with the side. Old browsers keep the first value of a pair.
  const side = text => text.replace(/right/g, settings.position || 'right');
  // Only inline !important outranks a page's own !important rules.
  host.style.cssText = side('all:initial;position:fixed;z-index:2147483647;right:16px;bottom:16px;'
    + 'right:calc(16px + env(safe-area-inset-right));bottom:calc(var(--baton-y,16px) + env(safe-area-inset-bottom));'
    + 'color-scheme:light dark;').replace(/;/g, '!important;');
  if (settings.accent) host.style.setProperty('--baton-accent', settings.accent);
  const css = side('button,div{position:absolute;right:0;bottom:0;background:Canvas;box-shadow:0 0 0 1px rgba(128,128,128,.3),0 4px 24px rgba(0,0,0,.25)}'
    + 'button{z-index:1;width:56px;height:56px;padding:0;border:2px solid transparent;border-radius:50%;outline-offset:2px;cursor:pointer;'
    + 'background:var(--baton-accent,#2456d3) border-box;color:var(--baton-on-accent,#fff)}'
    + 'button:hover{filter:brightness(1.1)}'
    + 'svg{display:block;width:30px;margin:auto;fill:none;stroke:currentColor;stroke-width:1.8}'
    + 'i{position:absolute;top:-6px;right:-6px;min-width:10px;padding:0 5px;border:2px solid Canvas;border-radius:16px;font:600 12px/18px system-ui;background:#c8102e;color:#fff}'
    + 'i:empty{display:none}'
    + 'div{width:384px;height:640px;max-width:calc(100vw - 32px);max-height:calc(100vh - 16px - var(--baton-y,16px));'
    + 'display:flex;overflow:hidden;border-radius:16px;transform-origin:right bottom}'
    + '@media(max-width:479.9px),(max-height:420px){div{position:fixed;right:0;top:var(--y,0);width:100%;height:var(--h,100%);max-width:none;max-height:none;border-radius:0}}'
    + '@media(prefers-reduced-motion:no-preference){.o{animation:o .18s ease-out}}@keyframes o{0%{opacity:0;transform:scale(.2)}}'
    + '@media print{button,div{display:none}}');
  const dress = () => {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [sheet];
    } catch (e) {
      const style = make('style', root);
      style.textContent = css;
      // An old browser under a strict style-src drops that sheet: its plain rules go onto the elements.
      if (!style.sheet) css.replace(/(?:^|})([\w,]+){([^}]*)/g, (_, tags, rule) => {
        for (const node of root.querySelectorAll(tags)) node.style.cssText += rule;
      });
    }
  };

  const paint = () => {
    // Until the panel can close itself, the launcher stays on top as the way out.
    button.hidden = hidden || shown && live;
    button.setAttribute('aria-expanded', !!shown);
    icon.setAttribute('d', shown ? 'M6 6l12 12M18 6L6 18' : 'M12 4a9 7.5 0 1 1-3 14.5l-4 2 1-4A9 7.5 0 0 1 12 4z');
    panel.style.visibility = shown ? 'visible' : 'hidden';
    panel.className = shown ? 'o' : '';
  };

  const say = message => {
    if (live) port.postMessage(plain(message));
    else outbox.push(message);
  };

  const hear = own => event => {
    const { is, ...detail } = event.data;
    if (is == 'ready') {
      port = own;
      live = true;
      failed = false;
      clearTimeout(timer);
      memory(memory() == 1 ? 1 : 0);
      if (shown) {
        say({ do: 'open' });
        // Whoever went on to type in the page keeps the caret.
        if ([host, document.body].includes(document.activeElement)) frame.focus();
      }
      outbox.splice(0).forEach(say);
      paint();
    }
    if (is == 'close') set(false);
    if (is == 'active') memory(detail.on ? 1 : 0);
    if (is == 'unread') badge.textContent = detail.count > 9 ? '9+' : detail.count || '';
    if (/^(unread|availability|handoff|agent|message|error)$/.test(is)) emit(is, detail);
  };

  // The panel may begin to listen only after its frame has loaded, so the greeting repeats, ever more slowly, until it answers.
  const greet = wait => {
    const channel = new MessageChannel();
    channel.port1.onmessage = hear(channel.port1);
    const hello = { baton: 'hello', page: here(), locale: settings.locale || page.lang, settings };
    frame.contentWindow.postMessage(plain(hello), origin, [channel.port2]);
    clearTimeout(timer);
    if (wait < 9000) {
      timer = setTimeout(greet, wait, wait * 1.5);
    } else {
      failed = true;
      emit('error', { message: 'The chat did not load' });
    }
  };

  const warm = () => {
    if (frame) return;
    if (memory() > 1) outbox.unshift({ do: 'logout' });
    frame = make('iframe', panel, { title: name, allow: 'autoplay;clipboard-write', width: '100%', height: '100%', frameborder: 0, src: url });
    frame.onload = () => {
      live = false;
      paint();
      greet(50);
    };
  };

  const set = on => {
    // Where the frame cannot be had, the chat opens as a page of its own.
    if (on && failed) return window.open(url);
    if (on == !!shown) return;
    const focused = document.activeElement;
    shown = on;
    paint();
    if (on) {
      before = focused;
      warm();
      if (live) frame.focus();
    } else if (focused == host) {
      (hidden ? before : button).focus();
    }
    const verb = on ? 'open' : 'close';
    if (live) say({ do: verb });
    emit(verb, {});
  };

  const veil = on => () => {
    hidden = on;
    paint();
  };
  const wrap = call => wrapped.get(call) || wrapped.set(call, event => call(event.detail)).get(call);
  const verbs = {
    open: () => set(true),
    close: () => set(false),
    toggle: () => set(!shown),
    show: veil(false),
    hide: veil(true),
    requestAgent() {
      set(true);
      say({ do: 'requestAgent' });
    },
    logout() {
      outbox = [];
      if (!memory()) return;
      memory(2);
      if (frame) say({ do: 'logout' });
      warm();
    },
    on(type, call) {
      addEventListener('baton:' + type, wrap(call));
      if (type == 'ready' && host.isConnected) call({});
    },
    off: (type, call) => removeEventListener('baton:' + type, wrap(call)),
  };
  // What the loader has no part in (identify, endChat ...) waits for the panel, without creating it.
  const Baton = window.Baton = (verb, data, call) => {
    if (verbs[verb]) verbs[verb](data, call);
    else say({ do: verb, with: data });
  };
  Baton.version = 1;
  Baton.push = call => Baton(...call);

  button.onclick = verbs.toggle;
  button.onpointerenter = button.onfocus = warm;
  host.onkeydown = event => {
    if (event.key == 'Escape') set(false);
  };

  const moved = () => setTimeout(() => live && say({ do: 'page', page: here() }));
  ['popstate', 'turbo:load', 'mercury:load'].forEach(type => addEventListener(type, moved));
  if (window.navigation) navigation.addEventListener('navigatesuccess', moved);

  // A phone's keyboard covers the page without resizing it.
  const view = window.visualViewport;
  if (view) view.onresize = view.onscroll = () => {
    panel.style.setProperty('--h', view.height * view.scale + 'px');
    panel.style.setProperty('--y', view.offsetTop + 'px');
  };

  const attach = () => page.appendChild(host);
  const rest = () => (window.requestIdleCallback || setTimeout)(() => {
    const past = memory();
    const net = navigator.connection || {};
    if (past > 0 || settings.preload == 'idle' && !net.saveData && !/2g/.test(net.effectiveType)) warm();
  });
  const start = () => {
    attach();
    dress();
    paint();
    // A page that keeps removing the launcher wins in the end, instead of looping for ever.
    new MutationObserver(() => host.isConnected || rescues++ > 50 || attach()).observe(page, { childList: true });
    emit('ready', {});
    if (document.readyState == 'complete') rest();
    else addEventListener('load', rest);
  };
  for (const call of early && (early.q || early.pop && early) || []) Baton(...call);
  if (document.prerendering) document.addEventListener('prerenderingchange', start);
  else start();
})();
