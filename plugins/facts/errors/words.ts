/**
 * Words by which people doubt and agents correct themselves, in the languages that are handled: English, German, French, Spanish.
 * They are only ever used beside something recorded (a value that was carried), never alone.
 */

/** What follows "you said ... but" when it is no contrast, only the next question. */
const nextQuestion = String.raw`(?! (?:can|could|may|should|what|how|where|when|who|do I|is there|are there|also|I (?:also|need|want|would|have another)))`;

/** Doubt needs a negation or a contrast: who repeats what was said, or asks for a check, may well be content. */
const challenge = [
  /\b(?:that|this|it)(?:['’]s| is| was)? (?:not (?:right|correct|true|accurate|what I (?:asked|said|meant))|wrong|incorrect|inaccurate|false|mistaken|outdated|out of date|a mistake)\b/iu,
  /\b(?:that|this|it) (?:isn|wasn)['’]t (?:right|correct|true|accurate|what I (?:asked|said|meant))\b/iu,
  /(?<!\b(?:what|nothing|anything|something|everything|who|which)(?: else)? )\b(?:is|was|are|were) (?:wrong|incorrect|inaccurate|not correct|not right)\b/iu,
  /\b(?:is|are|was|were)(?: not|n['’]t) (?:[$€£] ?)?\p{Nd}/iu,
  /\byou(?:['’]re| are| were| must be)? (?:wrong|mistaken|incorrect|(?:got|made) (?:that|this|it) (?:wrong|up))\b/iu,
  /\b(?:(?:that|this|it|which) contradicts|contradict(?:s|ed|ing)? (?:yourself|what you|your)|(?:that|this|it) does(?: not|n['’]t) (?:add up|match|look right)|not what I (?:asked|said|meant))\b/iu,
  /\byour (?:\w+ )?(?:answer|information|figure|number|value|data|total|amount|source)s? (?:is|are|was|were) (?:wrong|incorrect|inaccurate|false|outdated|out of date)\b/iu,
  new RegExp(String.raw`\byou (?:just |also |earlier )?(?:said|told me|claimed|wrote|stated)\b[^!?\n]{0,200}?\b(?:but|however|yet|whereas|although)\b,?${nextQuestion}`, 'iu'),
  /\b(?:but|however|yet),? (?:earlier |before )?you (?:just |also )?(?:said|told me|claimed|wrote|stated)\b/iu,
  /(?<!\p{L})(?:(?:das|es) (?:ist|war) (?:falsch|veraltet|nicht (?:richtig|korrekt|wahr))|stimmt (?:so )?nicht|das widerspricht|(?:sie irren sich|du irrst dich)|(?:sie sagten|sie haben gesagt|du sagtest|du hast gesagt)[^!?\n]{0,200}?\b(?:aber|jedoch|doch))(?!\p{L})/iu,
  /(?<!\p{L})(?:c['’]est (?:faux|incorrect|inexact|périmé)|ce n['’]est pas (?:exact|correct|juste|vrai)|vous vous trompez|tu te trompes|(?:vous avez dit|vous disiez|tu as dit)[^!?\n]{0,200}?\b(?:mais|pourtant|cependant))(?!\p{L})/iu,
  /(?<!\p{L})(?:(?:eso|esto) (?:no es (?:correcto|cierto|verdad)|es (?:falso|incorrecto)|está (?:mal|desactualizado))|se equivoca|te equivocas|(?:dijo|dijiste|usted dijo)[^!?\n]{0,200}?\b(?:pero|sin embargo))(?!\p{L})/iu,
];

const ownCorrection = [
  /\b(?:I (?:made a mistake|was wrong|misspoke|was mistaken)|my (?:earlier|previous) (?:answer|statement|response) (?:was|is) (?:wrong|incorrect|inaccurate)|correction:|I need to correct|I apologi[sz]e for the (?:confusion|error|mistake)|sorry for the (?:confusion|error|mistake))\b/iu,
  /\b(?:ich habe mich geirrt|mein fehler|korrektur:)\b/iu,
  /\b(?:je me suis trompée?|mon erreur|correction :)/iu,
  /\b(?:me equivoqué|mi error|corrección:)/iu,
];

const any = (patterns: readonly RegExp[], text: string): boolean => patterns.some((pattern) => pattern.test(text));

/** The text doubts or corrects what another said. */
export const challenges = (text: string): boolean => any(challenge, text);

/** The text takes back what its own author said earlier. */
export const correctsItself = (text: string): boolean => any(ownCorrection, text);
