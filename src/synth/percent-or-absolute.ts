import * as kplus from 'cdk8s-plus-28';
import { IntOrString } from '../manifest/types';

/**
 * A number of pods as in YAML: an integer, or text that ends in a percent sign.
 */
export function percentOrAbsolute(amount?: kplus.PercentOrAbsolute): IntOrString | undefined {
  return amount?.value;
}
