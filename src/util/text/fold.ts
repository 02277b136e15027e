/** Text whose compatibility form is itself: folding it is much quicker. */
const ascii = /^[\u0000-\u007f]*$/;

/** A word in the one form in which words are compared: compatibility forms, case and apostrophes folded. */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  return text.normalize('NFKC').toLowerCase().replace(/[’ʼ＇]/gu, "'");
}
