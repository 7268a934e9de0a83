// tests: keeps what a page complains of and what moves in it, for a story to read. It comes first, before a page can
// spoil what it needs.
(() => {
  const complaints = [];
  const watched = { complaints, shift: 0 };
  Object.defineProperty(window, 'watched', { value: watched });
  const text = String;
  const note = (kind, what) => { complaints[complaints.length] = kind + ': ' + text(what); };
  addEventListener('error', event => note('error', event.message || event.target && event.target.src), true);
  addEventListener('unhandledrejection', event => note('rejection', event.reason));
  document.addEventListener('securitypolicyviolation', event =>
    note('policy', event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile));
  for (const level of ['error', 'warn']) {
    const before = console[level];
    console[level] = function (...words) {
      note(level, words[0]);
      return before.apply(console, words);
    };
  }
  try {
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) watched.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  } catch (error) {
    // Only Chromium measures it.
  }
})();
