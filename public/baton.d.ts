// public: types of the page's API. Copy this file into your project; every sentence is explained in docs/embedding.md.

/** What `data-` attributes of the script tag say, or `window.batonSettings` before the script runs. */
interface BatonSettings {
  /** Key of the site. It may also stand in the script's address, as `?site=KEY`. */
  site?: string;
  /** The side of the window that the launcher stands at. Default: `right`. */
  position?: 'left' | 'right';
  /** Colour of the launcher, as CSS writes it. */
  accent?: string;
  /** Colour of what stands on it. Give both, so that they can be told apart. */
  onAccent?: string;
  /** What the launcher shows. Default: `bubble`. */
  icon?: 'bubble' | 'question' | 'person';
  /** Text beside the icon, and then the launcher's accessible name as well. */
  label?: string;
  /** Radius of the panel's corners, CSS pixels. Default: 16. */
  radius?: number | string;
  /** Light or dark, or as the visitor's device is set. Default: `auto`. */
  scheme?: 'auto' | 'light' | 'dark';
  /** Language of the chat, as `ja` or `pt-BR`. Default: the page's `lang`. */
  locale?: string;
  /** `hidden`: no launcher; the page opens the chat. */
  launcher?: 'hidden';
  /** Layer of launcher and panel. Default: 2147483647, the highest. */
  zIndex?: number | string;
  /** The panel opens by itself after so many seconds: once in a tab, not on phones, not for those who have closed it. */
  openAfter?: number | string;
  /** `idle`: the panel is made once the page is quiet and the network good. Default: when somebody turns to the launcher. */
  preload?: 'intent' | 'idle';
  /** The visitor's name, as the page says it; not verified. */
  name?: string;
  /** The visitor's e-mail address, as the page says it; not verified. */
  email?: string;
}

/** What a page says about its visitor. */
interface BatonVisitor {
  /** Proof of who the visitor is: a JSON Web Token that the shop's server has signed. See docs/embedding.md, Identity. */
  token?: string;
  /** Name. Not verified, unless it stands in the token. */
  name?: string;
  /** E-mail address. Not verified, unless it stands in the token. */
  email?: string;
  /** Details of the shop's own, such as an order's number. Live agents see them beside the conversation. */
  [attribute: string]: string | number | boolean | undefined;
}

/** Where a conversation stands. */
type BatonState = 'ai' | 'requested' | 'live' | 'completed' | 'ended';

/** The events by name, with what their handlers get. On `window` they are `CustomEvent`s named `baton:NAME`. */
interface BatonEvents {
  /** The launcher is on the page. A handler that comes later is called at once. */
  ready: Record<string, never>;
  /** The panel has opened. */
  open: Record<string, never>;
  /** The panel has closed. */
  close: Record<string, never>;
  /** A message has come from the AI agent or a live agent. */
  message: { from: 'ai' | 'agent'; text: string };
  /** How many messages the visitor has not seen. */
  unread: { count: number };
  /** How many live agents are available. */
  availability: { count: number };
  /** The conversation has moved on. `position`: the place in the queue, while requested. */
  handoff: { state: BatonState; position: number | null };
  /** The live agent who holds the chat; `null`: the AI agent does. */
  agent: { name: string | null };
  /** The visitor's proof was taken. */
  identified: { verified: boolean };
  /** Something failed that the page's developer should know of. The page itself goes on undisturbed. */
  error: { message: string };
}

/** The one global function. */
interface BatonFunction {
  /** Opens, closes or toggles the panel. */
  (verb: 'open' | 'close' | 'toggle'): void;
  /** Shows or hides the launcher. An open panel stays. */
  (verb: 'show' | 'hide'): void;
  /** Opens the chat in a window of its own, with the conversation. Call it when the visitor has pressed something, or the browser refuses. */
  (verb: 'popout'): void;
  /** Opens the panel and asks for a live agent. */
  (verb: 'requestAgent'): void;
  /** Takes the request back. */
  (verb: 'cancelRequest'): void;
  /** Ends the chat. */
  (verb: 'endChat'): void;
  /** Says who the visitor is. */
  (verb: 'identify', visitor: BatonVisitor): void;
  /** Adds details about the visitor. */
  (verb: 'update', details: BatonVisitor): void;
  /** Forgets the visitor in this browser. Call it when your user signs out. */
  (verb: 'logout'): void;
  /** Calls the handler at each such event. */
  <Name extends keyof BatonEvents>(verb: 'on', name: Name, handler: (detail: BatonEvents[Name]) => void): void;
  /** No longer calls it. */
  <Name extends keyof BatonEvents>(verb: 'off', name: Name, handler: (detail: BatonEvents[Name]) => void): void;
  /** Of the script. There is none until it has run. */
  version?: number;
  /** What was called before the script came. */
  q?: unknown;
}

declare var Baton: BatonFunction;
declare var batonSettings: BatonSettings | undefined;

interface WindowEventMap {
  'baton:ready': CustomEvent<BatonEvents['ready']>;
  'baton:open': CustomEvent<BatonEvents['open']>;
  'baton:close': CustomEvent<BatonEvents['close']>;
  'baton:message': CustomEvent<BatonEvents['message']>;
  'baton:unread': CustomEvent<BatonEvents['unread']>;
  'baton:availability': CustomEvent<BatonEvents['availability']>;
  'baton:handoff': CustomEvent<BatonEvents['handoff']>;
  'baton:agent': CustomEvent<BatonEvents['agent']>;
  'baton:identified': CustomEvent<BatonEvents['identified']>;
  'baton:error': CustomEvent<BatonEvents['error']>;
}
