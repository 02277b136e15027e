/**
 * One spelling for a number: thousands separators out, a point before the fraction, no zeros that say nothing. What is no single number (a
 * version, an address) is kept as written, and so is what has more than 40 digits: no amount is that long.
 *
 * @example numberForm('1,240.50') // '1240.5'
 * @example numberForm('1.240,50') // '1240.5'
 * @example numberForm('192.168.0.1') // '192.168.0.1'
 */
export function numberForm(written: string): string {
  if (written.length > longest) return written;
  if (/^[1-9]\d*$/.test(written)) return written;
  const plain = withPoint(written.normalize('NFKC'));
  if (!/^\d+(?:\.\d+)?$/.test(plain)) return plain;
  const [whole = '', fraction = ''] = plain.split('.');
  const digits = whole.length > 2 && fraction === '' ? whole : whole.replace(/^0+(?=\d)/, '');
  const rest = withoutEndZeros(fraction);
  return rest === '' ? digits : `${digits}.${rest}`;
}

/** 40 digits with a separator after every third. */
const longest = 53;

function withoutEndZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}

function withPoint(text: string): string {
  const lastPoint = text.lastIndexOf('.');
  const lastComma = text.lastIndexOf(',');
  if (lastPoint >= 0 && lastComma >= 0) return lastPoint > lastComma ? text.replaceAll(',', '') : text.replaceAll('.', '').replace(',', '.');
  if (lastComma >= 0) return /^\d{1,3}(?:,\d{3})+$/.test(text) ? text.replaceAll(',', '') : text.split(',').length === 2 ? text.replace(',', '.') : text;
  return /^\d{1,3}(?:\.\d{3}){2,}$/.test(text) ? text.replaceAll('.', '') : text;
}
