/** The address of a server that speaks the OpenAI API, as a reader enters it. */
export interface Endpoint {
  /** Without a slash at its end: what `/chat/completions` is added to. */
  readonly base: string;
  readonly origin: string;
  /** On this machine or in a private network: nothing is paid there. */
  readonly own: boolean;
  /** The host permission to ask for; null for a private network's address over http, where the server's own CORS headers decide. */
  readonly permission: string | null;
}

export type AddressFault = 'no-address' | 'not-secure' | 'has-credentials' | 'has-query';

const PRIVATE_HOST = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.)[\d.]+$|\.local$|^\[f[cd]/;
const THIS_MACHINE = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|.+\.localhost)$/;

/** Host permissions that the manifest names as optional besides https. */
const HTTP_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1']);

/** An origin as a match pattern; patterns have no port, so it holds for every port of that host. */
export function permissionOf(origin: string): string | null {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || HTTP_HOSTS.has(hostname) ? `${protocol}//${hostname}/*` : null;
}

const pathOf = (path: string): string => {
  const bare = path.replace(/\/(?:chat\/completions|embeddings|models)?\/*$/, '').replace(/\/+$/, '');
  return bare === '' ? '/v1' : bare;
};

/** A host alone is taken with https, one of this machine with http; a path that is missing is `/v1`. */
export function readAddress(entered: string): Endpoint | AddressFault {
  const text = entered.trim();
  const schemed = /^[a-z][a-z\d+.-]*:\/\//i.test(text)
    ? text
    : `${THIS_MACHINE.test(text.replace(/[:/]\d*.*$/, '')) ? 'http' : 'https'}://${text}`;
  if (text === '' || !URL.canParse(schemed)) return 'no-address';
  const { protocol, hostname, origin, pathname, username, password, search, hash } = new URL(schemed);
  const own = THIS_MACHINE.test(hostname) || PRIVATE_HOST.test(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && own)) return protocol === 'http:' ? 'not-secure' : 'no-address';
  if (username !== '' || password !== '') return 'has-credentials';
  if (search !== '' || hash !== '') return 'has-query';
  return { base: origin + pathOf(pathname), origin, own, permission: permissionOf(origin) };
}
