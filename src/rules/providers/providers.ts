import { Rule } from '../rule';
import { AUTHENTICATION_RULES } from './authentication-rules';
import { CLOUD_WATCH_RULES } from './cloud-watch-rules';
import { CONTROLLER_RULES } from './controller-rules';
import { DATADOG_RULES } from './datadog-rules';
import { FIELD_RULES } from './field-rules';
import { KAYENTA_RULES } from './kayenta-rules';
import { WEB_RULES } from './web-rules';

/** The rules about what metrics tell their providers. */
export const TOLD_PROVIDER_RULES: readonly Rule[] = [
  ...FIELD_RULES, ...AUTHENTICATION_RULES, ...WEB_RULES, ...DATADOG_RULES, ...CLOUD_WATCH_RULES, ...KAYENTA_RULES, ...CONTROLLER_RULES,
];
