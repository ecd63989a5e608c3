/**
 * A regular expression as Go writes it, in JavaScript's way; nothing if Go refuses it. Go knows no lookaround and no back reference.
 */
export function goPattern(text: string): RegExp | undefined {
  if (/(^|[^\\])(\\\\)*(\(\?<?[=!]|\\[1-9])/.test(text)) {
    return undefined;
  }
  const flags = /^\(\?[msU]*i[imsU]*\)/.test(text) ? 'i' : '';
  const plain = text.replace(/\(\?P</g, '(?<').replace(/\(\?[imsU-]+(?=[:)])/g, '(?').replace(/\(\?\)/g, '');
  try {
    // by itself first: parentheses around it could complete it
    return new RegExp(plain) && new RegExp(`^(?:${plain})$`, flags);
  } catch {
    return undefined;
  }
}
