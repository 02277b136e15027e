/** What a yes to a scorer means: something good, a fault, or it cannot be told (`mixed`: the name holds a fault, but asks for something about it, or asks what is needed). */
export type Question = 'merit' | 'fault' | 'mixed' | 'unknown';

const faultWord =
  /^(?:toxic|harm(?!on)|hallucinat|frustrat|pii$|leak|unsafe|bias|jailbreak|profan|refus|errors?$|issues?$|problems?$|violat|fail|incorrect|wrong|mistake|inaccura|irrelevan|unhelpful|unfaithful|ungrounded|unresolved|unsatisf|dissatisf|contradict|injection|abus|insult|offens|threat|fabricat|risk|danger|spam$|severity|uncertain|anomal)/u;
const meritWord =
  /^(?:correct(?:ness|ly)?$|helpful|relevan|grounded|faithful|accura|thumbs?$|success|quality|scores?$|ratings?$|safe(?:ty|ly)?$|complete(?:ness|d|ly)?$|coheren|fluen|adher|complian|valid(?:ity)?$|appropriate|proper|factual|truth|useful|satisf|resolved$|solved$|fixed$|recovered$|good$|pass(?:ed|es)?$|feedback$|like[ds]?$|clarity$|guidelines?$)/u;
/** Adjectives that turn a fault into something wished for: `correct_refusal`. */
const praise = /^(?:correct|appropriate|proper|justified|successful|valid|good|right|graceful|accurate)(?:ly)?$/u;
const negationBefore = new Set(['no', 'non', 'not', 'zero', 'without', 'free', 'absence', 'lack', 'lacks', 'avoid', 'avoids', 'avoided', 'avoiding', 'never', 'anti', 'prevents', 'low', 'minimal']);
const negationAfter = new Set(['free', 'less', 'absent', 'absence', 'avoided', 'avoidance', 'prevented', 'prevention']);
/** Names that ask what is needed or wanted: neither answer is good or bad. */
const needWord = /^(?:needs?|needed|requires?|required|asks?|asked|wants?|requested|escalat)/u;
/** Words after a fault that only say that it is there, or where: `pii_detected`, `unsafe_content`. */
const presence = new Set(['detected', 'present', 'found', 'flag', 'flagged', 'occurred', 'observed', 'seen', 'content', 'language', 'speech', 'answer', 'response', 'output', 'text']);
/** Words of names whose numbers count or measure: their zero is no verdict. */
const measure = /^(?:counts?|num|numbers?|total|costs?|usd|eur|price|latency|delta|diff|change|tokens?|ms|secs?|seconds?|minutes?|time|duration|retr(?:y|ies)|attempts?|length|len|size|rank|ranking|index|position|steps?|turns?|sentiment|polarity|distance|similarity|difficulty|complexity)$/u;

/** True for names of things that are counted or measured. */
export const isMeasure = (name: string): boolean => wordsOf(name).some((word) => measure.test(word));

/**
 * What a yes to a scorer of this name means, read from the words of the name.
 *
 * @example questionOf('hallucination') // 'fault'
 * @example questionOf('no_hallucination') // 'merit'
 * @example questionOf('error_handling') // 'mixed'
 */
export function questionOf(name: string): Question {
  const words = wordsOf(name);
  while (words.length > 1 && presence.has(words.at(-1) ?? '')) words.pop();
  if (words.some((word) => needWord.test(word))) return 'mixed';
  const at = words.findLastIndex((word) => faultWord.test(word));
  return at < 0 ? withoutFault(words) : withFault(words, at);
}

function withoutFault(words: readonly string[]): Question {
  if (!words.some((word) => meritWord.test(word))) return 'unknown';
  return words.some((word) => word === 'not' || word === 'non' || word === 'no') ? 'fault' : 'merit';
}

/** The last word of a name is what is asked for: `refusal_appropriate` asks for fitness, `error_handling` for handling. */
function withFault(words: readonly string[], at: number): Question {
  const [before, after] = [words.slice(0, at), words.slice(at + 1)];
  if (/less(?:ness|ly)?$/u.test(words[at] ?? '') || before.some((word) => negationBefore.has(word)) || after.some((word) => negationAfter.has(word))) return 'merit';
  if (after.length > 0) return meritWord.test(after.at(-1) ?? '') && !/^(?:scores?|ratings?)$/u.test(after.at(-1) ?? '') ? 'merit' : 'mixed';
  return before.some((word) => praise.test(word)) ? 'mixed' : 'fault';
}

/** `userFrustration`, `PII_detected`, `non-toxic` as lower-case words. */
function wordsOf(name: string): string[] {
  const spaced = name.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  return spaced.toLowerCase().split(/[^\p{L}]+/u).filter(Boolean);
}
