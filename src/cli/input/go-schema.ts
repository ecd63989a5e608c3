import { CORE_SCHEMA, Schema, Type } from 'js-yaml';

const TAG = 'tag:yaml.org,2002:';

const TRUE = ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'];
const FALSE = ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'];

const bool = new Type(`${TAG}bool`, {
  kind: 'scalar',
  resolve: (text: unknown) => TRUE.includes(text as string) || FALSE.includes(text as string),
  construct: (text: string) => TRUE.includes(text),
});

const INTEGER = /^([-+]?)(?:0b([01_]+)|0x([\da-fA-F_]+)|0o?([0-7_]+)|(0|[1-9][\d_]*))$/;

const int = new Type(`${TAG}int`, {
  kind: 'scalar',
  resolve: (text: unknown) => typeof text === 'string' && INTEGER.test(text),
  construct(text: string) {
    const [, sign, ...digits] = INTEGER.exec(text)!;
    const base = digits.findIndex((found) => found !== undefined);
    const amount = parseInt(digits[base].replace(/_/g, ''), [2, 16, 8, 10][base]);
    return sign === '-' ? -amount : amount;
  },
});

const merge = new Type(`${TAG}merge`, { kind: 'scalar', resolve: (text: unknown) => text === '<<' });

/** Go takes a value for what it looks like if it does not know its tag. */
const unknown = ['!', TAG].flatMap((tag) => (['scalar', 'sequence', 'mapping'] as const)
  .map((kind) => new Type(tag, { kind, multi: true, construct: (data: unknown) => data })));

/**
 * YAML as Kubernetes reads it, which is how Go does: 1.1, but without times and sexagesimal numbers.
 *
 * @see https://github.com/kubernetes-sigs/yaml
 */
export const GO_SCHEMA: Schema = CORE_SCHEMA.extend({ implicit: [bool, int, merge], explicit: unknown });
