// public: where the panel does not run, the page with the form that reaches a person comes in its place. Old browsers run
// this as well: no syntax that they do not know.
(function () {
  var shut = document.getElementById('shut');
  if (!shut) {
    location.replace(location.pathname + '/message');
    return;
  }
  // The page around waits for the panel; what has come in its place is to be seen as well. Its greeting brings a port.
  window.addEventListener('message', function (event) {
    var port = event.ports && event.ports[0];
    if (event.source !== window.parent || !port || !event.data || event.data.baton !== 'hello') return;
    function close() {
      port.postMessage({ is: 'close' });
    }
    shut.hidden = false;
    shut.onclick = close;
    document.onkeydown = function (pressed) {
      if (pressed.key === 'Escape') close();
    };
    port.postMessage({ is: 'ready' });
  });
})();
