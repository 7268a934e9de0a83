// A Shopify app proxy that signs who the customer is. Shopify forwards https://SHOP/apps/baton/token to this program,
// adds who is signed in, and signs the request with the app's secret; so nobody else can ask for somebody's token.
//
//   SHOPIFY_API_SECRET=… BATON_SECRET=… PORT=3000 node shopify-app-proxy.mjs
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { sign } from './node.mjs';

// Shopify signs the sorted parameters, each as name=value and a repeated one with commas, with nothing between them.
export function fromShopify(query, secret) {
  const given = Buffer.from(query.get('signature') ?? '', 'hex');
  const names = [...new Set(query.keys())].filter(name => name !== 'signature').sort();
  const text = names.map(name => `${name}=${query.getAll(name).join(',')}`).join('');
  const right = createHmac('sha256', secret).update(text).digest();
  return given.length === right.length && timingSafeEqual(given, right);
}

export function answer(query, now, secrets) {
  if (!fromShopify(query, secrets.shopify)) return [403, { error: 'not signed by Shopify' }];
  // A request that somebody recorded is of no use for long.
  if (Math.abs(now - Number(query.get('timestamp'))) > 300) return [403, { error: 'too old' }];
  const id = query.get('logged_in_customer_id');
  return id ? [200, { token: sign({ id }, secrets.baton) }] : [200, { token: null }];
}

if (import.meta.url === 'file://' + process.argv[1]) {
  const secrets = { shopify: process.env.SHOPIFY_API_SECRET, baton: process.env.BATON_SECRET };
  const server = createServer((request, response) => {
    const query = new URL(request.url, 'http://localhost').searchParams;
    const [status, body] = answer(query, Date.now() / 1000, secrets);
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(body));
  });
  server.listen(process.env.PORT ?? 3000, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
}
