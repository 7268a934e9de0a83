// public: what a page needs once a visitor turns to the chat: the port to the panel, unread messages in the title,
// the page's address as it changes, a phone's keyboard.
// Loaders that a browser has kept, or that run in a page opened yesterday, call it too: `chat` may grow, but what is
// used here of it stays as it is.
export default chat => {
  const { settings, url, origin, host, panel, badge, frame, make, emit, fail, memory } = chat;
  let port, timer, link, visited, mark = '', unread = 0;

  const post = (to, message, ...rest) => {
    try {
      to.postMessage(message, ...rest);
    } catch (e) {
      // A page's details may hold what cannot travel, functions for instance. They stay behind.
      to.postMessage(JSON.parse(JSON.stringify(message)), ...rest);
    }
  };
  const bare = () => document.title.startsWith(mark) ? document.title.slice(mark.length) : document.title;
  const here = () => ({ url: location.href, title: bare(), referrer: document.referrer });

  const title = () => {
    const own = bare();
    mark = unread && (document.hidden || !chat.shown) ? `(${unread}) ` : '';
    if (document.title != mark + own) document.title = mark + own;
  };

  const open = () => {
    chat.tell({ do: 'open', quiet: !!chat.quiet });
    // Whoever went on to type in the page keeps the caret.
    if (!chat.quiet && [host, document.body, null].includes(document.activeElement)) frame.focus();
  };
  chat.tell = message => {
    post(port, message);
    // The panel begins anew then. What comes after it is for the new one, which is greeted once it has come.
    if (message.do == 'logout') {
      chat.live = false;
      clearTimeout(timer);
      timer = setTimeout(greet, 10000, 50);
    }
  };
  chat.turn = () => {
    title();
    if (chat.shown) return chat.live && open();
    if (chat.live) chat.tell({ do: 'close' });
    // Nobody who has closed the chat has it opened by itself again.
    if (settings.openAfter) try {
      localStorage.setItem(`baton:${settings.site}:closed`, 1);
    } catch (e) {}
  };

  const ready = own => {
    port = own;
    chat.live = true;
    chat.failed = false;
    clearTimeout(timer);
    if (link) link.hidden = true;
    memory(memory() == 1 ? 1 : 0);
    if (chat.shown) open();
    while (chat.live && chat.queue.length) chat.tell(chat.queue.shift());
    chat.paint();
  };
  const hear = own => event => {
    const { is, ...detail } = event.data;
    if (is == 'ready') ready(own);
    if (is == 'close') chat.set(false);
    if (is == 'active') memory(detail.on ? 1 : 0);
    if (is == 'unread') {
      unread = detail.count || 0;
      badge.textContent = unread > 9 ? '9+' : unread || '';
      title();
    }
    if (/^(unread|availability|handoff|agent|message|identified|error)$/.test(is)) emit(is, detail);
  };

  // A window that the page has opened begins with another visitor than the panel, whose storage browsers keep apart where
  // the page is of another site. Once the window is out of this page's reach, the panel can reach it, and joins it.
  chat.join = (own, away) => {
    if (own.closed || origin == location.origin) return;
    if (away) return post(frame.contentWindow, { baton: 'popout' }, origin);
    try {
      own.location.href;
    } catch (e) {
      away = true;
    }
    // Also then: a page that cuts its windows off (Cross-Origin-Opener-Policy) sees this one closed by now.
    setTimeout(() => chat.join(own, away), 100);
  };

  // The way out stands in the empty panel, and from now on the launcher is one.
  const lost = () => {
    chat.failed = true;
    fail('The chat did not load');
    link = link || make('a', panel, { href: url, target: '_blank' });
    link.hidden = false;
    link.textContent = (settings.label || 'Chat') + ' \u2197';
    link.style.cssText = 'position:absolute;inset:0;padding:45% 0;background:Canvas;font:600 16px system-ui;text-align:center';
    link.onclick = () => chat.set(false);
  };

  // The panel may begin to listen only after its frame has loaded, so the greeting repeats, ever more slowly, until it answers.
  const greet = wait => {
    clearTimeout(timer);
    if (wait > 5000 && !chat.failed) lost();
    if (wait < 60000) timer = setTimeout(greet, wait, wait * 1.5);
    const channel = new MessageChannel();
    channel.port1.onmessage = hear(channel.port1);
    const hello = { baton: 'hello', page: here(), locale: settings.locale || document.documentElement.lang, settings };
    post(frame.contentWindow, hello, origin, [channel.port2]);
  };
  const loaded = () => {
    chat.live = false;
    chat.paint();
    greet(50);
  };
  const retry = () => {
    if (!chat.live && !document.hidden) frame.src = url;
  };

  const moved = () => setTimeout(() => {
    title();
    const page = here();
    if (chat.live && visited != page.url + page.title) chat.tell({ do: 'page', page });
    visited = page.url + page.title;
  }, 200);

  chat.attach = () => {
    frame.onload = loaded;
    for (const type of ['popstate', 'hashchange', 'pageshow', 'turbo:load', 'mercury:load']) addEventListener(type, moved);
    addEventListener('online', retry);
    document.addEventListener('visibilitychange', seen);
    if (window.navigation) navigation.addEventListener('currententrychange', moved);
  };
  const seen = () => {
    title();
    if (chat.failed) retry();
  };
  chat.attach();
  let address = location.href;
  if (!window.navigation) setInterval(() => {
    if (address != location.href) moved();
    address = location.href;
  }, 1000);

  // A phone's keyboard covers the page without resizing it.
  const view = window.visualViewport;
  if (view) view.onresize = view.onscroll = () => {
    panel.style.setProperty('--h', view.height * view.scale + 'px');
    panel.style.setProperty('--y', view.offsetTop + 'px');
  };

  // The frame has come, or is on its way.
  timer = setTimeout(lost, 30000);
  try {
    if (frame.contentWindow.location.href != 'about:blank') greet(50);
  } catch (e) {
    greet(50);
  }
};
