// public: shows the form that reaches a person where the panel does not run. Old browsers run this as well: no syntax
// that they do not know.
(function () {
  var form = document.getElementById('plain');
  var shut = document.getElementById('shut');
  if (form) {
    form.hidden = false;
    // Its style sheet is the one for browsers without any script.
    var sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = /href="([^"]+)"/.exec(document.querySelector('noscript').textContent)[1];
    document.head.appendChild(sheet);
  }
  // The page around waits for the panel; what has come in its place is to be seen as well. Its greeting brings a port.
  window.addEventListener('message', function (event) {
    var port = event.ports && event.ports[0];
    if (event.source !== window.parent || !port || !event.data || event.data.baton !== 'hello') return;
    function close() {
      port.postMessage({ is: 'close' });
    }
    if (shut) {
      shut.hidden = false;
      shut.onclick = close;
    }
    document.onkeydown = function (pressed) {
      if (pressed.key === 'Escape') close();
    };
    port.postMessage({ is: 'ready' });
  });
})();
