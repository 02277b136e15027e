import { fold, isStopWord, sentencesIn, terms, tokens } from '../../../src/plugin.js';

/** What an answer admits. */
export interface Admission {
  /** It says outright that something failed: in the first person, or that an error came up. */
  outright: boolean;
  /** Content words of what it says could not be done, or is not there. An admission only for a step that these words are about. */
  about: ReadonlySet<string>;
  /** It tells of something that turned out not to be there: `it seems there is no credit card on file`. An admission where the failure was a lack. */
  lack: boolean;
}

/** `I can't wait`, `I couldn't agree more`: no failure. */
const politeness = String.raw`(?! (?:be (?:happier|more)|wait|agree more|thank|stress|help but|recommend|emphasi[sz]e|complain))`;

/**
 * Words by which an answer says outright that it failed, in English, German, French and Spanish. In the other languages the impersonal forms count too, as
 * names of steps are mostly English and share no word with the sentence. `\b` knows ASCII letters only, hence the look-arounds.
 */
const outright = [
  new RegExp(String.raw`\b(?:I|we)(?:['’]m| am|['’]re| are| was| were|['’]ve been| have been)? (?:(?:still|also|just|unfortunately|currently|sadly) )?(?:could(?: not|n['’]t)|can(?:not| not|['’]t)|unable to|failed to|not able to|wasn['’]t able|weren['’]t able|did(?: not|n['’]t) (?:manage|succeed)|(?:ran into|encountered|hit|got) an? (?:\w+ )?(?:error|issue|problem))${politeness}\b`, 'iu'),
  /\b(?:something (?:has )?(?:went|gone) wrong|(?<!even if |in case |whenever |if |no )an? (?:\w+ )?(?:error|problem) (?:has )?occurred|(?:there (?:was|is)(?: still)?|there['’]s) an? (?:\w+ )?(?:error|problem|issue) (?:while|when|with|in))\b/iu,
  /(?<!\p{L})(?:(?:konnte|konnten|kann|können) (?:\p{L}+ ){0,8}(?:nicht|kein\p{L}*)|nicht möglich|fehlgeschlagen|nicht gelungen)(?!\p{L})/iu,
  /(?<!\p{L})(?:n['’](?:ai|avons|a|ont) (?:\p{L}+ )?pas (?:\p{L}+ )?(?:pu|réussi)|ne (?:peux|pouvons|peut) pas|n['’]arrive pas|impossible de|(?:a|ont|est) échoué)(?!\p{L})/iu,
  /(?<!\p{L})(?:no (?:pude|pudimos|puedo|podemos|he podido|hemos podido|se pudo|se ha podido|fue posible|ha sido posible)|(?:me|nos) (?:fue|ha sido|resulta) imposible|falló|ha fallado)(?!\p{L})/iu,
];

/** Said of something else than the speaker: an admission only where the clause is about the step. */
const failed = /\b(?:could(?: not|n['’]t)|unable to|failed|was(?: not|n['’]t) able|were(?: not|n['’]t) able|not available|unavailable|did(?: not|n['’]t) (?:work|succeed|go through)|not (?:been )?(?:possible|successful)|declined|rejected|timed out)\b/iu;
/** General statements ("cannot be undone"), which tell of a failure only where what follows is about the step. */
const barred = /\b(?:can(?:not| not|['’]t)|do(?:es)?(?: not|n['’]t) (?:allow|support|exist|accept))\b/iu;
/** What is said not to be there is named next: `there is no extra charge` is not about an order. */
const lacking = /\b(?:(?:there (?:is|are|was|were)|I see|I found|we have|has) (?:no|not enough|not any)|(?:do|does|did)(?: not|n['’]t) (?:have|find|see)(?: enough| any| an?)?|no results? (?:for|on|about))\b/iu;

const foundLacking = new RegExp(String.raw`\b(?:it (?:seems|appears|looks)|unfortunately)\b[^.!?\n]{0,80}?${lacking.source}`, 'iu');
/** The message of a failure says that something was not there. */
export const tellsOfLack = (message: string): boolean => /\b(?:not found|no such|not enough|insufficient|does not exist|unavailable|not available|no \w+ found)\b/iu.test(message);

/**
 * What an answer admits.
 *
 * @example admissionOf('Order 4411 could not be cancelled.').about // the terms of `order`, `4411`, `cancelled`
 * @example admissionOf('Done! There is no extra charge.').about // the terms of `charge` only
 */
export function admissionOf(answer: string): Admission {
  const sentences = sentencesIn(answer);
  return {
    outright: sentences.some((sentence) => outright.some((pattern) => pattern.test(sentence))),
    about: new Set(sentences.flatMap(clausesOf).flatMap(admittedIn)),
    lack: sentences.some((sentence) => foundLacking.test(sentence)),
  };
}

const clausesOf = (sentence: string): string[] => sentence.split(/[;:,](?!\d)|\s[–—-]\s|\b(?:and|but|so|because)\b/iu);

function admittedIn(clause: string): string[] {
  if (failed.test(clause)) return terms(clause);
  const general = barred.exec(clause);
  if (general) return terms(clause.slice(general.index + general[0].length));
  const lack = lacking.exec(clause);
  return lack ? headOf(clause.slice(lack.index + lack[0].length)) : [];
}

/** Words that may close a noun phrase without being its head: `no seats available`. */
const trailing = new Set(['available', 'left', 'found', 'remaining', 'listed', 'yet', 'anymore']);

/** The head of the noun phrase that a text starts with, with the word before it where the head is a number: `order 4411 on file` → order, 4411. */
function headOf(text: string): string[] {
  const words = text.trim().split(/\s+/u).slice(0, 6).map((word) => fold(word).replace(/[^\p{L}\p{N}-]/gu, ''));
  const end = words.findIndex((word) => word === '' || isStopWord(word) || trailing.has(word));
  const phrase = words.slice(0, end < 0 ? words.length : end);
  return terms(phrase.slice(/\p{Nd}/u.test(phrase.at(-1) ?? '') ? -2 : -1).join(' '));
}

/** Content words of the name of a step: `cancelOrder`, `cancel_order` → cancel, order. */
export const termsOfName = (name: string): string[] => tokens(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll('_', ' ')).map(({ term }) => term);
