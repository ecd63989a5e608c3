import { pointer } from '../../../manifest/pointer';
import { isOpen } from '../../../reading/open-value';
import { Severity } from '../../rule/finding';
import { Rule } from '../../rule/rule';
import { jsonPathProblem } from './json-path';
import { isSaid, providerRule } from './provider-rule';

const webJsonPathParses = providerRule(['web'], {
  id: 'web-json-path-parses',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'each measurement ends in an error, and after five of them the analysis does, in the middle of a release',
  check({ jsonPath = '' }) {
    const problem = isOpen(jsonPath) ? undefined : jsonPathProblem(jsonPath);
    return problem === undefined ? [] : [{
      pointer: pointer('jsonPath'), message: `a JSONPath such as {$.data.ok} that cannot be read: ${problem}, got ${JSON.stringify(jsonPath)}`,
    }];
  },
});

const webJsonPathSelects = providerRule(['web'], {
  id: 'web-json-path-selects',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'text outside of braces stands for itself, so the condition is asked of that text and never of the answer',
  check: ({ jsonPath }) => !isSaid(jsonPath) || isOpen(jsonPath) || jsonPath.startsWith('{') ? [] : [{
    pointer: pointer('jsonPath'), message: `a JSONPath stands in braces, such as {$.data.ok}, got ${JSON.stringify(jsonPath)}`,
  }],
});

const METHODS = ['GET', 'POST', 'PUT'];

const webMethod = providerRule(['web'], {
  id: 'web-method',
  stage: 'measure',
  severity: Severity.WARNING,
  why: 'the method is sent in the case in which it is written, and servers know it only in upper case',
  check: ({ method }) => !isSaid(method) || METHODS.includes(method) || !METHODS.includes(method.toUpperCase()) ? [] : [{
    pointer: pointer('method'), message: `the method of a request is one of ${METHODS.join(', ')}, got "${method}"`,
  }],
});

export const WEB_RULES: readonly Rule[] = [webJsonPathParses, webJsonPathSelects, webMethod];
