import { describe, expect, it } from 'vitest';
import { readAddress } from '../../providers/endpoint';

describe('an address', () => {
  it.each([
    ['http://localhost:11434', 'http://localhost:11434/v1', true, 'http://localhost/*'],
    ['localhost:1234', 'http://localhost:1234/v1', true, 'http://localhost/*'],
    ['http://127.0.0.1:8080/v1/', 'http://127.0.0.1:8080/v1', true, 'http://127.0.0.1/*'],
    ['http://[::1]:8080', 'http://[::1]:8080/v1', true, null],
    ['http://192.168.1.7:11434', 'http://192.168.1.7:11434/v1', true, null],
    ['http://nas.local:11434', 'http://nas.local:11434/v1', true, null],
    ['api.example.com', 'https://api.example.com/v1', false, 'https://api.example.com/*'],
    [' https://api.example.com/openai/v2/chat/completions ', 'https://api.example.com/openai/v2', false, 'https://api.example.com/*'],
  ])('%s is taken as %s', (entered, base, own, permission) => {
    expect(readAddress(entered)).toEqual({ base, origin: new URL(base).origin, own, permission });
  });

  it.each([
    ['', 'no-address'],
    ['not an address', 'no-address'],
    ['ftp://localhost', 'no-address'],
    ['javascript://localhost/%0aalert(1)', 'no-address'],
    ['file:///etc/passwd', 'no-address'],
    ['http://api.example.com', 'not-secure'],
    ['http://localhost.evil.example', 'not-secure'],
    ['http://10.evil.example', 'not-secure'],
    ['http://192.168.1.1.evil.example', 'not-secure'],
    ['http://172.32.0.1', 'not-secure'],
    ['https://key@api.example.com', 'has-credentials'],
    ['https://api.example.com/v1?key=1', 'has-query'],
  ])('%s is refused: %s', (entered, fault) => {
    expect(readAddress(entered)).toBe(fault);
  });
});
