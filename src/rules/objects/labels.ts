import { rememberedText } from '../../manifest/remembered';

const NAME = '([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]';
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const KEY = new RegExp(`^((?=[^/]{1,253}/)${LABEL}(\\.${LABEL})*/)?${NAME}$`);
const VALUE = new RegExp(`^(${NAME})?$`);

/** Whether Kubernetes takes it as the key of a label. */
export const isLabelKey = rememberedText((key) => KEY.test(key));

/** Whether Kubernetes takes it as the value of a label. */
export function isLabelValue(value: string): boolean {
  return VALUE.test(value);
}
