import { rememberedText } from './remembered';

const FACTORS: Record<string, number> = {
  '': 1,
  'n': 1e-9,
  'u': 1e-6,
  'm': 1e-3,
  'k': 1e3,
  'M': 1e6,
  'G': 1e9,
  'T': 1e12,
  'P': 1e15,
  'E': 1e18,
  'Ki': 2 ** 10,
  'Mi': 2 ** 20,
  'Gi': 2 ** 30,
  'Ti': 2 ** 40,
  'Pi': 2 ** 50,
  'Ei': 2 ** 60,
};

/**
 * A quantity of Kubernetes as a number: `250m` is 0.25. Undefined where it is none.
 */
export function parseQuantity(quantity: unknown): number | undefined {
  return parseText(String(quantity));
}

const parseText = rememberedText((text): number | undefined => {
  const [, amount, unit = '', exponent] = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([a-zA-Z]{1,2})|([eE][+-]?\d+))?$/.exec(text) ?? [];
  return amount === undefined ? undefined : exponent ? Number(text) : Object.hasOwn(FACTORS, unit) ? Number(amount) * FACTORS[unit] : undefined;
});
