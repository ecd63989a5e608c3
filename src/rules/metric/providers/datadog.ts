import { pointer } from '../../../manifest/pointer';
import { isOpen } from '../../../reading/open-value';
import { Severity } from '../../rule/finding';
import { Rule } from '../../rule/rule';
import { isSaid, providerRule } from './provider-rule';

type Fields = Record<string, any>;

const FACTS = {
  stage: 'measure', severity: Severity.ERROR, why: 'each measurement ends in an error, and after five of them the analysis does, in the middle of a release',
} as const;

function queriesIn({ queries }: Fields): number {
  return Object.keys(queries ?? {}).length;
}

const datadogOneQuery = providerRule(['datadog'], {
  ...FACTS,
  id: 'datadog-one-query',
  check(told) {
    const many = queriesIn(told) > 0;
    return isSaid(told.query) !== many || (many && isOpen(told.query)) ? [] : [{
      pointer: pointer('query'), message: `datadog needs exactly one of "query" and "queries", got ${many ? 'both' : 'neither'}`,
    }];
  },
});

const OF_V2 = ['queries', 'aggregator'];

const datadogVersion = providerRule(['datadog'], {
  ...FACTS,
  id: 'datadog-version',
  check: (told) => (told.apiVersion || 'v1') !== 'v1' ? [] : OF_V2.filter((field) => field === 'queries' ? queriesIn(told) > 0 : isSaid(told[field])).map((field) => ({
    pointer: pointer(field), message: `"${field}" needs apiVersion "v2", got ${told.apiVersion ? '"v1"' : 'none, which means v1'}`,
  })),
});

const datadogFormula = providerRule(['datadog'], {
  ...FACTS,
  id: 'datadog-formula',
  check(told) {
    const queries = queriesIn(told);
    const hasFormula = isSaid(told.formula) && !isOpen(told.formula);
    const wrong = hasFormula ? queries === 0 : !isSaid(told.formula) && queries > 1;
    return !wrong ? [] : [{
      pointer: pointer('formula'),
      message: queries === 0 ? 'a formula combines "queries", got none: put the query there under a name, or leave the formula out'
        : `${queries} queries need a formula that makes one number of them, got none`,
    }];
  },
});

const datadogSecretNamed = providerRule(['datadog'], {
  ...FACTS,
  id: 'datadog-secret-named',
  check: ({ secretRef }) => !secretRef?.namespaced || isSaid(secretRef.name) ? [] : [{
    pointer: pointer('secretRef', 'name'), message: 'a Secret in the namespace of the analysis needs a name, got none: give it, or leave "namespaced" out',
  }],
});

export const DATADOG_RULES: readonly Rule[] = [datadogOneQuery, datadogVersion, datadogFormula, datadogSecretNamed];
