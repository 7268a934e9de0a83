// tests: aimock on loopback. A word in the visitor's question decides what it says. Prints its address on the first
// line, and ends when its standard input closes.
import { pathToFileURL } from "node:url";

const folder = process.env.BATON_AIMOCK;
const { LLMock } = await import(folder ? pathToFileURL(`${folder}/dist/index.js`).href : "@copilotkit/aimock");

const mock = new LLMock({ port: 0, host: "127.0.0.1", logLevel: "silent", chunkSize: 7 });
const cited = { content: 'Gift wrapping is free of charge. [1 "Gift wrapping is free of charge"]' };
mock.onMessage(/FIXTURE_CITED/, cited);
mock.onMessage(/FIXTURE_UNPROVED/, { content: 'Everything is free for ever. [1 "Everything is free for ever"]' });
mock.onMessage(/FIXTURE_PERSON/, {
  toolCalls: [{ name: "request_live_agent", arguments: JSON.stringify({ reason: "Wants a refund" }) }],
});
mock.onMessage(/FIXTURE_500/, { error: { message: "broken", type: "server_error" }, status: 500 });
mock.onMessage(/FIXTURE_CUT/, cited, { truncateAfterChunks: 2 });
mock.onMessage(/FIXTURE_MALFORMED/, cited, { chaos: { malformedRate: 1 } });
mock.onMessage(/FIXTURE_GONE/, cited, { chaos: { disconnectRate: 1 } });
mock.onMessage(/Say OK/, { content: "OK" });
await mock.start();
console.log(mock.url);
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
