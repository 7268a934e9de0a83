// tests, bench: a widget that is written by hand and does nothing but open a box to type in.
(() => {
  const host = document.createElement('bare-chat');
  const root = host.attachShadow({ mode: 'open' });
  host.style.cssText = 'all:initial;position:fixed;right:16px;bottom:16px;z-index:2147483647';
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('button{width:56px;height:56px;border:0;border-radius:50%;background:#2456d3;color:#fff}'
    + '[hidden]{display:none}section{width:384px;height:640px;display:flex;flex-direction:column;background:#fff}'
    + 'div{flex:1;overflow:auto}textarea{font:16px system-ui}');
  root.adoptedStyleSheets = [sheet];
  const button = root.appendChild(document.createElement('button'));
  button.textContent = 'Chat';
  button.onclick = () => {
    const panel = root.appendChild(document.createElement('section'));
    const log = panel.appendChild(document.createElement('div'));
    const box = panel.appendChild(document.createElement('textarea'));
    box.setAttribute('aria-label', 'Message');
    box.onkeydown = event => {
      if (event.key != 'Enter' || !box.value) return;
      event.preventDefault();
      log.appendChild(document.createElement('p')).textContent = box.value;
      box.value = '';
    };
    button.hidden = true;
    box.focus();
  };
  document.documentElement.appendChild(host);
})();
