// public: the console's service worker: it rings while the console is closed, and does nothing else.
const WORDS = {
  en: { request: 'A visitor asks for a person', left: 'A visitor has left a message' },
  ja: { request: '訪問者が担当者を呼んでいます', left: '訪問者がメッセージを残しました' },
  'zh-Hant': { request: '有訪客想與真人對話', left: '有訪客留下了訊息' },
};
const words = WORDS[new URL(location.href).searchParams.get('lang')] || WORDS.en;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

// A browser takes the right to push away from whoever shows nothing, so that even an unreadable push is shown.
const read = data => {
  try {
    return data.json();
  } catch {
    return {};
  }
};

self.addEventListener('push', event => {
  const { kind, conversation, name, text } = read(event.data);
  const title = words[kind] || words.request;
  event.waitUntil(self.registration.showNotification(title, {
    body: [name, text].filter(Boolean).join(': '),
    icon: '{{asset:notification.svg}}',
    tag: conversation || 'baton',
    renotify: true,
    requireInteraction: kind != 'left',
    data: { conversation },
  }));
});

const open = async conversation => {
  const address = '/console/hub' + (/^[\w-]{22}$/.test(conversation) ? '/' + conversation : '');
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find(one => new URL(one.url).pathname.startsWith('/console/'));
  if (!page) return self.clients.openWindow(address);
  await page.focus();
  // A page that this worker does not control yet cannot be sent anywhere.
  return page.navigate(address).catch(() => {});
};

self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.conversation));
});
