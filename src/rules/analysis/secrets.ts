import { Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

const secretHasKey: Rule = {
  id: 'secret-has-key',
  stage: 'run-start',
  severity: Severity.ERROR,
  kinds: ['AnalysisTemplate', 'AnalysisRun'],
  why: 'the analysis ends in an error before its first measurement',
  check({ metadata, spec }, bundle) {
    const args: Record<string, any>[] = spec?.args ?? [];
    return args.flatMap(({ valueFrom }, index) => {
      const { name, key } = valueFrom?.secretKeyRef ?? {};
      const secret = name === undefined ? undefined : bundle.find('Secret', name, metadata?.namespace);
      const keys = secret?.metadata.namespace === metadata?.namespace ? keysOf(secret) : [];
      return keys.length === 0 || keys.includes(key) ? [] : [{
        pointer: pointer('spec', 'args', index, 'valueFrom', 'secretKeyRef', 'key'),
        message: `Secret "${name}" has no key "${key}", allowed are: ${keys.join(', ')}`,
      }];
    });
  },
};

/** A Secret without keys is filled by somebody else. */
function keysOf(secret: Manifest | undefined): string[] {
  return Object.keys({ ...secret?.data, ...secret?.stringData });
}

export const SECRET_RULES: readonly Rule[] = [secretHasKey];
