type Labels = Record<string, string>;

interface Expression {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}

/** What each operator of Kubernetes asks of a label. */
const OPERATORS: Record<string, (label: string | undefined, values: readonly string[]) => boolean> = {
  In: (label, values) => label !== undefined && values.includes(label),
  NotIn: (label, values) => label === undefined || !values.includes(label),
  Exists: (label) => label !== undefined,
  DoesNotExist: (label) => label === undefined,
};

/** The conditions of a selector that labels do not meet, as messages say them. One with an unknown operator asks for nothing. */
export function unmet(selector: Record<string, any>, labels: Labels): string[] {
  const matchLabels: Labels = selector.matchLabels ?? {};
  return [
    ...Object.entries(matchLabels).filter(([key, value]) => labels[key] !== value).map(([key, value]) => `${key}: ${JSON.stringify(value)}`),
    ...unmetExpressions(selector, labels),
  ];
}

/** The expressions of a selector that labels do not meet. */
export function unmetExpressions({ matchExpressions = [] }: Record<string, any>, labels: Labels): string[] {
  return (matchExpressions as (Expression | null)[]).flatMap((expression) => {
    const { key, operator = '', values = [] } = expression ?? {};
    const isMet = Object.entries(OPERATORS).find(([name]) => name === operator)?.[1];
    return key === undefined || !isMet || isMet(labels[key], values) ? [] : [[key, operator, ...values.length > 0 ? [values.join(', ')] : []].join(' ')];
  });
}
