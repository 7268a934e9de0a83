// tests, bench: what a page measures of itself. Times are milliseconds since it began to load.
(() => {
  const seen = window.seen = { long: 0, shift: 0 };
  const watch = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch('longtask', entry => { seen.long += entry.duration; });
  watch('layout-shift', entry => { seen.shift += entry.value; });
  const host = () => document.querySelector('baton-chat, bare-chat');
  const there = () => {
    if (!host() || seen.launcher) return;
    seen.launcher = 0.1;
    requestAnimationFrame(() => { seen.launcher = performance.now(); });
  };
  new MutationObserver(there).observe(document, { childList: true, subtree: true });
  // The panel tells of the number of live agents once it is connected.
  addEventListener('baton:availability', () => { seen.ready = seen.ready || performance.now(); });
  addEventListener('load', () => setTimeout(() => requestIdleCallback(() => { seen.quiet = performance.now(); }), 1500));

  // Presses the launcher; `clicked` is then how long it took until the launcher made room for the panel.
  window.press = () => {
    const button = host().shadowRoot.querySelector('button');
    const start = performance.now();
    const usable = () => {
      if (!button.hidden) return requestAnimationFrame(usable);
      requestAnimationFrame(() => { window.clicked = performance.now() - start; });
    };
    button.click();
    usable();
  };
  const own = new Set(Object.keys(window));
  window.cost = () => ({
    long: seen.long,
    shift: seen.shift,
    globals: Object.keys(window).filter(name => !own.has(name) && name != 'cost').length,
    rules: [...document.styleSheets].reduce((sum, sheet) => sum + sheet.cssRules.length, 0),
  });
})();
