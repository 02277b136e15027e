/**
 * One spelling for a number: thousands separators out, a point before the fraction, no zeros that say nothing. What is no single number (a
 * version, an address) is kept as written.
 *
 * @example numberForm('1,240.50') // '1240.5'
 * @example numberForm('1.240,50') // '1240.5'
 * @example numberForm('192.168.0.1') // '192.168.0.1'
 */
export function numberForm(written: string): string {
  const plain = withPoint(written.normalize('NFKC'));
  if (!/^\d+(?:\.\d+)?$/.test(plain)) return plain;
  const [whole = '', fraction = ''] = plain.split('.');
  const digits = whole.length > 2 && fraction === '' ? whole : whole.replace(/^0+(?=\d)/, '');
  const rest = fraction.replace(/0+$/, '');
  return rest === '' ? digits : `${digits}.${rest}`;
}

function withPoint(text: string): string {
  const lastPoint = text.lastIndexOf('.');
  const lastComma = text.lastIndexOf(',');
  if (lastPoint >= 0 && lastComma >= 0) return lastPoint > lastComma ? text.replaceAll(',', '') : text.replaceAll('.', '').replace(',', '.');
  if (lastComma >= 0) return /^\d{1,3}(?:,\d{3})+$/.test(text) ? text.replaceAll(',', '') : text.split(',').length === 2 ? text.replace(',', '.') : text;
  return /^\d{1,3}(?:\.\d{3}){2,}$/.test(text) ? text.replaceAll('.', '') : text;
}
