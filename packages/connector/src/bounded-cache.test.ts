import { describe, expect, it } from 'vitest';
import { BoundedCache } from './bounded-cache.ts';

describe('a bounded cache', () => {
  it('holds the last entries and forgets those from long ago', () => {
    const cache = new BoundedCache<number>(3);
    for (let value = 0; value < 20; value += 1) cache.set(`key ${value}`, value);
    const held = Array.from({ length: 20 }, (_, value) => cache.get(`key ${value}`)).filter(
      (value) => value !== undefined,
    );
    expect(held).toEqual(expect.arrayContaining([17, 18, 19]));
    expect(held.length).toBeLessThanOrEqual(6);
    expect(cache.get('key 0')).toBeUndefined();
  });

  it('gives the newest value of a key that was set twice', () => {
    const cache = new BoundedCache<string>(1);
    cache.set('a', 'old');
    cache.set('b', 'other');
    cache.set('a', 'new');
    expect(cache.get('a')).toBe('new');
  });

  it('creates a value once', () => {
    const cache = new BoundedCache<object>(2);
    const first = cache.getOrCreate('a', () => ({}));
    expect(cache.getOrCreate('a', () => ({}))).toBe(first);
  });

  it('keeps a created value that is in use, whatever is created in between', () => {
    const cache = new BoundedCache<object>(2);
    const first = cache.getOrCreate('a', () => ({}));
    for (const other of ['b', 'c', 'd', 'e', 'f']) {
      cache.getOrCreate(other, () => ({}));
      expect(cache.getOrCreate('a', () => ({}))).toBe(first);
    }
  });
});
