// tests: LINE's own SDK for Node, as an account's programmer uses it. Told what to do by a JSON text; says what came of
// it, a JSON text a line.
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { createRequire } from "node:module";

const [packages, wish] = process.argv.slice(2);
const line = createRequire(`${packages}/`)("@line/bot-sdk");
const { does, secret, token, api, body, signature, address, to, replyToken, key } = JSON.parse(wish);
const say = (what) => console.log(JSON.stringify(what));
const text = (words) => ({ type: "text", text: words });

const tasks = {
  // Whether the SDK believes a signature.
  validate: () => say({ valid: line.validateSignature(body, secret, signature) }),
  // Replies, pushes and asks, as a bot does.
  speak: async () => {
    const client = new line.messagingApi.MessagingApiClient({ channelAccessToken: token, baseURL: api });
    const tried = async (what) => {
      try {
        say({ ok: (await what()) ?? null });
      } catch (error) {
        say({ failed: error.status, body: JSON.parse(error.body) });
      }
    };
    const sender = { name: "Mia", iconUrl: "https://chat.example.com/mia.png" };
    const action = { type: "postback", label: "Talk", data: "talk", displayText: "Talk" };
    const quickReply = { items: [{ type: "action", action }] };
    await tried(() => client.validatePush({ messages: [{ ...text("Fine"), sender, quickReply }] }));
    await tried(() => client.replyMessage({ replyToken, messages: [text("A reply")] }));
    await tried(() => client.replyMessage({ replyToken, messages: [text("Another")] }));
    await tried(() => client.pushMessage({ to, messages: [text("A push")] }, key));
    await tried(() => client.pushMessage({ to, messages: [text("A push")] }, key));
    await tried(() => client.getProfile(to));
    await tried(() => client.getBotInfo());
    await tried(() => client.getMessageQuotaConsumption());
    await tried(() => client.showLoadingAnimation({ chatId: to, loadingSeconds: 5 }));
  },
  // Calls a webhook, signed with nothing but Node.
  call: async () => {
    const signed = createHmac("sha256", secret).update(body).digest("base64");
    const headers = { "content-type": "application/json", "x-line-signature": signed };
    const answer = await fetch(address, { method: "POST", body, headers });
    say({ status: answer.status, body: await answer.text() });
  },
  // Serves a webhook with the SDK's middleware, until it is ended.
  serve: () => {
    const middleware = line.middleware({ channelSecret: secret });
    const server = createServer((request, response) => {
      middleware(request, response, (error) => {
        if (!error) say({ events: request.body.events });
        response.writeHead(error ? 401 : 200).end();
      });
    });
    server.listen(0, "127.0.0.1", () => say({ port: server.address().port }));
  },
};
await tasks[does]();
