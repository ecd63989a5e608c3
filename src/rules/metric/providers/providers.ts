import { Rule } from '../../rule/rule';
import { AUTHENTICATION_RULES } from './authentication';
import { CLOUD_WATCH_RULES } from './cloud-watch';
import { CONTROLLER_RULES } from './controller';
import { CREDENTIAL_RULES } from './credentials';
import { DATADOG_RULES } from './datadog';
import { FIELD_RULES } from './fields';
import { KAYENTA_RULES } from './kayenta';
import { WEB_RULES } from './web';

/** The rules about what metrics tell their providers. */
export const TOLD_PROVIDER_RULES: readonly Rule[] = [
  ...FIELD_RULES, ...AUTHENTICATION_RULES, ...WEB_RULES, ...DATADOG_RULES, ...CLOUD_WATCH_RULES, ...KAYENTA_RULES, ...CONTROLLER_RULES,
  ...CREDENTIAL_RULES,
];
