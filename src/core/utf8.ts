/**
 * The UTF-8 bytes of a text; a lone surrogate becomes U+FFFD. TextEncoder belongs to the host, not to the
 * language.
 *
 * @param text - any text
 * @returns bytes
 */
export function utf8(text: string): number[] {
  const escaped = encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd"));
  const bytes: number[] = [];
  for (let i = 0; i < escaped.length; i++) {
    if (escaped[i] === "%") {
      bytes.push(Number.parseInt(escaped.slice(i + 1, i + 3), 16));
      i += 2;
    } else bytes.push(escaped.charCodeAt(i));
  }
  return bytes;
}
