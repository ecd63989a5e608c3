/* eslint-disable no-bitwise -- a set of few keys is a number of few bits */
import { Manifest } from './bundle';
import { firstOf } from './precedents';
import { remembered, rememberedText, rememberedWith } from './remembered';

/** The keys that are looked for, and which bit of a set stands for each: the upper bits of that number say in which word of 32 it is. */
const bits = new Map<string, number>();

/** Says that these keys are looked for. No others are kept: the names of labels and of data would make a set of every object. */
export function lookFor(keys: readonly string[]): void {
  keys.filter((key) => !bits.has(key)).forEach((key) => bits.set(key, bits.size));
}

/**
 * Keys of an object. Objects that have the same ones share a set, so that what depends on nothing else is worked out once for all.
 */
export class KeySet {
  constructor(public readonly words: readonly number[]) {}

  public has(key: string): boolean {
    const bit = bits.get(key);
    return bit !== undefined && ((this.words[bit >> 5] >>> (bit & 31)) & 1) === 1;
  }

  public hasAny(keys: readonly string[]): boolean {
    return keys.some((key) => this.has(key));
  }
}

const setOf = rememberedText((words) => new KeySet(words.split(',').map(Number)));

/** What an object with a field that is null has among its keys. */
export const NULL = 'null';

lookFor([NULL]);

/** All keys of an object that are looked for, on whatever level, and its kind, if that is. */
export function keysOf(manifest: Manifest): KeySet {
  return keysWithin(firstOf(manifest));
}

const keysWithin = remembered((manifest: Manifest): KeySet => {
  const words = new Array<number>((bits.size >> 5) + 1).fill(0);
  add(manifest.kind, words);
  collect(manifest, words);
  return setOf(words.join());
});

/** The keys of two objects together. */
export const union = rememberedWith((one: KeySet, other: KeySet): KeySet => setOf(one.words.map((word, index) => word | other.words[index]).join()));

function add(key: string, words: number[]) {
  const bit = bits.get(key);
  if (bit !== undefined) {
    words[bit >> 5] |= 1 << (bit & 31);
  }
}

function collect(value: unknown, words: number[]) {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      collect(value[index], words);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const key in value) {
      const inner = (value as Record<string, unknown>)[key];
      add(inner === null ? NULL : key, words);
      collect(inner, words);
    }
  }
}
