const PARTS = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/is;

/** What a host can have beside letters and digits, and characters outside of ASCII. */
const HOST = /^(?:[-\w.~!$&'()*+,;=<>"\u0080-\uffff]+|\[[0-9a-f:.]+\])(?::\d*)?$/i;

const USER = /^[-\w.~!$&'()*+,;=:%]*$/;

const CONTROL = /[\0-\x1f\x7f]/;

/** A percent sign that no byte follows. */
const BAD_ESCAPE = /%(?![0-9a-f]{2})/i;

/**
 * Whether Go reads a text as an address with a scheme and a host.
 *
 * @see https://pkg.go.dev/net/url#Parse
 */
export function isGoUrl(text: string): boolean {
  const [, , authority, path, fragment = ''] = PARTS.exec(text) ?? [];
  if (authority === undefined || CONTROL.test(text) || BAD_ESCAPE.test(path) || BAD_ESCAPE.test(fragment)) {
    return false;
  }
  const at = authority.lastIndexOf('@');
  return HOST.test(authority.slice(at + 1)) && USER.test(authority.slice(0, Math.max(at, 0)));
}
